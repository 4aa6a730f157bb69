"""A million invented facilities around real towns, the big ones more often, and the index of them."""

import time
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import numpy as np

from bench.ground import superuser

FACILITIES = 1_000_000
EACH, RARE, CONTRACTED, RUSSIAN, ALWAYS = 0.25, 1 / 300, 0.30, 0.05, 0.30
JITTER_KM = 7.0
FIRST = date(2026, 1, 1)
"""The day all contracts begin."""
INDEXES = {
    "network_supply_near": "(capability, grade, cell) include (flags, x, y, z, first, last, contract, subject)",
    "network_supply_subject": "(subject)",
}


@dataclass(frozen=True)
class World:
    """Columns by facility; `does[:, at]` says who has `abilities()[at]`, the last of which is rare."""

    latitude: Any
    longitude: Any
    contracted: Any
    russian: Any
    always: Any
    does: Any
    towns: Any


@cache
def abilities() -> tuple[Any, ...]:
    """Twelve that every fourth facility has, and one that three in a thousand have."""
    from pharos.core.capabilities import Capability as Can

    doctors = (
        Can.THERAPIST,
        Can.PAEDIATRICIAN,
        Can.ENT,
        Can.OPHTHALMOLOGIST,
        Can.DENTIST,
        Can.DERMATOLOGIST,
        Can.SURGEON,
        Can.TRAUMA,
    )
    return *doctors, Can.CARDIOLOGIST, Can.EMERGENCY_ROOM, Can.INPATIENT, Can.INTENSIVE_CARE, Can.HYPERBARIC


COMMON = 12


def invent(count: int = FACILITIES, seed: int = 7) -> World:
    """Facilities by population to the power 0.7, some seven kilometres around the town."""
    from pharos.places.atlas import atlas

    book, chance = atlas(), np.random.default_rng(seed)
    towns = np.column_stack((np.asarray(book.latitude, float), np.asarray(book.longitude, float)))
    weight = np.asarray(book.population, float) ** 0.7 + 1
    at = chance.choice(len(towns), count, p=weight / weight.sum())
    latitude, longitude = jittered(towns[at], chance)
    share = [chance.random(count) < one for one in (CONTRACTED, RUSSIAN, ALWAYS)]
    does = chance.random((count, COMMON + 1)) < [EACH] * COMMON + [RARE]
    return World(latitude, longitude, *share, does, towns)


def jittered(points: Any, chance: Any) -> tuple[Any, Any]:
    away = chance.normal(0, JITTER_KM / 111.2, (2, len(points)))
    latitude = np.clip(points[:, 0] + away[0], -89.9, 89.9)
    longitude = points[:, 1] + away[1] / np.maximum(np.cos(np.radians(latitude)), 0.05)
    return latitude, (longitude + 180) % 360 - 180


def askers(world: World, count: int, seed: int = 11) -> list[tuple[float, float]]:
    """Seven of ten near a facility's town, two in any town however small, one anywhere: in the ocean, at the poles."""
    chance = np.random.default_rng(seed)
    busy = chance.integers(0, len(world.latitude), count)
    near = jittered(np.column_stack((world.latitude[busy], world.longitude[busy])), chance)
    small = jittered(world.towns[chance.integers(0, len(world.towns), count)], chance)
    anywhere = np.degrees(np.arcsin(chance.uniform(-1, 1, count))), chance.uniform(-180, 180, count)
    kind = chance.random(count)
    pick = [np.where(kind < 0.7, one, np.where(kind < 0.9, two, three)) for one, two, three in
            zip(near, small, anywhere, strict=True)]  # fmt: skip
    return list(zip(pick[0].tolist(), pick[1].tolist(), strict=True))


def number_of(subject: UUID) -> int:
    """Which facility it is."""
    return subject.int - 1


def build(world: World) -> tuple[float, int]:
    """Put the index in, empty before; returns the seconds (cells, copy, both indexes, vacuum) and the rows."""
    from pharos.network.actions.indexing import COPY
    from pharos.network.rules import supply_rows

    start = time.perf_counter()
    rows = _rows(world)
    with superuser("bench") as connection:
        with connection.transaction():
            connection.execute("truncate network_supply")
            for name in INDEXES:
                connection.execute(f"drop index if exists {name}")
            with connection.cursor().copy(COPY.replace("binary", "binary, freeze true")) as copy:
                for piece in supply_rows.copied(rows):
                    copy.write(piece)
            for name, columns in INDEXES.items():
                connection.execute(f"create index {name} on network_supply {columns}")
        connection.execute("vacuum analyze network_supply")
    return time.perf_counter() - start, len(rows)


def _rows(world: World) -> Any:
    from pharos.core.capabilities import NUMBERS
    from pharos.network.rules import supply, supply_rows

    places = supply_rows.spots(world.latitude, world.longitude)
    places["subject"] = idents = supply_rows.idents(map(_uuid, range(len(places))))
    places["grade"] = 8 * world.contracted + 2 * world.russian + world.always
    places["flags"] = supply.flags() + world.russian * supply.speaking(["ru"])
    places["first"] = np.where(world.contracted, supply_rows.day(FIRST), supply_rows.day(None))
    places["contract"][world.contracted] = idents[world.contracted]
    at, which = np.nonzero(world.does)
    rows = places[at]
    rows["capability"] = np.array([NUMBERS[one] for one in abilities()])[which]
    return rows


def _uuid(number: int) -> UUID:
    # the first has a number too: an id of zeros stands for none
    return UUID(int=number + 1)


def clear() -> None:
    with superuser("bench") as connection:
        connection.execute("truncate network_supply")
