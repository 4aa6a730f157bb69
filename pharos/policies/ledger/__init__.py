"""The ledger of limits from outside: files of limits and payments taken in, what was used told to decisions, read."""
