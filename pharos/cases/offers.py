"""What the frames of the site take from this room: the head of the card, its panels, entries of the timeline, hits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pharos.cases import messages
from pharos.cases.messages.timeline import Surroundings, tell
from pharos.cases.models import Note, Party, Promise
from pharos.cases.queries.finding import search
from pharos.cases.queries.lines import CaseLine
from pharos.cases.queries.snapshot import CaseSnapshot, case
from pharos.cases.rules.holds import may_release
from pharos.cases.rules.lifecycle import Status, Step, next_status
from pharos.cases.rules.next_steps import Advice, NextStep, next_steps
from pharos.core.card import PanelView, SearchHit, TimelineEntry, Viewer
from pharos.core.clocks import Clock
from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.people import api as people
from pharos.places import api as places

SEE_MEDICAL = people.Permission.SEE_MEDICAL
SHOWN_CLOCKS = 2


@dataclass(frozen=True, kw_only=True)
class NamedClock:
    """A clock with the words of what was promised."""

    label: str
    clock: Clock


@dataclass(frozen=True, kw_only=True)
class CaseHeader:
    """The head of the card. `clocks` are the soonest open promises; `state` is a status colour, icon and word."""

    id: UUID
    number: str
    title: str
    complaint: str
    urgency: int
    state: tuple[str, str, str]
    policy: tuple[str, str, str]
    insurer: str
    place: str
    zone: str | None
    clocks: tuple[NamedClock, ...]
    owner_id: int | None
    owner_name: str
    is_open: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class CaseCard:
    """Everything this room gives to one case card, read once: the head, tabs of the work area, side blocks."""

    line: CaseLine
    header: CaseHeader
    panels: tuple[PanelView, ...]
    side: tuple[PanelView, ...]


STATE_LOOKS = {
    "registered": ("waiting", "flag"),
    "in_work": ("beam", "arrow"),
    "waiting": ("idle", "hour"),
    "closed": ("covered", "ok"),
    "reopened": ("waiting", "again"),
    "cancelled": ("idle", "no"),
}
POLICY_LOOKS = {"confirmed": ("covered", "ok"), "as_told": ("waiting", "half"), "none": ("ask", "ask")}


def card(case_id: UUID, viewer: Viewer, *, now: datetime | None = None) -> CaseCard | None:
    """The whole offer for one card; None when there is no such case."""
    snapshot = case(case_id, medical=SEE_MEDICAL in viewer.permissions)
    if snapshot is None:
        return None
    now = now or timezone.now()
    return CaseCard(
        line=snapshot.line,
        header=_header(snapshot, viewer),
        panels=(_overview(snapshot, viewer, now), _promises(snapshot, viewer, now), _notes(snapshot, viewer, now)),
        side=(_next(snapshot, viewer, now), _promised(snapshot, viewer, now)),
    )


def case_header(case_id: UUID, viewer: Viewer) -> CaseHeader | None:
    """The head alone, for fragments that refresh it."""
    snapshot = case(case_id, medical=SEE_MEDICAL in viewer.permissions)
    return _header(snapshot, viewer) if snapshot else None


def panels(case_id: UUID, viewer: Viewer) -> tuple[PanelView, ...]:
    """The tabs of the work area."""
    found = card(case_id, viewer)
    return found.panels if found else ()


def what_next(case_id: UUID, viewer: Viewer) -> tuple[PanelView, ...]:
    """The blocks of the side column: what is next, what is promised."""
    found = card(case_id, viewer)
    return found.side if found else ()


def timeline(entries: Sequence[journal.Entry], viewer: Viewer) -> list[TimelineEntry]:
    """Journal entries of cases in words, in their order; those of other rooms are left out. Three look-ups in all."""
    own = [entry for entry in entries if entry.type.startswith("cases.")]
    around = _surroundings([entry.event for entry in own], own, viewer)
    return [_entry(entry, around) for entry in own]


def latest(case_id: UUID, viewer: Viewer, *, limit: int) -> list[TimelineEntry]:
    """What happened last on a case, newest first."""
    return timeline(journal.entries([case_id], limit=limit), viewer)


def search_hits(text: str, viewer: Viewer, *, limit: int = 8) -> list[SearchHit]:
    """Cases a typed text may mean, for the palette and the search page."""
    if people.Permission.SEE_CASES not in viewer.permissions:
        return []
    today = timezone.localdate()
    return [hit(line, viewer) for line in search(text, year=today.year, limit=limit)]


def card_url(case_id: UUID) -> str:
    """Where the case's card stands."""
    return reverse("case", args=[case_id])


def named(line: CaseLine) -> str:
    """The person as lists call him: name and age, or that nobody knows the name yet."""
    name = line.person_name or _("Name unknown")
    age = line.age(timezone.localdate())
    return name if age is None else f"{name}, {age}"


def state_chip(line: CaseLine) -> tuple[str, str, str]:
    status, icon = STATE_LOOKS[line.status]
    return status, icon, messages.word(messages.STATUSES, line.status)


def policy_chip(line: CaseLine) -> tuple[str, str, str]:
    status, icon = POLICY_LOOKS[line.policy_state]
    return status, icon, messages.word(messages.POLICY_STATES, line.policy_state)


def where(line: CaseLine, language: str) -> str:
    """Place and country, as far as they are known."""
    known = places.countries().get(line.country)
    country = known.name(language) if known else line.country
    return ", ".join(filter(None, dict.fromkeys((line.place(language), country))))


def releasable(snapshot: CaseSnapshot, viewer: Viewer) -> tuple[str, ...]:
    """Kinds of open holds this viewer may release by hand."""
    return tuple(hold.kind for hold in snapshot.open_holds if may_release(hold.kind, viewer.permissions))


def advice(snapshot: CaseSnapshot, viewer: Viewer, now: datetime) -> tuple[Advice, ...]:
    return next_steps(snapshot.situation(releasable(snapshot, viewer)), now)


def _header(snapshot: CaseSnapshot, viewer: Viewer) -> CaseHeader:
    line = snapshot.line
    running = [promise for promise in snapshot.open_promises if promise.clock.paused_at is None]
    return CaseHeader(
        id=line.id,
        number=line.number,
        title=named(line),
        complaint=line.complaint,
        urgency=line.urgency,
        state=state_chip(line),
        policy=policy_chip(line),
        insurer=line.insurer(viewer.language),
        place=where(line, viewer.language),
        zone=line.zone,
        clocks=tuple(
            NamedClock(label=messages.word(messages.PROMISES, promise.kind), clock=promise.clock)
            for promise in running[:SHOWN_CLOCKS]
        ),
        owner_id=line.owner_id,
        owner_name=line.owner_name or "",
        is_open=line.is_open,
        url=card_url(line.id),
    )


def _context(snapshot: CaseSnapshot, viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {
        "case": snapshot,
        "line": snapshot.line,
        "viewer": viewer,
        "now": now,
        "works": people.Permission.WORK_CASES in viewer.permissions,
        "mine": snapshot.line.owner_id == viewer.staff_id,
        "releasable": releasable(snapshot, viewer),
    }


def _overview(snapshot: CaseSnapshot, viewer: Viewer, now: datetime) -> PanelView:
    context = _context(snapshot, viewer, now) | {"policy": policy_chip(snapshot.line)}
    return PanelView(code="case", title=_("Case"), template="cases/panels/overview.html", context=context)


def _promises(snapshot: CaseSnapshot, viewer: Viewer, now: datetime) -> PanelView:
    return PanelView(
        code="promises",
        title=_("Promises"),
        template="cases/panels/promises.html",
        context=_context(snapshot, viewer, now),
        count=len(snapshot.open_promises) or None,
    )


def _notes(snapshot: CaseSnapshot, viewer: Viewer, now: datetime) -> PanelView:
    return PanelView(
        code="notes",
        title=_("Notes"),
        template="cases/panels/notes.html",
        context=_context(snapshot, viewer, now),
        count=len(snapshot.notes) or None,
    )


def _next(snapshot: CaseSnapshot, viewer: Viewer, now: datetime) -> PanelView:
    steps = advice(snapshot, viewer, now)
    closes = next_status(Status(snapshot.line.status), Step.CLOSE) is not None
    offered = any(step.step is NextStep.CLOSE for step in steps)
    context = _context(snapshot, viewer, now) | {"advice": steps, "closable": closes and not offered}
    return PanelView(code="next", title=_("What next"), template="cases/panels/next.html", context=context)


def _promised(snapshot: CaseSnapshot, viewer: Viewer, now: datetime) -> PanelView:
    return PanelView(
        code="promised",
        title=_("Promised"),
        template="cases/panels/promised.html",
        context=_context(snapshot, viewer, now),
    )


def _surroundings(told: Sequence[Any], entries: Sequence[journal.Entry], viewer: Viewer) -> Surroundings:
    staff_ids = {getattr(event, name, None) for event in told for name in ("staff", "before")}
    staff_ids |= {int(entry.who.id) for entry in entries if entry.who.kind == "staff"}
    found = people.staff_names(pk for pk in staff_ids if isinstance(pk, int))
    promise_ids = {event.promise for event in told if isinstance(event, events.PromiseEvent)}
    note_ids = {note for event in told if (note := getattr(event, "note", None))}
    party_ids = {event.party for event in told if isinstance(event, events.PartyAdded | events.PartyChanged)}
    notes = Note.objects.filter(pk__in=note_ids) if SEE_MEDICAL in viewer.permissions else Note.objects.none()
    return Surroundings(
        staff={pk: member.name for pk, member in found.items()},
        promises=dict(Promise.objects.filter(pk__in=promise_ids).values_list("id", "kind")),
        notes={note.id: note.text or "" for note in notes},
        parties=dict(Party.objects.filter(pk__in=party_ids).values_list("id", "name")),
    )


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


def hit(line: CaseLine, viewer: Viewer) -> SearchHit:
    """A case as searches and other rooms' pages list it."""
    ended = "" if line.is_open else messages.word(messages.STATUSES, line.status)
    sub = " · ".join(filter(None, (line.number, where(line, viewer.language), ended)))
    return SearchHit(
        kind="case",
        title=named(line),
        sub=sub,
        url=card_url(line.id),
        icon=STATE_LOOKS[line.status][1],
        exact=True,
        id=line.id,
    )
