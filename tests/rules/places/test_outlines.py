"""Countries can be drawn: island states too, nothing torn at the edge of the map."""

import re

import numpy
import pytest

from pharos.places.api import box_of, coast_path, countries, country_path, equal_earth, local, outlines

NOT_DRAWN = {"AQ", "BV", "GI", "TK", "TV", "UM"}
"""Too small for Natural Earth's 1:50m, or nobody's destination: the map puts a dot where their capital is."""


@pytest.mark.parametrize("detail", ["world", "near"])
def test_every_country_has_an_outline_or_a_capital_to_put_a_dot_on(detail: str) -> None:
    drawn = {one.country for one in outlines(detail)}
    assert drawn <= set(countries())
    assert set(countries()) - drawn == NOT_DRAWN
    assert all(countries()[code].latitude is not None for code in NOT_DRAWN)


@pytest.mark.parametrize("detail", ["world", "near"])
def test_no_ring_jumps_across_the_map(detail: str) -> None:
    for outline in outlines(detail):
        for ring in outline.rings:
            assert numpy.abs(ring).max() <= 180.001
            assert numpy.abs(numpy.diff(ring[:, 0])).max() < 90, outline.country


def test_a_capital_lies_within_the_boxes_of_its_country() -> None:
    boxes = {one.country: one.boxes for one in outlines("near")}
    outside = [
        code
        for code, row in countries().items()
        if code in boxes
        and row.latitude is not None
        and row.longitude is not None
        and not any(
            w - 0.5 <= row.longitude <= e + 0.5 and s - 0.5 <= row.latitude <= n + 0.5 for w, s, e, n in boxes[code]
        )
    ]
    assert outside == ["PN", "TC"], "of these only another island is drawn"


def test_the_whole_world_fits_its_drawing_and_weighs_little() -> None:
    project = equal_earth(2000)
    paths = {one.country: country_path(one, project) for one in outlines()}
    assert sum(map(len, paths.values())) < 60_000
    corners = project([[-180, 0], [180, 0], [0, 90], [0, -90]])
    assert corners.min() >= 0
    assert corners[:, 0].max() <= 2000.001
    assert paths["TR"].startswith("M")


def test_overseas_parts_are_countries_of_their_own() -> None:
    west, south, east, north = box_of("FR") or (0, 0, 0, 0)
    assert (west > -10, south > 40, east < 12, north < 53) == (True, True, True, True)
    assert box_of("RE") is not None
    assert box_of("TV") is None


def test_a_coast_is_drawn_true_to_shape_and_to_the_box() -> None:
    path = coast_path((55.2, -4.9, 56.1, -4.2), 320, 240)
    assert re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]+z)+", path)
    assert coast_path((-140, -30, -139, -29), 320, 240) == ""
    project = local((10, 50, 12, 51), 400, 400)
    (x, _), (x2, _), (_, y), (_, y2) = project([[10, 50.5], [12, 50.5], [11, 51], [11, 50]]).tolist()
    assert 0 <= x < x2 <= 400
    assert (x2 - x) / (y2 - y) == pytest.approx(2 * numpy.cos(numpy.radians(50.5)), rel=1e-6)
