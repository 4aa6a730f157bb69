"""Reading the journal."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from pharos.events.base import Event
from pharos.journal.kept import KeptStatement
from pharos.journal.models import Entry, Head

HEAD = KeptStatement(lambda _: Head.objects.values_list("position"))


def entries(
    streams: Sequence[UUID] | None = None,
    *,
    before: int | None = None,
    limit: int = 50,
    types: Sequence[type[Event]] | None = None,
) -> list[Entry]:
    """The newest entries of these streams (all streams when None) before a position, newest first."""
    if streams is not None and types is None:
        return _newest(streams, before, limit)
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
    ((newest,),) = HEAD()
    return int(newest)


_COLUMNS = tuple(field.attname for field in Entry._meta.concrete_fields)
_NEWEST = (
    f"SELECT {', '.join(_COLUMNS)} FROM journal_entry "
    "WHERE stream = ANY(%s) AND position < %s ORDER BY position DESC LIMIT %s"
)
_END = 2**63 - 1


def _newest(streams: Sequence[UUID], before: int | None, limit: int) -> list[Entry]:
    """As a queryset would, which takes longer to put the statement together than the database to answer it."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [list(streams), _END if before is None else before, limit])
        return [Entry.from_db("default", _COLUMNS, row) for row in cursor.fetchall()]
