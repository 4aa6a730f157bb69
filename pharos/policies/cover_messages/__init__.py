"""Words for what the cover rules say in codes."""
