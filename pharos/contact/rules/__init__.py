"""Decisions of the contact room: no clock, no database, no translation."""
