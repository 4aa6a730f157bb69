# /// script
# requires-python = ">=3.12"
# dependencies = ["numpy>=2.3", "pycountry==26.2.16", "shapely>=2.1"]
# ///
"""Builds `pharos/places/data/outlines.npz`, the outlines of countries, from Natural Earth 1:50m.

Natural Earth (naturalearthdata.com) is in the public domain; it is read from `countries-50m.json` of the npm package
world-atlas 2.0.2 (ISC). Borders are as Natural Earth draws them. Two details are kept: `world` for a map of the world,
`near` for one country. A border is simplified once for both its neighbours, so that no gap opens between them. Pieces
too small to be seen are left out unless they are the largest of their country. What crosses the 180th meridian is cut
there. What Natural Earth draws as a part of another country and ISO 3166-1 does not (Réunion, Bonaire, Svalbard)
becomes an outline of its own.

One file of arrays: `<detail>_codes` (a country code for each ring), `<detail>_starts` (where each ring begins),
`<detail>_steps` (points as steps of a hundredth of a degree from the one before; the first of a ring from 0, 0).
Run: `python scripts/build_outlines.py path/to/countries-50m.json`; the result is part of the repository.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy
import pycountry
from shapely import LineString, Polygon, affinity, box, make_valid

TARGET = Path(__file__).parents[1] / "pharos" / "places" / "data" / "outlines.npz"
HUNDREDTHS = 100
DETAILS = {"world": (0.15, 0.12), "near": (0.03, 0.0015)}
"""How far a line may move, in degrees, and the smallest piece kept, in square degrees."""
SOUTHMOST = -60
UNNUMBERED = {"Somaliland": "SO", "Kosovo": "XK", "N. Cyprus": "CY", "Siachen Glacier": ""}
APART = {
    # part of: (code, west, south, east, north)
    "FR": (
        ("GF", -55, 2, -51, 6), ("GP", -62, 15.7, -60.9, 16.6), ("MQ", -61.3, 14.3, -60.7, 15),
        ("RE", 55, -21.5, 56, -20.7), ("YT", 44.9, -13.1, 45.4, -12.5),
    ),
    "NL": (("BQ", -69, 11.9, -62, 18),),
    "NO": (("SJ", 10, 74, 34, 81), ("SJ", -9.5, 70.5, -7.5, 71.5)),
    "Indian Ocean Ter.": (("CX", 105, -11, 106, -10), ("CC", 96, -13, 97.5, -11)),
}  # fmt: skip


def main(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    arrays: dict[str, Any] = {}
    for detail, (tolerance, smallest) in DETAILS.items():
        rings = _rings(data, tolerance, smallest)
        arrays |= _packed(detail, rings)
        print(detail, len(rings), "rings", sum(len(points) for _, points in rings), "points")
    numpy.savez_compressed(TARGET, **arrays)
    print(TARGET.stat().st_size, "bytes")


def _rings(data: Any, tolerance: float, smallest: float) -> list[tuple[str, Any]]:
    arcs = [_arc(arc, data["transform"], tolerance) for arc in data["arcs"]]
    pieces: dict[str, list[Any]] = {}
    for shape in data["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            rings = [_ring(ring, arcs) for ring in polygon]
            if rings[0][:, 1].max() > SOUTHMOST and (code := _code(shape, rings[0])):
                pieces.setdefault(code, []).extend(_cut(rings))
    return [(code, ring) for code in sorted(pieces) for rings in _large(pieces[code], smallest) for ring in rings]


def _arc(arc: Any, transform: Any, tolerance: float) -> Any:
    steps = numpy.cumsum(numpy.array(arc, dtype=float), axis=0)
    points = steps * numpy.array(transform["scale"]) + numpy.array(transform["translate"])
    if len(points) < 5:
        return points
    # An arc that is a whole ring keeps its shape however small the island.
    closed = numpy.allclose(points[0], points[-1])
    if closed:
        extent = max(numpy.ptp(points[:, 0]), numpy.ptp(points[:, 1]))
        tolerance = min(tolerance, float(extent) / 6)
    return numpy.array(LineString(points).simplify(tolerance, preserve_topology=closed).coords)


def _ring(ring: Any, arcs: list[Any]) -> Any:
    parts = [arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring]
    return numpy.concatenate([part if not n else part[1:] for n, part in enumerate(parts)])


def _cut(rings: list[Any]) -> list[list[Any]]:
    """The same piece; where it crosses the 180th meridian, what lies on either side."""
    if numpy.ptp(rings[0][:, 0]) < 180:
        return [rings]
    for ring in rings:
        ring[:, 0] = numpy.unwrap(ring[:, 0], period=360)
    whole = make_valid(Polygon(rings[0], rings[1:]))
    sides = [affinity.translate(whole, shift).intersection(box(-180, -90, 180, 90)) for shift in (-360, 0, 360)]
    polygons = [one for side in sides for one in getattr(side, "geoms", [side]) if one.geom_type == "Polygon"]
    return [
        [numpy.array(ring.coords) for ring in (one.exterior, *one.interiors)] for one in polygons if not one.is_empty
    ]


def _code(shape: Any, outer: Any) -> str:
    name = shape["properties"]["name"]
    found = pycountry.countries.get(numeric=shape.get("id", ""))
    own = found.alpha_2 if found else UNNUMBERED.get(name, name)
    x, y = (outer.min(axis=0) + outer.max(axis=0)) / 2
    for code, west, south, east, north in APART.get(own, ()):
        if west < x < east and south < y < north:
            return code
    return own if len(own) == 2 else ""


def _large(pieces: list[Any], smallest: float) -> list[Any]:
    by_size = sorted(pieces, key=lambda rings: -_area(rings[0]))
    return [
        [rings[0], *(hole for hole in rings[1:] if _area(hole) >= smallest)]
        for n, rings in enumerate(by_size)
        if not n or _area(rings[0]) >= smallest
    ]


def _area(ring: Any) -> float:
    return float(Polygon(ring).area) if len(ring) > 3 else 0.0


def _packed(detail: str, rings: list[tuple[str, Any]]) -> dict[str, Any]:
    steps, starts = [], [0]
    for _, points in rings:
        whole = numpy.rint(points * HUNDREDTHS).astype(numpy.int32)
        kept = whole[numpy.r_[True, numpy.any(numpy.diff(whole, axis=0) != 0, axis=1)]]
        steps.append(numpy.diff(kept, axis=0, prepend=numpy.zeros((1, 2), numpy.int32)))
        starts.append(starts[-1] + len(kept))
    return {
        f"{detail}_codes": numpy.array([code for code, _ in rings], dtype="S2"),
        f"{detail}_starts": numpy.array(starts, dtype=numpy.int32),
        f"{detail}_steps": numpy.concatenate(steps).astype(numpy.int16),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
