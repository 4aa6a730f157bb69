"""Outlines of countries and coasts, drawn on the server. From Natural Earth 1:50m; borders are as it draws them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import numpy

FILE = Path(__file__).parent / "data" / "outlines.npz"
HUNDREDTHS = 100
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Points = Any
"""An array of longitudes and latitudes, or of x and y."""
Projection = Callable[[Points], Points]

_A = (1.340264, -0.081106, 0.000893, 0.003796)
"""Equal Earth (Šavrič, Patterson, Jenny 2018): areas are true, shapes are calm."""
_SCALE = 2 * sqrt(3) / 3
WIDEST = 2.7066300
"""Half the width of the world in Equal Earth, on the unit sphere."""


@dataclass(frozen=True)
class Outline:
    """The rings of a country, islands and holes alike (fill by even-odd), with the box each ring lies in."""

    country: str
    rings: tuple[Points, ...]
    boxes: tuple[Box, ...]


@cache
def outlines(detail: str = "world") -> tuple[Outline, ...]:
    """Every country that has land on the map, by code. `detail` is `world`, or `near` for a map of one country."""
    with numpy.load(FILE) as data:
        codes, starts, steps = (data[f"{detail}_{part}"] for part in ("codes", "starts", "steps"))
    found: dict[str, list[Points]] = {}
    for at, code in enumerate(codes):
        ring = numpy.cumsum(steps[starts[at] : starts[at + 1]], axis=0, dtype=numpy.int32) / HUNDREDTHS
        found.setdefault(code.decode(), []).append(ring)
    return tuple(Outline(code, tuple(rings), tuple(map(_box, rings))) for code, rings in found.items())


def equal_earth(width: float) -> Projection:
    """The whole world, `width` wide; (0, 0) is the north-western corner of what it covers."""
    scale = width / (2 * WIDEST)

    def project(points: Points) -> Points:
        where = numpy.radians(numpy.asarray(points, dtype=float).reshape(-1, 2))
        theta = numpy.arcsin(sqrt(3) / 2 * numpy.sin(where[:, 1]))
        x = _SCALE * where[:, 0] * numpy.cos(theta) / _slope(theta)
        return numpy.column_stack(((x + WIDEST) * scale, (_y(asin(sqrt(3) / 2)) - _y(theta)) * scale))

    return project


def local(box: Box, width: float, height: float) -> Projection:
    """A small piece of the world into a drawing of this size, true to shape in its middle, nothing cut off."""
    west, south, east, north = box
    squeeze = max(0.05, cos(radians((south + north) / 2)))
    scale = min(width / max((east - west) * squeeze, 1e-6), height / max(north - south, 1e-6))
    left, top = (width - (east - west) * squeeze * scale) / 2, (height - (north - south) * scale) / 2

    def project(points: Points) -> Points:
        where = numpy.asarray(points, dtype=float).reshape(-1, 2)
        return numpy.column_stack(((where[:, 0] - west) * squeeze * scale + left, (north - where[:, 1]) * scale + top))

    return project


def country_path(outline: Outline, project: Projection, within: Box | None = None) -> str:
    """One country as the path of an SVG; of rings outside `within` nothing is drawn. Empty when none is left."""
    rings = zip(outline.rings, outline.boxes, strict=True)
    return "".join(filter(None, (_ring(project(ring)) for ring, box in rings if within is None or _meet(box, within))))


def coast_path(box: Box, width: float, height: float) -> str:
    """Land and borders in a box as the path of an SVG of this size, for a small map beside a list. The path may run
    over the edge: the drawing clips it."""
    west, south, east, north = box
    margin = max(east - west, north - south)
    wider = (west - margin, south - margin, east + margin, north + margin)
    project = local(box, width, height)
    return "".join(country_path(one, project, wider) for one in outlines("near"))


def box_of(country: str) -> Box | None:
    """The box of a country as a traveller thinks of it: its largest piece and whatever lies within reach of that, so
    that far-off islands do not make it invisible. None where nothing is drawn."""
    outline = next((one for one in outlines("near") if one.country == country), None)
    if outline is None:
        return None
    largest = max(outline.boxes, key=_size)
    reach = min(12.0, max(6.0, 0.8 * max(largest[2] - largest[0], largest[3] - largest[1])))
    wide = (largest[0] - reach, largest[1] - reach, largest[2] + reach, largest[3] + reach)
    near = [box for box in outline.boxes if _meet(box, wide)]
    return around(near, margin=0.06, least=0.6)


def around(boxes: Sequence[Box], *, margin: float, least: float) -> Box:
    """The box of boxes with a margin (a share of its greater side), at least `least` degrees each way."""
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    more = margin * max(east - west, north - south)
    x, y = max(0.0, least - (east - west)) / 2 + more, max(0.0, least - (north - south)) / 2 + more
    return west - x, max(-90.0, south - y), east + x, min(90.0, north + y)


def _ring(points: Points) -> str:
    """Whole numbers and steps: half the size, and nobody sees a tenth of a pixel."""
    whole = numpy.rint(points).astype(int)
    steps = numpy.diff(whole, axis=0)
    steps = steps[numpy.any(steps != 0, axis=1)]
    if len(steps) < 2:
        return ""
    return f"M{whole[0][0]} {whole[0][1]}l" + "".join(_pairs(steps.tolist())).lstrip() + "z"


def _pairs(steps: list[list[int]]) -> Iterator[str]:
    for x, y in steps:
        yield f"{' ' if x >= 0 else ''}{x}{' ' if y >= 0 else ''}{y}"


def _slope(theta: Points) -> Points:
    a, b, c, d = _A
    return 9 * d * theta**8 + 7 * c * theta**6 + 3 * b * theta**2 + a


def _y(theta: Points) -> Points:
    a, b, c, d = _A
    return theta * (a + b * theta**2 + theta**6 * (c + d * theta**2))


def _box(ring: Points) -> Box:
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _size(box: Box) -> float:
    west, south, east, north = box
    return (east - west) * (sin(radians(north)) - sin(radians(south)))
