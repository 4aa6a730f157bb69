"""The letters people write, as words and as bytes on the wire. Pure."""
