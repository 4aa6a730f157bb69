"""What is kept of a token."""

import hashlib


def hashed(token: str) -> str:
    """The hash of a token. Tokens are long and random, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
