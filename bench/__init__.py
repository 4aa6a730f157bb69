"""Measurements: `make bench` prints them all, `python -m bench NAME` one of them. Never a timed test."""
