"""What stands beside a case: open cases that may be the same trouble, and those that became part of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from pharos.cases.queries.snapshot import CaseSnapshot
from pharos.cases.rules.search import phone_tail
from pharos.core.spelling import person_key

SHOWN = 3

# Each branch walks one partial index. One statement: this is asked for every card.
_ASK = """
select 'alike', 'phone', id, number, person_name, opened_at from cases_case
    where phone_tail = %(phone)s and phone_tail > '' and id <> %(case)s and closed_at is null and %(open)s
union all
select 'alike', 'name', id, number, person_name, opened_at from cases_case
    where person_key = %(name)s and person_key > '' and id <> %(case)s and %(open)s
    and status in ('registered', 'in_work', 'waiting', 'reopened')
union all
select 'alike', 'policy', id, number, person_name, opened_at from cases_case
    where policy_id = %(policy)s and id <> %(case)s and closed_at is null and %(open)s
union all
select 'merged', merging.id::text, gone.id, gone.number, gone.person_name, merging.merged_at
    from cases_merging merging join cases_case gone on gone.id = merging.gone_id
    where merging.survivor_id = %(case)s and merging.undone_at is null
limit 40
"""


@dataclass(frozen=True)
class Alike:
    """An open case that may be the same trouble, with what agrees: phone, name, policy."""

    id: UUID
    number: str
    name: str
    agreed: tuple[str, ...]


@dataclass(frozen=True)
class Merged:
    """A case that became part of this one."""

    id: UUID
    merging: UUID
    number: str
    name: str
    at: datetime


@dataclass(frozen=True)
class Beside:
    alike: tuple[Alike, ...] = ()
    merged: tuple[Merged, ...] = field(default=())


def beside(case: CaseSnapshot) -> Beside:
    """At most a few of each; the likeliest first, then the newest. For a finished case nothing is alike."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK, _asked(case))
        rows = cursor.fetchall()
    found: dict[UUID, tuple[str, str, list[str]]] = {}
    for _kind, fact, ident, number, name, _at in (row for row in rows if row[0] == "alike"):
        found.setdefault(ident, (number, name, []))[2].append(fact)
    alike = [Alike(ident, number, name, tuple(facts)) for ident, (number, name, facts) in found.items()]
    alike.sort(key=lambda one: (-len(one.agreed), one.number))
    merged = [Merged(row[2], UUID(row[1]), row[3], row[4], row[5]) for row in rows if row[0] == "merged"]
    return Beside(tuple(alike[:SHOWN]), tuple(sorted(merged, key=lambda one: one.at)))


def _asked(case: CaseSnapshot) -> dict[str, Any]:
    line = case.line
    return {
        "case": line.id,
        "open": line.is_open,
        "phone": phone_tail(line.phone),
        "name": person_key(line.person_name),
        "policy": line.policy_id,
    }
