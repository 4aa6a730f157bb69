"""A million invented facilities for the bench of the search: around real towns, the big ones more often."""

from dataclasses import dataclass
from typing import Any

import numpy as np

FACILITIES, SPECIALITIES = 1_000_000, 12
EACH, CONTRACTED, RUSSIAN, ALWAYS = 0.25, 0.30, 0.05, 0.30
JITTER_KM = 7.0


@dataclass(frozen=True)
class World:
    """Columns by facility; `does[:, s]` says who has speciality `s`."""

    latitude: Any
    longitude: Any
    contracted: Any
    russian: Any
    always: Any
    does: Any
    towns: Any


def invent(count: int = FACILITIES, seed: int = 7) -> World:
    """Facilities by population to the power 0.7, some seven kilometres around the town."""
    from pharos.places.atlas import atlas

    book, chance = atlas(), np.random.default_rng(seed)
    towns = np.column_stack((np.asarray(book.latitude, float), np.asarray(book.longitude, float)))
    weight = np.asarray(book.population, float) ** 0.7 + 1
    at = chance.choice(len(towns), count, p=weight / weight.sum())
    latitude, longitude = jittered(towns[at], chance)
    share = [chance.random(count) < one for one in (CONTRACTED, RUSSIAN, ALWAYS)]
    return World(latitude, longitude, *share, chance.random((count, SPECIALITIES)) < EACH, towns)


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
