"""Lists of requests: open ones by their clock, closed ones newest first; a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from pharos.core.clocks import Clock
from pharos.network.models import DestinationRequest
from pharos.network.rules.request_clocks import RULE, VERSION, step_due
from pharos.network.rules.requests import Step

PAGE = 60


class Tab(StrEnum):
    OPEN = "open"
    MINE = "mine"
    WAITING = "waiting"
    CLOSED = "closed"


@dataclass(frozen=True)
class Page:
    rows: list[DestinationRequest]
    older: str | None


def requests(tab: Tab, *, staff: int, cursor: str = "", limit: int = PAGE) -> Page:
    """A page of a list. A cursor that is none shows the first page."""
    rows = _of(tab, staff).select_related("insurer", "place", "owner").defer("details")
    after = _read(cursor)
    if after:
        at, ident = after
        rows = rows.filter(
            TupleLessThan(Tuple("received_at", "id"), (at, ident))
            if tab is Tab.CLOSED
            else TupleGreaterThan(Tuple("due_at", "id"), (at, ident))
        )
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    if last is None:
        return Page(found[:limit], None)
    moment = last.received_at if tab is Tab.CLOSED else last.due_at
    return Page(found[:limit], f"{moment.isoformat()}~{last.id}")


def counts(staff: int) -> dict[Tab, int]:
    """How many are in each of the open lists."""
    return {tab: _of(tab, staff).count() for tab in (Tab.OPEN, Tab.MINE, Tab.WAITING)}


def open_count() -> int:
    """How many requests wait for somebody of the department to take them."""
    return DestinationRequest.objects.filter(closed_at__isnull=True, owner__isnull=True).count()


def of_conversation(conversation: UUID) -> list[DestinationRequest]:
    """The requests that came of a conversation, the newest first."""
    return list(DestinationRequest.objects.filter(conversation=conversation).order_by("-received_at"))


def exported() -> Iterable[DestinationRequest]:
    """Every request for a file, newest first."""
    rows = DestinationRequest.objects.select_related("insurer", "place", "owner").defer("details")
    return rows.order_by("-received_at", "-id").iterator(500)


def whole_clock(row: DestinationRequest) -> Clock:
    """Until the insurer has his answer."""
    return Clock(
        rule=RULE, rule_version=VERSION, started_at=row.received_at, due_at=row.due_at, paused_at=row.paused_at,
        stopped_at=row.replied_at or row.closed_at, withdrawn=row.step == Step.WITHDRAWN,
    )  # fmt: skip


def step_clock(row: DestinationRequest) -> Clock:
    """Until this step should be behind us."""
    due = step_due(Step(row.step), received=row.received_at, due_at=row.due_at)
    return Clock(
        rule=f"{RULE}.step", rule_version=VERSION, started_at=row.received_at, due_at=due, paused_at=row.paused_at,
        stopped_at=row.closed_at,
    )  # fmt: skip


def _of(tab: Tab, staff: int) -> "QuerySet[DestinationRequest]":
    rows = DestinationRequest.objects.all()
    if tab is Tab.CLOSED:
        return rows.filter(closed_at__isnull=False).order_by("-received_at", "-id")
    wanted = {Tab.MINE: Q(owner=staff), Tab.WAITING: Q(paused_at__isnull=False)}.get(tab, Q())
    return rows.filter(wanted, closed_at__isnull=True).order_by("due_at", "id")


def _read(cursor: str) -> tuple[datetime, UUID] | None:
    at, _, ident = cursor.partition("~")
    try:
        moment = datetime.fromisoformat(at)
        return (moment.astimezone(UTC), UUID(ident)) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
