"""Findings and a diagnosis that somebody has already written down, held against the base: for the doctor's review."""
