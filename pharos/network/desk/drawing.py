"""The map drawn on the server: countries as paths, small ones and places as dots, each with its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any

from pharos.network.models import Provider
from pharos.places import api as places

WORLD_WIDE, WORLD_HIGH = 2000, 866
"""The world without the Antarctic."""
WIDE, HIGH = 900, 620
SMALL = 14
"""A country no wider and higher than this on the map of the world gets a dot beside its outline."""
LEAST, MOST = 4.0, 13.0


@dataclass(frozen=True, kw_only=True)
class Land:
    """A country's state (a `Cover`, or nothing where no place of it is watched), its words, where it leads."""

    code: str
    state: str = ""
    word: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A place on the map; the heavier the larger."""

    latitude: float
    longitude: float
    state: str
    word: str
    weight: float
    url: str
    name: str = ""


def world_map(lands: Mapping[str, Land], dots: Iterable[Dot]) -> dict[str, Any]:
    """Paths and circles of the whole world. Every country is there, watched or not."""
    project = places.equal_earth(WORLD_WIDE)
    drawn = [(path, lands.get(code) or Land(code=code)) for code, path in _world().items()]
    small = []
    for code, (x, y) in _small().items():
        if land := lands.get(code):
            small.append((x, y, land))
    points = [(*_at(project, dot.latitude, dot.longitude), radius(dot.weight), dot) for dot in dots]
    return {
        "wide": WORLD_WIDE, "high": WORLD_HIGH, "lands": drawn, "small": small,
        "dots": sorted(points, key=lambda point: -point[2]),
    }  # fmt: skip


def country_map(code: str, dots: Sequence[Dot], providers: Sequence[Provider]) -> dict[str, Any]:
    """One country true to shape, its neighbours around it, places as circles and providers as squares."""
    spots = [(dot.longitude, dot.latitude) for dot in dots]
    spots += [(one.longitude, one.latitude) for one in providers]
    box = places.box_of(code)
    capital = places.countries()[code]
    if box is None and capital.longitude is not None and capital.latitude is not None:
        spots.append((capital.longitude, capital.latitude))
    boxes = [(x, y, x, y) for x, y in spots if box is None or _near(box, x, y)] + ([box] if box else [])
    whole = places.around(boxes or [(-10.0, -10.0, 10.0, 10.0)], margin=0.14, least=0.5)
    project = places.local(whole, WIDE, HIGH)
    wider = (whole[0] - 20, whole[1] - 20, whole[2] + 20, whole[3] + 20)
    outlines = [(places.country_path(one, project, wider), one.country == code) for one in places.outlines("near")]
    return {
        "wide": WIDE, "high": HIGH, "lands": [(path, own) for path, own in outlines if path],
        "dots": [(*_at(project, dot.latitude, dot.longitude), radius(dot.weight), dot) for dot in dots],
        "providers": [(*_at(project, one.latitude, one.longitude), one.name_latin) for one in providers],
    }  # fmt: skip


def radius(weight: float) -> float:
    """The area grows with the expected cases; a place nobody goes to is still seen."""
    return round(min(MOST, LEAST + sqrt(max(weight, 0)) * 0.8), 1)


@cache
def _world() -> dict[str, str]:
    project = places.equal_earth(WORLD_WIDE)
    return {one.country: places.country_path(one, project) for one in places.outlines()}


@cache
def _small() -> dict[str, tuple[int, int]]:
    """Countries too small to be hit on the map of the world, and those nobody draws, at their capitals."""
    project = places.equal_earth(WORLD_WIDE)
    wide = {one.country: max(_extent(project, box) for box in one.boxes) for one in places.outlines()}
    return {
        code: _at(project, row.latitude, row.longitude)
        for code, row in places.countries().items()
        if row.latitude is not None and row.longitude is not None and wide.get(code, 0) <= SMALL
    }


def _extent(project: Any, box: tuple[float, float, float, float]) -> float:
    west, south, east, north = box
    corners = project([[west, south], [east, north]])
    return float(max(abs(corners[1][0] - corners[0][0]), abs(corners[1][1] - corners[0][1])))


def _near(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] - 8 <= x <= box[2] + 8 and box[1] - 8 <= y <= box[3] + 8


def _at(project: Any, latitude: float, longitude: float) -> tuple[int, int]:
    x, y = project([[longitude, latitude]])[0]
    return round(float(x)), round(float(y))
