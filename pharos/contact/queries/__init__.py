"""What the contact room reads: frozen rows, lists by keyset."""
