"""An insurer's mapping: how its next file will be read without asking anybody."""

from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.events.policies import MappingChanged
from pharos.journal import api as journal
from pharos.policies.models import ImportMapping
from pharos.policies.rules.settings import Settings


def save_mapping(*, actor: Actor, now: datetime, insurer_id: UUID, settings: Settings) -> tuple[str, ...]:
    """Keep the settings for this insurer; returns the names of what changed, which may be nothing."""
    with journal.transaction(actor=actor, now=now) as record:
        row = ImportMapping.objects.select_for_update().filter(insurer_id=insurer_id).first()
        row = row or ImportMapping(insurer_id=insurer_id)
        values = settings.to_json()
        fields = tuple(name for name, value in values.items() if row._state.adding or getattr(row, name) != value)
        for name in fields:
            setattr(row, name, values[name])
        if fields:
            row.changed_at = now
            row.save()
            record(MappingChanged(insurer=insurer_id, fields=fields))
    return fields
