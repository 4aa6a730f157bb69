"""Journal entries of cases in words."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pharos.cases.messages.timeline import Surroundings, tell
from pharos.cases.models import Case, Party, Promise
from pharos.cases.queries.snapshot import notes_of
from pharos.core.card import TimelineEntry, Viewer
from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.people import api as people

SEE_MEDICAL = people.Permission.SEE_MEDICAL


PROMISE_KINDS = journal.KeptStatement(
    lambda one: Promise.objects.filter(pk__in=[one]).values_list("id", "kind"), many=True
)
PARTY_NAMES = journal.KeptStatement(lambda one: Party.objects.filter(pk__in=[one]).values_list("id", "name"), many=True)


def timeline(entries: Sequence[journal.Entry], viewer: Viewer) -> list[TimelineEntry]:
    """Journal entries of cases in words, in their order; those of other rooms are left out. Three look-ups in all."""
    own = [entry for entry in entries if entry.type.startswith("cases.")]
    around = _surroundings([entry.event for entry in own], own, viewer)
    return [_entry(entry, around) for entry in own]


def latest(case_id: UUID, viewer: Viewer, *, limit: int) -> list[TimelineEntry]:
    """What happened last on a case, newest first."""
    return timeline(journal.entries([case_id], limit=limit), viewer)


def _surroundings(told: Sequence[Any], entries: Sequence[journal.Entry], viewer: Viewer) -> Surroundings:
    staff_ids = {getattr(event, name, None) for event in told for name in ("staff", "before")}
    staff_ids |= {int(entry.who.id) for entry in entries if entry.who.kind == "staff"}
    found = people.staff_names(pk for pk in staff_ids if isinstance(pk, int))
    promise_ids = {event.promise for event in told if isinstance(event, events.PromiseEvent)}
    note_ids = {note for event in told if (note := getattr(event, "note", None))}
    party_ids = {event.party for event in told if isinstance(event, events.PartyAdded | events.PartyChanged)}
    notes = notes_of(note_ids) if note_ids and SEE_MEDICAL in viewer.permissions else {}
    return Surroundings(
        staff={pk: member.name for pk, member in found.items()},
        promises=dict(PROMISE_KINDS(list(promise_ids))) if promise_ids else {},
        notes=notes,
        numbers=_numbers(told),
        parties=dict(PARTY_NAMES(list(party_ids))) if party_ids else {},
    )


def _numbers(told: Sequence[Any]) -> dict[UUID, str]:
    """Numbers of the cases that merges speak of."""
    named = {getattr(event, name, None) for event in told for name in ("gone", "into", "left")}
    found = Case.objects.filter(pk__in=[one for one in named if one])
    return dict(found.values_list("id", "number")) if any(named) else {}


def _entry(entry: journal.Entry, around: Surroundings) -> TimelineEntry:
    told = tell(entry.event, around)  # type: ignore[arg-type]
    author = entry.who
    return TimelineEntry(
        position=entry.position,
        at=entry.recorded_at,
        kind=told.kind,
        title=told.title,
        text=told.text,
        who=around.staff.get(int(author.id), "") if author.kind == "staff" else "",
        icon=told.icon,
        status=told.status,
    )
