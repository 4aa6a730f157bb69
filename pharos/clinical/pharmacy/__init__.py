"""Medicines, what they do to each other and what guidelines want of them; the Medical Department's half of the base."""
