"""Whether a telephone system may post."""

import hmac

from pharos.contact.models import CallToken
from pharos.contact.rules.tokens import hashed


def token_name(token: str) -> str | None:
    """The name of the telephone system with this token, or None. Looked up by hash and compared in constant time."""
    if not token:
        return None
    known = CallToken.objects.filter(hash=hashed(token), revoked_at=None).first()
    return known.name if known and hmac.compare_digest(known.hash, hashed(token)) else None
