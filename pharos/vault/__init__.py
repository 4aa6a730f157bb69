"""Sealed text: one encrypted field type, a key for each thing a person may ask us to forget. No business in here."""
