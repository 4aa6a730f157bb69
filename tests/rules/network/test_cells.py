"""Cells as ranges: a cover holds all that lies within the distance, wherever on the globe; rings hold their cells."""

import math
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from pharos.network.rules import cells, supply

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def toward(latitude: float, longitude: float, bearing: float, kilometre: float) -> tuple[float, float]:
    """The point so far away in this direction."""
    lat, angle = math.radians(latitude), kilometre / cells.EARTH_KM
    north = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing)
    there = math.asin(max(-1.0, min(1.0, north)))
    east = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(there)
    )
    return math.degrees(there), (longitude + math.degrees(east) + 540) % 360 - 180


@given(LATITUDES, LONGITUDES, st.floats(0, 2 * math.pi), st.floats(0.01, 19_000), st.floats(0, 1))
@example(0.0, 179.999, math.pi / 2, 500.0, 0.9)
@example(89.999, 0.0, 1.0, 800.0, 1.0)
@example(-90.0, 0.0, 0.0, 3000.0, 1.0)
@example(58.157, 10.536, 2.0, 900.0, 0.99)
def test_whatever_lies_within_the_distance_is_in_the_cover(
    latitude: float, longitude: float, bearing: float, radius: float, share: float
) -> None:
    there = toward(latitude, longitude, bearing, radius * share)
    cell = cells.cell_of(*there)
    for rings in (cells.MOST_RINGS, cells.FINE_RINGS):
        covered = cells.cover(latitude, longitude, radius, most_rings=rings)
        assert any(low <= cell <= high for low, high in covered)
        assert all(one[1] < other[0] for one, other in pairwise(covered))


@given(LATITUDES, LONGITUDES)
def test_each_ring_holds_the_point_and_spans_never_overlap(latitude: float, longitude: float) -> None:
    cell = cells.cell_of(latitude, longitude)
    for ring in (*cells.rings(latitude, longitude), *cells.wide_rings(latitude, longitude)):
        assert sum(low <= cell <= high for low, high in ring) == 1
        ordered = sorted(ring)
        assert all(one[1] < other[0] for one, other in pairwise(ordered))
    low, high = cells.everything()
    assert low <= cell <= high


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_the_straight_way_through_the_globe_orders_as_the_way_along_it(
    lat1: float, lon1: float, lat2: float, lon2: float
) -> None:
    one, two = supply.point(lat1, lon1), supply.point(lat2, lon2)
    chord = sum((a - b) ** 2 for a, b in zip(one, two, strict=True))
    along = cells.kilometres(chord)
    assert 0 <= along <= math.pi * cells.EARTH_KM + 1e-6
    assert math.isclose(cells.chord_squared(along), chord, abs_tol=1e-9)


def test_a_point_goes_to_the_sphere_and_back() -> None:
    for place in ((0.0, 0.0), (36.6, 30.55), (-4.36, 55.84), (89.9, -179.9)):
        assert all(
            math.isclose(a, b, abs_tol=1e-9) for a, b in zip(supply.degrees(supply.point(*place)), place, strict=True)
        )
