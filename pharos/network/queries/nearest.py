"""The nearest that pass the conditions, out of millions: probe how far they are, then read one exact cover.

Two prepared statements on plain PostgreSQL. The probe widens rings of cells until enough rows pass and says within
which distance they lie; the cover reads the cells that touch this distance. `offset 0` keeps the planner from joining
the ranges the other way round and reading the whole capability.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain
from typing import Any, NamedTuple, cast
from uuid import UUID

import psycopg
from django.db import connection
from psycopg.types.numeric import Int8

from pharos.core.capabilities import NUMBERS, Capability
from pharos.network.rules import cells, supply

PROBED = 400
"""Rows a probe looks at before it says how far: their nearest bound the answer, so any of them will do."""
FAR_KM = 300
"""Where the bound is farther and only some of the rows were looked at, a second probe, nearest cells first, costs less
than reading all that lies within the first: in mid-ocean a whole coast does."""
SLACK = 1.000001
_CHORD = "(s.x - %(x)s) * (s.x - %(x)s) + (s.y - %(y)s) * (s.y - %(y)s) + (s.z - %(z)s) * (s.z - %(z)s)"
_PASSES = "(s.flags & %(must)s) = %(must)s and (s.flags & %(ages)s) <> 0"
_IN_FORCE = " and s.first <= %(day)s and (s.last is null or s.last >= %(day)s)"
_INSURED = f"""
 and ((s.flags & {supply.ONLY_SOME | supply.NOT_ALL}) = 0
  or case when (s.flags & {supply.ONLY_SOME}) <> 0
     then exists (select from network_contractinsurer i
       where i.contract_id = s.contract and i.insurer_id = %(insurer)s and i.included)
     else not exists (select from network_contractinsurer i
       where i.contract_id = s.contract and i.insurer_id = %(insurer)s and not i.included) end)"""
_GRADES = "(select %(grades)s::smallint[])::smallint[]"
_WITHIN = f"s.capability = %(capability)s and s.grade = any({_GRADES}) and s.cell between r.low and r.high"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The hard conditions. Without `day` anybody's facility counts, contract or not; `must` are `rules.supply` flags
    of which none may be missing, `ages` those of which one must be there."""

    latitude: float
    longitude: float
    capability: Capability
    ages: int = 7
    must: int = 0
    around_the_clock: bool = False
    day: date | None = None
    insurer: UUID | None = None


class Near(NamedTuple):
    """One that passes: a provider, or a facility of a list where the standing is `listed`; `point` is on a sphere of
    radius 1."""

    subject: UUID
    grade: int
    flags: int
    contract: UUID | None
    point: tuple[float, float, float]
    kilometres: float

    @property
    def standing(self) -> supply.Standing:
        return supply.standing_of(self.grade)

    @property
    def spot(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return supply.degrees(self.point)


class _Bound(NamedTuple):
    """That near there are enough; `of_some` says that more rows pass than the probe looked at."""

    kilometres: float
    of_some: bool


def nearest(wanted: Wanted, *, count: int = 50, within: float | None = None) -> list[Near]:
    """The `count` nearest, nearest first; fewer only where the whole world has fewer, or where `within` so many km
    there are no more."""
    asked, cursor, here = _asked(wanted, count), server_cursor(), (wanted.latitude, wanted.longitude)

    def probe(rings: Iterable[list[cells.Span]]) -> _Bound | None:
        found = cursor.execute(_probe(wanted), asked | _laid_out(list(rings)), prepare=True).fetchone()
        return found and _Bound(cells.kilometres(found[0]) * SLACK, found[1] >= asked["probed"])

    far, rings = probe(cells.rings(*here)), cells.MOST_RINGS
    if within is not None and (far is None or far.kilometres > within):
        far = _Bound(within, of_some=False)
    far = far or probe(cells.wide_rings(*here))
    if far and far.of_some and far.kilometres > FAR_KM:
        rings = cells.FINE_RINGS
        far = probe([cells.around(*here, far.kilometres, most_rings=rings)]) or far
    spans = cells.cover(*here, far.kilometres, most_rings=rings) if far else [cells.everything()]
    rows = cursor.execute(_cover(wanted), asked | _bounds(spans), prepare=True, binary=True)
    found = [_near(row) for row in rows.fetchall()]
    return found if within is None else [near for near in found if near.kilometres <= within]


def server_cursor() -> psycopg.Cursor[Any]:
    """Bound by the server, so that the statement is planned once: planning costs as much as reading."""
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)


def pipeline() -> AbstractContextManager[psycopg.Pipeline]:
    """Statements of the block are sent one behind the other, and none waits for the answer to the last."""
    connection.ensure_connection()
    return cast(psycopg.Connection, connection.connection).pipeline()


def _asked(wanted: Wanted, count: int) -> dict[str, Any]:
    x, y, z = supply.point(wanted.latitude, wanted.longitude)
    return {
        "capability": NUMBERS[wanted.capability],
        "grades": _array(supply.grades(
            contracted=wanted.day is not None,
            home=bool(wanted.must & supply.speaking((supply.HOME,))),
            around_the_clock=wanted.around_the_clock,
        )),
        "x": x, "y": y, "z": z, "must": Int8(wanted.must), "ages": Int8(wanted.ages), "day": wanted.day,
        "insurer": wanted.insurer, "count": count, "probed": max(PROBED, 4 * count),
    }  # fmt: skip


def _laid_out(rings: list[list[cells.Span]]) -> dict[str, str]:
    """All rings one after the other, and where each begins and ends (a pentagon has five neighbours)."""
    ends = list(accumulate(map(len, rings)))
    starts = [1, *(end + 1 for end in ends[:-1])]
    return {"starts": _array(starts), "ends": _array(ends)} | _bounds(list(chain.from_iterable(rings)))


def _bounds(spans: list[cells.Span]) -> dict[str, str]:
    return {"lows": _array(low for low, _ in spans), "highs": _array(high for _, high in spans)}


def _array(numbers: Iterable[int]) -> str:
    """As PostgreSQL writes an array: a list would be turned into this number by number, which costs more."""
    return "{" + ",".join(map(str, numbers)) + "}"


def _filter(wanted: Wanted) -> str:
    in_force = _IN_FORCE if wanted.day else ""
    return _PASSES + in_force + (_INSURED if wanted.day and wanted.insurer else "")


def _probe(wanted: Wanted) -> str:
    return f"""
select found.far, found.rows from unnest(%(starts)s::int[], %(ends)s::int[]) as ring(first, last)
cross join lateral (
  select count(*) as rows, (array_agg(near.far order by near.far))[%(count)s] as far from (
    select one.far
    from unnest((%(lows)s::bigint[])[ring.first:ring.last], (%(highs)s::bigint[])[ring.first:ring.last])
      as r(low, high)
    cross join lateral (
      select {_CHORD} as far from network_supply s where {_WITHIN} and {_filter(wanted)} offset 0
    ) one limit %(probed)s
  ) near
) found where found.rows >= %(count)s limit 1"""


def _cover(wanted: Wanted) -> str:
    return f"""
select one.* from unnest((select %(lows)s::bigint[]), (select %(highs)s::bigint[])) as r(low, high)
cross join lateral (
  select s.subject, s.grade, s.flags, s.contract, s.x, s.y, s.z, {_CHORD} as far
  from network_supply s where {_WITHIN} and {_filter(wanted)} offset 0
) one order by one.far, one.subject limit %(count)s"""


def _near(row: tuple[Any, ...]) -> Near:
    subject, grade, flags, contract, x, y, z, far = row
    return Near(subject, grade, flags, contract, (x, y, z), cells.kilometres(far))
