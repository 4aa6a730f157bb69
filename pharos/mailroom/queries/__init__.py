"""Reads of the mailroom; frozen rows for the rooms above."""
