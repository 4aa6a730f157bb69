"""The queue: open cases by their next promise, a page at a time by keyset, and capped counts beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual

from pharos.cases.models import NEVER, QUEUE_AT, Case, Promise
from pharos.cases.queries.finding import matching
from pharos.cases.queries.lines import CaseLine, line_values, lines, lines_of
from pharos.cases.rules.lifecycle import OPEN, Status
from pharos.cases.rules.queue import Group, group_of
from pharos.core.clocks import Clock
from pharos.journal.api import KeptStatement

PAGE = 30
COUNT_UP_TO = 200
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


class Tab(StrEnum):
    OPEN = "open"
    MINE = "mine"
    UNCLAIMED = "unclaimed"
    WAITING = "waiting"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class QueueFilter:
    """Which part of the queue. `staff_id` is whoever looks: the tab of one's own cases is meant for him.
    `urgency` is the least that is shown."""

    tab: Tab = Tab.OPEN
    staff_id: int | None = None
    insurer: UUID | None = None
    country: str = ""
    owner: int | None = None
    urgency: int | None = None
    status: str = ""
    text: str = ""


# The soonest promise of each case comes last and so stays.
OPEN_PROMISES = KeptStatement(
    lambda case: Promise.objects.filter(case__in=[case], stopped_at=None).order_by("-due_at", "-id").values_list(),
    many=True,
)


@dataclass(frozen=True)
class Cursor:
    """The place in the queue after which the next page begins."""

    queue_at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{self.queue_at.isoformat()}~{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """None for anything that is not a cursor: a mangled address shows the first page."""
        at, _, ident = text.partition("~")
        try:
            moment = datetime.fromisoformat(at)
            return cls(moment.astimezone(UTC), UUID(ident)) if moment.tzinfo else None
        except (ValueError, OverflowError):
            return None


# Values kept statements are built with; each is told from every other value such a statement carries.
STANDS_FOR = QueueFilter(staff_id=-1, insurer=UUID(int=1), country="~~", owner=-2, urgency=-3, status="~")
STOOD_AT = datetime(2001, 1, 1, tzinfo=UTC)
STOOD_AFTER = Cursor(datetime(2002, 2, 2, tzinfo=UTC), UUID(int=2))


@dataclass(frozen=True, kw_only=True)
class QueueRow:
    """A case in the queue with what leads it: its soonest promise, or the end of its wait (`waits`).

    Where every clock stands, a paused promise is shown; `clock` is None for a case that owes nothing.
    """

    line: CaseLine
    group: Group
    promise_kind: str = ""
    clock: Clock | None = None
    waits: bool = False


@dataclass(frozen=True, kw_only=True)
class QueuePage:
    rows: list[QueueRow]
    next: Cursor | None = None

    def groups(self) -> list[tuple[Group, list[QueueRow]]]:
        """Rows under their headings, in order."""
        found: dict[Group, list[QueueRow]] = {}
        for row in self.rows:
            found.setdefault(row.group, []).append(row)
        return list(found.items())


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Counted up to a cap, never further: `COUNT_UP_TO` means "that many or more". both are empty for a text."""

    tabs: dict[Tab, int] = field(default_factory=dict)
    groups: dict[Group, int] = field(default_factory=dict)


def queue(
    chosen: QueueFilter, *, now: datetime, after: Cursor | None = None, medical: bool, limit: int = PAGE
) -> QueuePage:
    """A page of the queue: one statement for its rows, one for their promises, one for keys not yet at hand."""
    found = _lines(chosen, now, after, medical=medical, limit=limit + 1)
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return QueuePage(rows=_with_promises(shown, now), next=Cursor(last.queue_at, last.id) if last else None)


def counts(chosen: QueueFilter, *, now: datetime) -> Counts:
    """How many of the filter stand under each tab, and under each heading of the chosen one, in one statement.

    A list of what was typed is not counted: it is read to its end.
    """
    if chosen.text.strip():
        return Counts()
    sql, stood_for = _counting(_shape(chosen))
    with connection.cursor() as cursor:
        cursor.execute(sql, _filled_in(stood_for, chosen, now))
        found = iter(cursor.fetchone())
    return Counts(tabs={tab: next(found) for tab in Tab}, groups=dict(zip(Group, found, strict=True)))


def _lines(chosen: QueueFilter, now: datetime, after: Cursor | None, *, medical: bool, limit: int) -> list[CaseLine]:
    """The lines of a page. Only a typed text makes a statement of its own; the others are put together once."""
    if chosen.text.strip():
        return lines(_paged(chosen, now, after, limit), medical=medical)
    sql, stood_for = _reading(_shape(chosen), paged=after is not None, medical=medical, limit=limit)
    with connection.cursor() as cursor:
        cursor.execute(sql, _filled_in(stood_for, chosen, now, after))
        names = [column[0] for column in cursor.description]
        return lines_of([dict(zip(names, row, strict=True)) for row in cursor.fetchall()], medical=medical)


@cache
def _reading(chosen: QueueFilter, *, paged: bool, medical: bool, limit: int) -> tuple[str, tuple[Any, ...]]:
    """The statement of a page with values that only stand for others."""
    cases = _paged(chosen, STOOD_AT, STOOD_AFTER if paged else None, limit)
    return line_values(cases, ("complaint",) if medical else (), ()).query.sql_with_params()


@cache
def _counting(chosen: QueueFilter) -> tuple[str, list[Any]]:
    """The statement of the counts with values that only stand for others. Ten querysets for each page are dear."""
    parts = [_filtered(replace(chosen, tab=tab), STOOD_AT) for tab in Tab]
    parts += [_within(_filtered(chosen, STOOD_AT), group, STOOD_AT) for group in Group]
    return _capped(parts)


def _shape(chosen: QueueFilter) -> QueueFilter:
    """What of a filter decides how its statements are put together, with stand-ins for its values."""
    return QueueFilter(
        tab=chosen.tab,
        staff_id=STANDS_FOR.staff_id,
        insurer=STANDS_FOR.insurer if chosen.insurer else None,
        country=STANDS_FOR.country if chosen.country else "",
        owner=STANDS_FOR.owner if chosen.owner else None,
        urgency=STANDS_FOR.urgency if chosen.urgency else None,
        status=STANDS_FOR.status if chosen.status else "",
    )


def _filled_in(stood_for: Iterable[Any], chosen: QueueFilter, now: datetime, after: Cursor | None = None) -> list[Any]:
    """The values of a kept statement, with the real ones in the places of those that stood for them."""
    real = zip(_told(STANDS_FOR, STOOD_AT, STOOD_AFTER), _told(chosen, now, after or STOOD_AFTER), strict=True)
    meant = dict(real)
    return [meant.get(value, value) for value in stood_for]


def _told(chosen: QueueFilter, now: datetime, after: Cursor) -> tuple[Any, ...]:
    """The values a statement about the queue may carry."""
    moments = (now, now + QUARTER, now + HOUR, after.queue_at)
    filters = (chosen.staff_id, chosen.insurer, chosen.country, chosen.owner, chosen.urgency, chosen.status)
    return (*filters, after.id, *moments)


def _paged(chosen: QueueFilter, now: datetime, after: Cursor | None, limit: int) -> QuerySet[Case]:
    cases = _filtered(chosen, now)
    if after:
        cases = cases.filter(TupleGreaterThan(Tuple(QUEUE_AT, "id"), (after.queue_at, after.id)))
    return cases.order_by(QUEUE_AT, "id")[:limit]


def _filtered(chosen: QueueFilter, now: datetime) -> QuerySet[Case]:
    cases = Case.objects.filter(_of_tab(chosen, now))
    if chosen.insurer:
        cases = cases.filter(insurer=chosen.insurer)
    if chosen.country:
        cases = cases.filter(country=chosen.country)
    if chosen.owner:
        cases = cases.filter(owner=chosen.owner)
    if chosen.urgency:
        cases = cases.filter(urgency__gte=chosen.urgency)
    if chosen.status:
        cases = cases.filter(status=chosen.status)
    if chosen.text.strip():
        cases = cases.filter(matching(chosen.text, year=now.year))
    return cases


def _of_tab(chosen: QueueFilter, now: datetime) -> Q:
    opened = Q(status__in=OPEN)
    match chosen.tab:
        case Tab.OPEN:
            return opened
        case Tab.MINE:
            return opened & Q(owner=chosen.staff_id)
        case Tab.UNCLAIMED:
            return opened & Q(owner__isnull=True)
        case Tab.WAITING:
            return Q(status=Status.WAITING)
        case Tab.OVERDUE:
            return opened & Q(LessThan(QUEUE_AT, now))


def _within(cases: QuerySet[Case], group: Group, now: datetime) -> QuerySet[Case]:
    quarter, hour = now + QUARTER, now + HOUR
    match group:
        case Group.OVERDUE:
            return cases.filter(LessThan(QUEUE_AT, now))
        case Group.QUARTER:
            return cases.filter(GreaterThanOrEqual(QUEUE_AT, now), LessThanOrEqual(QUEUE_AT, quarter))
        case Group.HOUR:
            return cases.filter(GreaterThan(QUEUE_AT, quarter), LessThanOrEqual(QUEUE_AT, hour))
        case Group.LATER:
            return cases.filter(GreaterThan(QUEUE_AT, hour), LessThan(QUEUE_AT, NEVER))
        case Group.STANDING:
            return cases.filter(GreaterThanOrEqual(QUEUE_AT, NEVER))


def _capped(querysets: Iterable[QuerySet[Case]]) -> tuple[str, list[Any]]:
    columns: list[str] = []
    parameters: list[Any] = []
    for cases in querysets:
        capped = cases.order_by().values_list("id")[:COUNT_UP_TO]
        sql, params = capped.query.sql_with_params()
        columns.append(f"(select count(*) from ({sql}) as part)")
        parameters += params
    return f"select {', '.join(columns)}", parameters


def _with_promises(shown: list[CaseLine], now: datetime) -> list[QueueRow]:
    leading: dict[UUID, Promise] = {}
    paused: dict[UUID, Promise] = {}
    for promise in OPEN_PROMISES.rows(Promise, [line.id for line in shown]):
        (paused if promise.paused_at else leading)[promise.case_id] = promise
    return [_row(line, leading.get(line.id), paused.get(line.id), now) for line in shown]


def _row(line: CaseLine, promise: Promise | None, paused: Promise | None, now: datetime) -> QueueRow:
    group, until = group_of(line.next_due_at, now), line.waiting_until
    if until and (promise is None or until <= promise.due_at):
        return QueueRow(line=line, group=group, clock=_wait_clock(until), waits=True)
    shown = promise or paused
    return QueueRow(
        line=line, group=group, promise_kind=shown.kind if shown else "", clock=shown.clock if shown else None
    )


def _wait_clock(until: datetime) -> Clock:
    return Clock(rule="wait", rule_version=1, started_at=until - timedelta(hours=1), due_at=until)
