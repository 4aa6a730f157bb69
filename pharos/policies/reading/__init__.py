"""Insurers' files made into rows. No database here; whatever the bytes, the answer is rows or a named fault."""
