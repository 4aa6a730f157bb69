"""What lies around a point: the nearest place, its clock and its piece of land. For points nobody named."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import numpy as np

from pharos.places.atlas import atlas
from pharos.places.rules import kilometres

WINDOWS = (0.25, 1.0, 5.0, 180.0)
"""Degrees of latitude looked through, ever more of them."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The nearest place to a point and how far it is in km."""

    id: UUID
    name: str
    name_ru: str
    country: str
    time_zone: str
    landmass: str
    kilometres: float

    def title(self, language: str) -> str:
        return (self.name_ru if language == "ru" else "") or self.name


def surroundings(latitude: float, longitude: float) -> Surroundings:
    """The nearest town or resort of the gazetteer."""
    order, latitudes, longitudes = _sorted()
    for window in WINDOWS:
        first, last = np.searchsorted(latitudes, (latitude - window, latitude + window))
        if first == last:
            continue
        aside = np.abs((longitudes[first:last] - longitude + 180) % 360 - 180) * np.cos(np.radians(latitude))
        far = (latitudes[first:last] - latitude) ** 2 + aside**2
        best = int(np.argmin(far))
        if far[best] <= window**2 or window == WINDOWS[-1]:
            return _told(int(order[first + best]), latitude, longitude)
    raise AssertionError("the gazetteer is empty")


def _told(place: int, latitude: float, longitude: float) -> Surroundings:
    book = atlas()
    name, russian = book.titles(place)
    return Surroundings(
        book.id(place), name, russian, book.word("country", place), book.word("time_zone", place),
        book.word("landmass", place), kilometres(latitude, longitude, book.latitude[place], book.longitude[place]),
    )  # fmt: skip


@cache
def _sorted() -> tuple[Any, Any, Any]:
    book = atlas()
    latitudes = np.asarray(book.latitude, dtype=np.float32)
    order = np.argsort(latitudes, kind="stable").astype(np.uint32)
    return order, latitudes[order], np.asarray(book.longitude, dtype=np.float32)[order]
