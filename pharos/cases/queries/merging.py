"""A case as the rules of merging look at it, and where merged cases lead."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q

from pharos.cases.models import Case, Merging
from pharos.cases.rules.lifecycle import Status
from pharos.cases.rules.merging import COLUMNS, Side

_ENDED_HERE = """
with recursive ended as (
    select id from cases_case where merged_into_id = %s
    union select one.id from cases_case one join ended on one.merged_into_id = ended.id
)
select id from ended
"""
STEPS = 50
"""More merges in a row than anybody makes; a circle cannot arise, and would end here."""


def side(case: Case) -> Side:
    """The case with its sealed texts, as one of the two sides."""
    columns = {name: getattr(case, name) for names in COLUMNS.values() for name in names}
    return Side(
        id=case.id, number=case.number, status=Status(case.status), urgency=case.urgency, owned_by=case.owner_id,
        merged=case.merged_into_id is not None, columns=columns,
    )  # fmt: skip


def fingerprint(survivor: Side, gone: Side) -> str:
    """Tells whether either side has changed since somebody looked."""
    said = [(s.id, s.status, s.urgency, s.owned_by, s.merged, sorted(s.columns.items())) for s in (survivor, gone)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def sides(first: UUID, second: UUID) -> tuple[Side, Side] | None:
    """Two cases as sides; None when one of them does not exist."""
    rows = Case.objects.in_bulk([first, second])
    return (side(rows[first]), side(rows[second])) if rows.keys() >= {first, second} else None


def survivor_of(case_id: UUID) -> UUID:
    """Where a case leads now: to itself, or to the case it became part of, however many steps away."""
    return survivors([case_id]).get(case_id, case_id)


def survivors(case_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Of these cases those that were merged, with the case each of them leads to now. One statement a step."""
    leads: dict[UUID, UUID] = {}
    ends = {case_id: case_id for case_id in case_ids}
    for _step in range(STEPS):
        found = Case.objects.filter(Q(pk__in=set(ends.values())), merged_into__isnull=False)
        further = dict(found.values_list("id", "merged_into_id"))
        if not further:
            break
        for case_id, end in ends.items():
            if end in further:
                ends[case_id] = leads[case_id] = further[end]
    return leads


@dataclass(frozen=True)
class Away:
    """Where a case went, and the row that says what came over."""

    into: UUID
    merging: UUID


def merged_away(case_id: UUID) -> Away | None:
    """The case this one became part of, one step away; None while it stands by itself."""
    found = Merging.objects.filter(gone=case_id, undone_at=None).values_list("survivor_id", "id").first()
    return Away(*found) if found else None


def merged_into(case_id: UUID) -> list[UUID]:
    """Every case that ended in this one, however many steps away, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDED_HERE, [case_id])
        return [row[0] for row in cursor.fetchall()]
