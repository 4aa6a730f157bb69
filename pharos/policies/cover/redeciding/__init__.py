"""Past cases decided again by another set: read quickly, decided, compared, exactly as one at a time."""
