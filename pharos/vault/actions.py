"""Forgetting."""

from datetime import datetime
from uuid import UUID

from pharos.vault.models import Key
from pharos.vault.sealing import forget


def destroy(key_id: UUID, *, now: datetime) -> None:
    """Make everything sealed with this key unreadable. Other processes notice within a minute (`KEEP_SECONDS`)."""
    Key.objects.filter(pk=key_id, destroyed_at=None).update(wrapped=None, destroyed_at=now)
    forget(key_id)
