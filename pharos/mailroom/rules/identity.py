"""When two deliveries are one letter, and marks of addresses that can be compared but not read."""

import hashlib
import hmac


def identity(message_id: str, fingerprint: str) -> str:
    """One letter, however often and to whichever of our addresses it was delivered."""
    return hashlib.sha256(f"{message_id}\n{fingerprint}".encode("utf-8", "replace")).hexdigest()


def address_mark(email: str, secret: bytes) -> int:
    """A signed 64-bit mark of an address: the same address gives the same one, and nobody reads it back."""
    digest = hmac.new(secret, b"address " + email.lower().encode("utf-8", "replace"), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
