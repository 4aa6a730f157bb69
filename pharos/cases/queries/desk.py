"""What concerns one person: hand-overs not read yet, and how late everybody's cases are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min

from pharos.cases.models import Case, HandOver, Promise
from pharos.cases.queries.lines import CaseLine, in_order
from pharos.cases.rules.clocks import SOON, Escalation
from pharos.cases.rules.lifecycle import OPEN
from pharos.cases.rules.promises import PromiseKind
from pharos.core.clocks import Clock
from pharos.people import api as people

SHOWN = 30


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A case that was given to somebody and not read about yet. `note` is empty for those who may not read notes."""

    id: UUID
    line: CaseLine
    who: str
    at: datetime
    note: str


@dataclass(frozen=True, kw_only=True)
class Lateness:
    """How many open cases of one person (None: nobody's) are late, since when, and who must know by now."""

    staff_id: int | None
    name: str
    late: int
    since: datetime
    escalation: Escalation


@dataclass(frozen=True, kw_only=True)
class CallBack:
    """A call-back that is owed in one of somebody's cases."""

    promise: UUID
    line: CaseLine
    clock: Clock


def call_backs(staff_id: int, *, limit: int = SHOWN) -> list[CallBack]:
    """Whom this person has to call back, the soonest first; clocks that stand still are not among them."""
    rows = Promise.objects.filter(
        kind=PromiseKind.CALL_BACK, stopped_at=None, paused_at=None, case__owner=staff_id, case__status__in=OPEN
    )
    owed = list(rows.order_by("due_at", "id")[:limit])
    lines = {line.id: line for line in in_order([one.case_id for one in owed], medical=False)}
    return [CallBack(promise=one.id, line=lines[one.case_id], clock=one.clock) for one in owed if one.case_id in lines]


def handed_to(staff_id: int, *, medical: bool, limit: int = SHOWN) -> list[Handed]:
    """Unread hand-overs to this person, the newest first, as far as the case is still his."""
    rows = HandOver.objects.select_related("note").filter(
        staff=staff_id, read_at=None, undone_at=None, case__owner=staff_id, case__status__in=OPEN
    )
    given = list(rows.order_by("-handed_at")[:limit])
    lines = {line.id: line for line in in_order([one.case_id for one in given], medical=False)}
    givers = people.staff_names(int(one.by.partition(":")[2]) for one in given if one.by.startswith("staff:"))
    names = {f"staff:{pk}": member.name for pk, member in givers.items()}
    return [
        Handed(
            id=one.id, line=lines[one.case_id], who=names.get(one.by, ""), at=one.handed_at,
            note=(one.note.text or "") if medical and one.note else "",
        )
        for one in given
        if one.case_id in lines
    ]  # fmt: skip


def lateness(now: datetime) -> list[Lateness]:
    """Late cases by who has them, the longest late first. The ladder is that of a promise: the senior of the shift
    knows at once, the supervisor once a quarter of an hour has passed."""
    late = Case.objects.filter(status__in=OPEN, next_due_at__lt=now)
    found = list(late.order_by().values("owner").annotate(n=Count("pk"), since=Min("next_due_at")).order_by("since"))
    members = people.staff_names(one["owner"] for one in found if one["owner"])
    return [
        Lateness(
            staff_id=one["owner"],
            name=members[one["owner"]].name if one["owner"] in members else "",
            late=one["n"],
            since=one["since"],
            escalation=Escalation.SUPERVISOR if now - one["since"] > SOON else Escalation.SENIOR,
        )
        for one in found
    ]
