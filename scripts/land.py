"""Pieces of land of Natural Earth 1:10m, numbered by size, and on which of them a point lies."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
import shapely
from shapely import affinity

ANTARCTIC = -60
"""South of it a ring runs round the pole and must stay as it is drawn."""
SHORE_DEGREES = 0.18
"""How far off the drawn shore a town may lie: some 20 km, for harbours and small islands drawn a little off."""


class Land:
    """`land-10m.json` of world-atlas. Number 1 is the greatest piece of land."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        arcs = [self._arc(arc, data["transform"]) for arc in data["arcs"]]
        pieces = [
            self._piece(rings, arcs) for shape in data["objects"]["land"]["geometries"] for rings in shape["arcs"]
        ]
        self.pieces = sorted(pieces, key=lambda piece: -piece.area)
        # What crosses the 180th meridian is drawn on both edges of the map.
        drawn = [(number, shift) for number in range(len(pieces)) for shift in (-360, 0, 360)]
        kept = [(n, shift) for n, shift in drawn if self._on_the_map(self.pieces[n].bounds, shift)]
        self._numbers = [number + 1 for number, _ in kept]
        self._tree = shapely.STRtree([affinity.translate(self.pieces[n], shift) for n, shift in kept])

    def of(self, points: Sequence[tuple[float, float]]) -> list[int]:
        """The numbers of the pieces of land of points as longitude and latitude; 0 where none is near."""
        found = [0] * len(points)
        shapes = shapely.points(points)
        at, piece = self._tree.query_nearest(shapes, max_distance=SHORE_DEGREES, all_matches=False)
        for index, number in zip(at.tolist(), piece.tolist(), strict=True):
            found[index] = self._numbers[number]
        return found

    @staticmethod
    def _on_the_map(bounds: tuple[float, float, float, float], shift: int) -> bool:
        return bounds[0] + shift < 180 and bounds[2] + shift > -180

    @staticmethod
    def _arc(arc: Any, transform: Any) -> Any:
        steps = numpy.cumsum(numpy.array(arc), axis=0)
        return steps * numpy.array(transform["scale"]) + numpy.array(transform["translate"])

    @staticmethod
    def _piece(rings: Any, arcs: list[Any]) -> Any:
        drawn = []
        for ring in rings:
            parts = [arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring]
            line = numpy.concatenate([part if not n else part[1:] for n, part in enumerate(parts)])
            if line[:, 1].min() > ANTARCTIC:
                line[:, 0] = numpy.unwrap(line[:, 0], period=360)
            drawn.append(line)
        return shapely.make_valid(shapely.Polygon(drawn[0], drawn[1:]))
