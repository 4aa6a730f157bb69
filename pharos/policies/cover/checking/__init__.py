"""Is a set sound: contradictions, gaps, rows that never matter, each shown by a case; and its situations."""
