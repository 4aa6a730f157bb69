"""Reads of the desk: requests by their clock, what a place is covered by, where cases come from."""
