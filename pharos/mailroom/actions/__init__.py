"""Use cases of the mailroom."""
