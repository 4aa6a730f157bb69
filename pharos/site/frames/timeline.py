"""The case's single thread: journal entries of its streams, worded by the rooms they come from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils import timezone

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.core.card import TimelineEntry, Viewer
from pharos.journal import api as journal
from pharos.people import api as people
from pharos.site.panels import TIMELINE

PAGE = 50
UNFOLDED = 300
LOOK_BACK = 400

KIND_ICONS = {
    "call": "phone", "letter": "mail", "note": "note", "decision": "scale", "state": "flag", "promise": "promise",
}  # fmt: skip
FILTERS = ("call", "letter", "note", "decision")


@dataclass(frozen=True)
class Day:
    date: date
    entries: list[TimelineEntry]


@dataclass(frozen=True)
class Thread:
    """A page of the thread by days, newest first; `older` is the cursor of the next page, None at the beginning."""

    days: list[Day]
    kinds: Mapping[str, int]
    older: int | None


def streams_of(case_id: UUID) -> list[UUID]:
    """The case's own stream, those of cases that became part of it, and those of their conversations."""
    whole = [case_id, *cases.merged_into(case_id)]
    return [*whole, *(stream for one in whole for stream in contact.streams_of_case(one))]


def thread(
    streams: Sequence[UUID], viewer: Viewer, *, before: int | None = None, kind: str = "", page: int = PAGE
) -> Thread:
    """The newest page before a position; with a `kind` only such entries, looked for some way back."""
    shown: list[TimelineEntry] = []
    cursor, left = before, LOOK_BACK if kind else page
    while left > 0 and len(shown) < page:
        entries = journal.entries(streams, before=cursor, limit=page)
        shown += [one for one in _worded(entries, viewer) if not kind or one.kind == kind]
        left -= page
        cursor = entries[-1].position if len(entries) == page else None
        if cursor is None:
            break
    kinds = Counter(one.kind for one in shown)
    by_day = groupby(shown, key=lambda one: timezone.localtime(one.at).date())
    return Thread([Day(day, list(entries)) for day, entries in by_day], kinds, cursor)


def _worded(entries: Sequence[journal.Entry], viewer: Viewer) -> list[TimelineEntry]:
    words = {one.position: one for word in TIMELINE for one in word(entries, viewer)}
    names = _names(entries)
    shown = []
    for entry in entries:
        if one := words.get(entry.position):
            icon = one.icon or KIND_ICONS.get(one.kind, "ring")
            shown.append(replace(one, who=one.who or names.get(entry.actor, ""), icon=icon))
    return shown


def _names(entries: Sequence[journal.Entry]) -> dict[str, str]:
    actors = {entry.actor: entry.who for entry in entries}
    staff = people.staff_names(int(who.id) for who in actors.values() if who.kind == "staff")
    return {
        text: staff[int(who.id)].name if who.kind == "staff" and int(who.id) in staff else "Pharos"
        for text, who in actors.items()
    }
