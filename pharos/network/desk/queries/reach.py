"""Who of ours is within reach of a place, for many places at once: the coverage map and the plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import numpy
from django.db import connection

from pharos.core.capabilities import NUMBERS, TIERS
from pharos.network.rules import supply
from pharos.network.rules.cells import EARTH_KM
from pharos.network.rules.coverage import REACH_KM, Cover, Help, cover
from pharos.places import api as places

BLOCK = 500
"""Places compared with all providers at once: what fits well into memory."""
CONTRACTED = supply.grades(contracted=True, home=False, around_the_clock=False)
_ROWS = """
select s.capability, s.subject, s.x, s.y, s.z, p.landmass, s.last,
  (select max(c.expires_on) from network_credential c where c.provider_id = p.id and c.kind = 'licence')
from network_supply s join network_provider p on p.id = s.subject
where s.capability = any(%(capabilities)s) and s.grade = any(%(grades)s) and (s.flags & %(suspended)s) = 0
  and s.first <= %(day)s and (s.last is null or s.last >= %(day)s)"""
_INSURED = """
  and not exists (select from network_contractinsurer i
    where i.contract_id = s.contract and i.insurer_id = %(insurer)s and not i.included)
  and (exists (select from network_contractinsurer i
    where i.contract_id = s.contract and i.insurer_id = %(insurer)s and i.included)
    or not exists (select from network_contractinsurer i where i.contract_id = s.contract and i.included))"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the map and the landmass it lies on."""

    key: str
    latitude: float
    longitude: float
    landmass: str


@dataclass(frozen=True)
class _Supplies:
    """All providers under contract for one kind of help: their points, and what else counts."""

    points: Any
    subjects: tuple[Any, ...]
    landmasses: tuple[str, ...]
    ends: tuple[date | None, ...]


def covers(spots: Sequence[Spot], *, today: date, insurer: UUID | None = None) -> dict[str, dict[str, Cover]]:
    """The state of every place for every kind of help, by key and tier; for one insurer where one is given."""
    found: dict[str, dict[str, Cover]] = {spot.key: {} for spot in spots}
    supplies = _supplies(today, insurer)
    for at in range(0, len(spots), BLOCK):
        block = spots[at : at + BLOCK]
        points = numpy.array([supply.point(spot.latitude, spot.longitude) for spot in block])
        for tier, those in supplies.items():
            for spot, near in zip(block, _near(block, points, those, REACH_KM[tier]), strict=True):
                found[spot.key][tier] = cover(near, today=today)
    return found


def _near(spots: Sequence[Spot], points: Any, those: _Supplies, reach: float) -> Iterable[list[Help]]:
    if not len(those.points):
        return [[] for _ in spots]
    cosines = points @ those.points.T
    within = cosines >= numpy.cos(reach / EARTH_KM)
    return [
        _helps(spot, those, numpy.flatnonzero(row).tolist(), far)
        for spot, row, far in zip(spots, within, cosines, strict=True)
    ]


def _helps(spot: Spot, those: _Supplies, numbers: Sequence[int], cosines: Any) -> list[Help]:
    """One provider counts once, however many rows it has; the one that ends last is the one that counts."""
    found: dict[Any, Help] = {}
    for number in numbers:
        by_land, at_night = ways(spot.landmass, those.landmasses[number])
        help_ = Help(
            km=float(numpy.arccos(min(1.0, cosines[number]))) * EARTH_KM, ends_on=those.ends[number],
            by_land=by_land, at_night=at_night,
        )  # fmt: skip
        known = found.get(those.subjects[number])
        if known is None or (known.ends_on and (help_.ends_on is None or help_.ends_on > known.ends_on)):
            found[those.subjects[number]] = help_
    return list(found.values())


@cache
def ways(one: str, other: str) -> tuple[bool, bool]:
    """Whether one gets there by road, and whether one gets there at night at all. Land nobody named counts as one."""
    if not one or not other or one == other or places.one_land(one, other):
        return True, True
    return False, places.route(one, other, at_night=True) is not None


def _supplies(today: date, insurer: UUID | None) -> Mapping[str, _Supplies]:
    numbers = {NUMBERS[capability]: tier for tier, capabilities in TIERS.items() for capability in capabilities}
    rows: dict[str, list[Any]] = {tier: [] for tier in TIERS}
    asked: dict[str, Any] = {
        "capabilities": list(numbers), "grades": CONTRACTED, "day": today, "suspended": supply.SUSPENDED,
        "insurer": insurer,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ROWS + (_INSURED if insurer else ""), asked)
        for row in cursor:
            rows[numbers[row[0]]].append(row)
    return {tier: _packed(those) for tier, those in rows.items()}


def _packed(rows: Sequence[Any]) -> _Supplies:
    return _Supplies(
        points=numpy.array([row[2:5] for row in rows]).reshape(-1, 3),
        subjects=tuple(row[1] for row in rows),
        landmasses=tuple(row[5] for row in rows),
        ends=tuple(min(filter(None, row[6:8]), default=None) for row in rows),
    )
