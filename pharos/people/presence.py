"""Who is here: which page each open tab shows, whether somebody types in it, and which decision it is about to change.

Rows live for seconds. The table is unlogged and no event tells of it: that somebody looked at a page for a moment is
neither a fact about a case nor anything anybody should be judged by later. Who opened what is the access log's matter.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from pharos.people.models import Presence

GONE_AFTER = timedelta(seconds=22)
"""A tab that has not been heard of for so long is closed, crashed or asleep. Tabs speak up every eight seconds."""
CHANNEL = "presence"
HERE = ""
"""The field of a row that only says that a page is open."""


@dataclass(frozen=True, kw_only=True)
class Present:
    """One tab on a page: who, whether he types, and the fields he holds."""

    staff_id: int
    name: str
    tab: UUID
    typing: bool
    holding: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Held:
    """A field somebody is about to change. It forbids nothing: it is there to be said."""

    field: str
    staff_id: int
    name: str
    tab: UUID


def be_present(
    *, staff: int, tab: UUID, subject: UUID, typing: bool, holding: Collection[str] = (), now: datetime
) -> None:
    """What a tab says of itself: it is here, and this is all it does. Saying it twice says the same."""
    wanted = {(subject, HERE): typing, **{(subject, field): False for field in holding}}
    with transaction.atomic():
        mine = Presence.objects.filter(staff=staff, tab=tab)
        known = {(row.subject, row.field): row.typing for row in mine if row.seen_at > now - GONE_AFTER}
        if gone := [row.pk for row in mine if (row.subject, row.field) not in wanted]:
            mine.filter(pk__in=gone).delete()
        _write(staff, tab, wanted, now)
        _tell({where for where, _field in {*known, *wanted}} if known != wanted else ())


def leave(*, staff: int, tab: UUID) -> None:
    """A tab is closed or shows something else."""
    with transaction.atomic():
        rows = Presence.objects.filter(staff=staff, tab=tab)
        left = set(rows.values_list("subject", flat=True))
        rows.delete()
        _tell(left)


def hold_field(*, staff: int, tab: UUID, subject: UUID, field: str, now: datetime) -> list[Held]:
    """Say that this field is about to be changed here; returns who else is about to."""
    with transaction.atomic():
        _write(staff, tab, {(subject, field): False}, now)
        _tell({subject})
    return held_fields(subject, now=now, field=field, but=tab)


def release_field(*, staff: int, tab: UUID, subject: UUID, field: str) -> None:
    """The field was saved or left as it was."""
    with transaction.atomic():
        if Presence.objects.filter(staff=staff, tab=tab, subject=subject, field=field).delete()[0]:
            _tell({subject})


def held_fields(subject: UUID, *, now: datetime, field: str = "", but: UUID | None = None) -> list[Held]:
    """What is about to be changed there, longest first; `field` asks for one, `but` leaves out one's own tab."""
    rows = Presence.objects.filter(subject=subject, seen_at__gt=now - GONE_AFTER).exclude(field=HERE)
    rows = rows.filter(field=field) if field else rows
    rows = rows.exclude(tab=but) if but else rows
    return [
        Held(field=row.field, staff_id=row.staff_id, name=row.staff.name, tab=row.tab)
        for row in rows.select_related("staff").order_by("pk")
    ]


def present(subjects: Iterable[UUID] | None = None, *, now: datetime) -> Mapping[UUID, list[Present]]:
    """Everybody on these pages, or on all of them; the first to come first."""
    rows = Presence.objects.filter(seen_at__gt=now - GONE_AFTER).select_related("staff").order_by("pk")
    if subjects is not None:
        rows = rows.filter(subject__in=list(subjects))
    tabs: dict[tuple[UUID, UUID, int], list[Presence]] = defaultdict(list)
    for row in rows:
        tabs[row.subject, row.tab, row.staff_id].append(row)
    found: dict[UUID, list[Present]] = defaultdict(list)
    for (subject, tab, staff_id), own in tabs.items():
        holding = tuple(row.field for row in own if row.field != HERE)
        typing = any(row.typing for row in own)
        found[subject].append(
            Present(staff_id=staff_id, name=own[0].staff.name, tab=tab, typing=typing, holding=holding)
        )
    return found


def sweep(*, now: datetime) -> int:
    """Forget tabs that fell silent, and say so to every open page; returns how many rows went."""
    with transaction.atomic():
        silent = Presence.objects.filter(seen_at__lte=now - GONE_AFTER).select_for_update(skip_locked=True)
        rows = list(silent.values_list("pk", "subject"))
        if rows:
            Presence.objects.filter(pk__in=[pk for pk, _subject in rows]).delete()
            _tell({subject for _pk, subject in rows})
    return len(rows)


def _write(staff: int, tab: UUID, wanted: Mapping[tuple[UUID, str], bool], now: datetime) -> None:
    Presence.objects.bulk_create(
        [
            Presence(staff_id=staff, tab=tab, subject=subject, field=field, typing=typing, seen_at=now)
            for (subject, field), typing in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["staff", "tab", "subject", "field"],
        update_fields=["typing", "seen_at"],
    )


def _tell(subjects: Collection[UUID]) -> None:
    """Wake whoever listens, once this is committed."""
    with connection.cursor() as cursor:
        for subject in subjects:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(subject)])
