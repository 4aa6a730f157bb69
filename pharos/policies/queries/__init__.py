"""Reads of the register, answered with frozen rows."""
