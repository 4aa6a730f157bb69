"""Reading the journal."""

from collections.abc import Sequence
from uuid import UUID

from pharos.events.base import Event
from pharos.journal.models import Entry, Head


def entries(
    streams: Sequence[UUID] | None = None,
    *,
    before: int | None = None,
    limit: int = 50,
    types: Sequence[type[Event]] | None = None,
) -> list[Entry]:
    """The newest entries of these streams (all streams when None) before a position, newest first."""
    found = Entry.objects.order_by("-position")
    if streams is not None:
        found = found.filter(stream__in=streams)
    if before is not None:
        found = found.filter(position__lt=before)
    if types is not None:
        found = found.filter(type__in=[event.type_name() for event in types])
    return list(found[:limit])


def entries_after(position: int, *, limit: int = 500) -> list[Entry]:
    """What was written after a position, oldest first: the whole truth for whoever missed a notification."""
    return list(Entry.objects.filter(position__gt=position).order_by("position")[:limit])


def position() -> int:
    """The newest position written."""
    return Head.objects.values_list("position", flat=True).get()
