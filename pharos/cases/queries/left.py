"""Cases left alone: their owner is off shift and their promise is due."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models.lookups import LessThanOrEqual

from pharos.cases.models import QUEUE_AT, Case
from pharos.cases.queries.lines import CaseLine, in_order
from pharos.cases.rules.left import SOON, left_alone
from pharos.cases.rules.lifecycle import OPEN
from pharos.journal.api import KeptStatement
from pharos.people import api as people

SHOWN, LOOKED_AT = 3, 100

DUE = KeptStatement(
    lambda until: (
        Case.objects.filter(LessThanOrEqual(QUEUE_AT, until), status__in=OPEN, owner__isnull=False)
        .order_by(QUEUE_AT, "id")
        .values_list("id", "owner_id", "next_due_at", "claimed_at")[:LOOKED_AT]
    ),
    stands_for=datetime(2001, 1, 1, tzinfo=UTC),
)


@dataclass(frozen=True)
class Left:
    """The most pressing of them, and how many there are among the LOOKED_AT cases that are due first."""

    lines: list[CaseLine]
    count: int

    @property
    def more(self) -> int:
        """How many of them are not shown."""
        return self.count - len(self.lines)


def left_cases(now: datetime, *, viewer: int) -> Left:
    """Cases of others; whoever looks is here. Two short statements, and none for the lines where nothing is left."""
    due = DUE(now + SOON)
    here = {viewer, *people.on_shift({owner for _case, owner, *_ in due}, now)}
    found: list[UUID] = [
        case
        for case, owner, due_at, claimed_at in due
        if left_alone(due_at=due_at, claimed_at=claimed_at, owner_here=owner in here, now=now)
    ]
    return Left(in_order(found[:SHOWN], medical=False) if found else [], len(found))
