"""Pages and acts of the case."""
