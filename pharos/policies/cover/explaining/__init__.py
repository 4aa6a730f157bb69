"""Why: rows that fired, were silenced or are open, what to ask, what nearly changed the answer, and the arithmetic."""
