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
KM_A_DEGREE = 111.2


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
    return _told(nearest(latitude, longitude), latitude, longitude)


def nearest(latitude: float, longitude: float) -> int:
    """The nearest place, by its number in the atlas."""
    for window in WINDOWS:
        places, far = _window(latitude, longitude, window)
        if not len(places):
            continue
        best = int(np.argmin(far))
        if far[best] <= window**2 or window == WINDOWS[-1]:
            return int(places[best])
    raise AssertionError("the gazetteer is empty")


def places_within(latitude: float, longitude: float, km: float) -> list[int]:
    """The places within so many km, by their numbers in the atlas."""
    window = km / KM_A_DEGREE
    places, far = _window(latitude, longitude, window)
    return [int(place) for place in places[far <= window**2]]


def _window(latitude: float, longitude: float, window: float) -> tuple[Any, Any]:
    """Places of a band of latitudes, and the squares of how far they are in degrees."""
    order, latitudes, longitudes = _sorted()
    # of the same kind as what is searched, all of which would be converted otherwise
    edges = np.array((latitude - window, latitude + window), latitudes.dtype)
    first, last = np.searchsorted(latitudes, edges)
    aside = np.abs((longitudes[first:last] - longitude + 180) % 360 - 180) * np.cos(np.radians(latitude))
    return order[first:last], (latitudes[first:last] - latitude) ** 2 + aside**2


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
