"""Tokens of telephone systems: made, shown once, revoked."""

import secrets
from datetime import datetime

from pharos.contact.models import CallToken
from pharos.contact.rules.tokens import hashed


def make_token(*, name: str, now: datetime, token: str = "") -> str:
    """Make a token and return it; it is not kept. A name taken again replaces its old token.

    `token` gives the secret itself, for a demonstration that must know it beforehand.
    """
    token = token or secrets.token_urlsafe(32)
    CallToken.objects.update_or_create(name=name, defaults={"hash": hashed(token), "made_at": now, "revoked_at": None})
    return token


def revoke_token(*, name: str, now: datetime) -> bool:
    """Refuse a token from now on; False when there is none of that name in use."""
    return bool(CallToken.objects.filter(name=name, revoked_at=None).update(revoked_at=now))
