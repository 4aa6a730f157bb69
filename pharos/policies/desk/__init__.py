"""Cover at the desk as a page draws it: verdicts, questions, what is known. Drawn only, nothing is decided here."""
