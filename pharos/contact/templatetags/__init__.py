"""Template words of the contact room."""
