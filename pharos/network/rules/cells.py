"""H3 cells as ranges of numbers: which rows of the index may lie within so many kilometres.

All descendants of a cell at resolution 5 are one stretch of numbers, so one column serves every resolution. A parent
holds its descendants by name and not quite by shape: some stick out over its edge. The two factors below are wider
than the worst found in 280,000 random points and 3,500 discs of each resolution, half of them around pentagons
(1.135 and 0.73); the property test compares with brute force.
"""

import math
from collections.abc import Iterator
from functools import cache

import h3.api.basic_int as h3

RESOLUTION = 5
GAP_RESOLUTION = 4
EARTH_KM = 6371.0
_REACH = 1.25
"""A descendant lies within so many mean edges of the centre of its cell."""
_SURE = 0.6
"""`k` rings around a point's cell hold all that lies within so many times (1.5 k - 0.5) mean edges of the point."""
MOST_RINGS, FINE_RINGS = 4, 9
"""Of the cells that make up a cover: as a rule, and where much would be read beyond its edge."""
_WIDE = (2, 3)
_EDGE = tuple(h3.average_hexagon_edge_length(resolution, unit="km") for resolution in range(RESOLUTION + 1))

Span = tuple[int, int]
"""From the first number to the last, both included."""


def cell_of(latitude: float, longitude: float, resolution: int = RESOLUTION) -> int:
    return int(h3.latlng_to_cell(latitude, longitude, resolution))


def span(cell: int) -> Span:
    """The descendants of a cell at RESOLUTION."""
    resolution = cell >> 52 & 0xF
    low = cell & ~(0xF << 52) | RESOLUTION << 52
    digits = ((1 << 3 * (RESOLUTION - resolution)) - 1) << 45 - 3 * RESOLUTION
    return low & ~digits, low | digits


@cache
def everything() -> Span:
    bases = [span(cell) for cell in h3.get_res0_cells()]
    return min(low for low, _ in bases), max(high for _, high in bases)


def rings(latitude: float, longitude: float) -> Iterator[list[Span]]:
    """Ever wider surroundings: the cell and its neighbours, of resolution 5, 4, and so on to 0."""
    own = cell_of(latitude, longitude)
    for resolution in range(RESOLUTION, -1, -1):
        parent = own if resolution == RESOLUTION else h3.cell_to_parent(own, resolution)
        yield [span(cell) for cell in h3.grid_disk(parent, 1)]


def wide_rings(latitude: float, longitude: float) -> Iterator[list[Span]]:
    """Still wider ones, for the middle of an ocean. The nearest cells of each come first."""
    base = cell_of(latitude, longitude, 0)
    for wide in _WIDE:
        yield [span(cell) for cell in h3.grid_disk(base, wide)]


def cover(latitude: float, longitude: float, radius: float, *, most_rings: int = MOST_RINGS) -> list[Span]:
    """Spans that hold every cell with a point within `radius` km, joined where they touch. With more rings the cells
    are smaller, so less is read beyond the radius and more spans are."""
    return _joined(sorted(around(latitude, longitude, radius, most_rings=most_rings)))


def around(latitude: float, longitude: float, radius: float, *, most_rings: int = MOST_RINGS) -> list[Span]:
    """The same cell by cell, the nearest first."""
    here = (latitude, longitude)
    resolution, cells = _candidates(latitude, longitude, radius, most_rings)
    limit = radius + _REACH * _EDGE[resolution]
    far = ((h3.great_circle_distance(here, h3.cell_to_latlng(cell), unit="km"), cell) for cell in cells)
    return [span(cell) for _, cell in sorted(pair for pair in far if pair[0] <= limit)]


def _candidates(latitude: float, longitude: float, radius: float, most_rings: int) -> tuple[int, list[int]]:
    own = cell_of(latitude, longitude)
    for resolution in range(RESOLUTION, -1, -1):
        rings_needed = math.ceil((radius / (_SURE * _EDGE[resolution]) + 0.5) / 1.5)
        if rings_needed <= most_rings:
            parent = own if resolution == RESOLUTION else h3.cell_to_parent(own, resolution)
            return resolution, list(h3.grid_disk(parent, max(rings_needed, 1)))
    return 0, list(h3.get_res0_cells())


def _joined(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for low, high in spans:
        if found and low <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found


def kilometres(chord_squared: float) -> float:
    """Along the sphere, from the squared straight way between two points of a sphere of radius 1."""
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(max(0.0, chord_squared)) / 2))


def chord_squared(kilometre: float) -> float:
    return (2 * math.sin(min(kilometre / EARTH_KM, math.pi) / 2)) ** 2
