"""Frames: screens no room owns. Case card, timeline, search, palette, journal and failures; rooms furnish them."""
