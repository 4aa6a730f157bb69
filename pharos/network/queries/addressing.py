"""Whom a letter about a case is written to: one provider or facility, its addresses and telephones."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from pharos.network.queries.knowing import Subject, facilities_known, providers_known


def addressee(subject: UUID, now: datetime) -> Subject | None:
    """A provider, or a facility of a list; None for neither. `mails` and `phones` are what it can be reached by."""
    found = providers_known([subject], today=timezone.localdate(now), now=now) or facilities_known([subject])
    return found.get(subject)
