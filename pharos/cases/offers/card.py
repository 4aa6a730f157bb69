"""The case card as this room gives it: its head, its panels, the blocks beside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from pharos.cases import messages
from pharos.cases.offers.lines import card_url, named, policy_chip, state_chip, where
from pharos.cases.queries.alike import Beside, beside
from pharos.cases.queries.lines import CaseLine, in_order
from pharos.cases.queries.merging import survivor_of
from pharos.cases.queries.snapshot import CaseSnapshot, case
from pharos.cases.rules.holds import may_release
from pharos.cases.rules.lifecycle import Status, Step, next_status
from pharos.cases.rules.merging import UNDO_WITHIN
from pharos.cases.rules.next_steps import Advice, NextStep, next_steps
from pharos.core.card import PanelView, Viewer
from pharos.core.clocks import Clock
from pharos.people import api as people

SEE_MEDICAL = people.Permission.SEE_MEDICAL
SHOWN_CLOCKS, SHOWN_STEPS = 2, 4


@dataclass(frozen=True, kw_only=True)
class NamedClock:
    """A clock with the words of what was promised."""

    label: str
    clock: Clock


@dataclass(frozen=True, kw_only=True)
class CaseHeader:
    """The head of the card. `clocks` are the soonest open promises; `state` is a status colour, icon and word.
    `merged_into`: number and address of the case this one became part of."""

    id: UUID
    number: str
    title: str
    complaint: str
    urgency: int
    urgency_asked: bool
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
    merged_into: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Pinned:
    """What stands above the thread however long it grows: what happened, as it was told, and the newest note. Empty for
    those who may not read about health."""

    told: str
    note: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CaseCard:
    """Everything this room gives to one case card, read once: the head, tabs of the work area, side blocks."""

    line: CaseLine
    header: CaseHeader
    pinned: Pinned
    panels: tuple[PanelView, ...]
    side: tuple[PanelView, ...]


def card(case_id: UUID, viewer: Viewer, *, now: datetime | None = None) -> CaseCard | None:
    """The whole offer for one card; None when there is no such case."""
    snapshot = case(case_id, medical=SEE_MEDICAL in viewer.permissions)
    if snapshot is None:
        return None
    now = now or timezone.now()
    around = beside(snapshot)
    return CaseCard(
        line=snapshot.line,
        header=_header(snapshot, viewer),
        pinned=_pinned(snapshot),
        panels=(_overview(snapshot, viewer, now), _promises(snapshot, viewer, now), _notes(snapshot, viewer, now)),
        side=_side(snapshot, around, viewer, now),
    )


def _side(snapshot: CaseSnapshot, around: Beside, viewer: Viewer, now: datetime) -> tuple[PanelView, ...]:
    """What looks very much like the same trouble stands first: it would be worked on twice."""
    alike = _alike(snapshot, around, viewer, now)
    first, last = (alike, ()) if any(len(one.agreed) > 1 for one in around.alike) else ((), alike)
    own = (_next(snapshot, viewer, now), _promised(snapshot, viewer, now))
    return (*first, *own, *last, *_merged(snapshot, around, viewer, now))


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
        urgency_asked=line.urgency_asked,
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
        merged_into=_survivor(snapshot),
    )


def _survivor(snapshot: CaseSnapshot) -> tuple[str, str] | None:
    if snapshot.details.merged_into is None:
        return None
    (end,) = in_order([survivor_of(snapshot.details.merged_into)], medical=False)
    return end.number, card_url(end.id)


def _context(snapshot: CaseSnapshot, viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {
        "case": snapshot,
        "line": snapshot.line,
        "viewer": viewer,
        "now": now,
        "works": people.Permission.WORK_CASES in viewer.permissions and not snapshot.details.merged_into,
        "mine": snapshot.line.owner_id == viewer.staff_id,
        "releasable": releasable(snapshot, viewer),
    }


def _pinned(snapshot: CaseSnapshot) -> Pinned:
    told = snapshot.details.circumstances or snapshot.line.complaint
    if not snapshot.notes:
        return Pinned(told=told)
    newest = snapshot.notes[0]
    return Pinned(told=told, note=newest.text, by=newest.author_name, at=newest.written_at)


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
    calls = any(step.step is NextStep.CALL_BACK for step in steps[:SHOWN_STEPS])
    context = _context(snapshot, viewer, now)
    context |= {"advice": steps, "closable": closes and not offered, "dial": not calls and snapshot.line.phone}
    return PanelView(code="next", title=_("What next"), template="cases/panels/next.html", context=context)


def _promised(snapshot: CaseSnapshot, viewer: Viewer, now: datetime) -> PanelView:
    return PanelView(
        code="promised",
        title=_("Promised"),
        template="cases/panels/promised.html",
        context=_context(snapshot, viewer, now),
    )


def _alike(snapshot: CaseSnapshot, around: Beside, viewer: Viewer, now: datetime) -> tuple[PanelView, ...]:
    """Open cases that may be the same trouble. Only said: nobody merges them but a person."""
    context = _context(snapshot, viewer, now)
    if not (around.alike and context["works"]):
        return ()
    title = _("Perhaps the same case")
    shown = context | {"alike": around.alike}
    return (PanelView(code="alike", title=title, template="cases/panels/alike.html", context=shown),)


def _merged(snapshot: CaseSnapshot, around: Beside, viewer: Viewer, now: datetime) -> tuple[PanelView, ...]:
    if not around.merged:
        return ()
    shown = _context(snapshot, viewer, now) | {"merged": [(one, now - one.at <= UNDO_WITHIN) for one in around.merged]}
    return (PanelView(code="merged", title=_("Merged"), template="cases/panels/merged.html", context=shown),)
