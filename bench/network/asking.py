"""The 50 nearest that pass the conditions, a numpy scan beside them in the same run, PostGIS where there is one."""

import time
from datetime import date
from typing import Any

import numpy as np

from bench.network import postgis, scored
from bench.network.world import COMMON, FACILITIES, World, abilities, askers, build, clear, invent
from bench.table import percentile, show

ASKED, CHECKED, WARM, COUNT = 1000, 250, 20, 50
DAY = date(2026, 6, 1)
KINDS = ("tight", "rare", "loose", "any")

Point = tuple[float, float]


def run() -> None:
    """Build, ask, compare, print; the tables are empty again afterwards."""
    world = invent()
    points, columns = askers(world, ASKED), _columns(world)
    built, rows = build(world)
    try:
        near = postgis.built()
        table: list[tuple[object, ...]] = []
        for kind in KINDS:
            asked = [(_column(kind, number), point) for number, point in enumerate(points[:CHECKED])]
            truth = [_brute(kind, number, point, world, columns) for number, point in enumerate(points[:CHECKED])]
            spent, found = _asked(kind, points)
            table.append((kind, "cells", *three(spent), _wrong(truth, _ways(found))))
            table.append(
                (kind, "numpy scan", *three(_scanned(kind, points[:CHECKED], world, columns)), "the reference")
            )
            if near:
                spent, numbers = postgis.asked(kind, asked)
                ways = [np.sort(_squared(columns[at], point)) for at, (_, point) in zip(numbers, asked, strict=True)]
                table.append((kind, "PostGIS", *three(spent), _wrong(truth, ways)))
        show(
            f"50 nearest of {FACILITIES:,} facilities, ms",
            ("condition", "how", "p50", "p99", "most", "wrong"),
            table,
            note=f"{rows:,} rows of supply, built in {built:.1f} s (cells, copy, both indexes, vacuum)\n"
            f"{postgis.told(near)}",
        )
        scored.run(world, points)
    finally:
        postgis.clear()
        clear()


def three(spent: list[float]) -> tuple[str, str, str]:
    """The middle, the worst but one of a hundred, the worst."""
    return f"{percentile(spent, 0.5):.2f}", f"{percentile(spent, 0.99):.2f}", f"{max(spent):.2f}"


def _wrong(truth: list[Any], ways: list[Any]) -> str:
    """How many answers differ from the comparison of all."""
    pairs = zip(truth, ways, strict=False)
    wrong = sum(len(true) != len(way) or not np.allclose(way, true, rtol=1e-6, atol=1e-13) for true, way in pairs)
    return f"{wrong} of {len(truth)}"


def _squared(chosen: Any, point: Point) -> Any:
    """The squared straight way from the point to each."""
    from pharos.network.rules import supply

    return ((chosen - np.array(supply.point(*point))) ** 2).sum(axis=1)


def _wanted(kind: str, number: int, point: tuple[float, float]) -> Any:
    from pharos.network.queries.nearest import Wanted
    from pharos.network.rules import supply

    return Wanted(
        latitude=point[0], longitude=point[1], capability=abilities()[_column(kind, number)],
        day=None if kind == "any" else DAY, must=supply.speaking(["ru"]) if kind == "tight" else 0,
        around_the_clock=kind == "tight",
    )  # fmt: skip


def _column(kind: str, number: int) -> int:
    return COMMON if kind == "rare" else number % COMMON


def _asked(kind: str, points: list[Point]) -> tuple[list[float], list[Any]]:
    from pharos.network.queries.nearest import nearest

    for number, point in enumerate(points[:WARM]):
        nearest(_wanted(kind, number, point))
    spent, found = [], []
    for number, point in enumerate(points):
        wanted = _wanted(kind, number, point)
        start = time.perf_counter()
        rows = nearest(wanted)
        spent.append((time.perf_counter() - start) * 1000)
        if number < CHECKED:
            # distances only: to keep all rows of all questions would have Python walk through them in between
            found.append([one.kilometres for one in rows])
    return spent, found


def _columns(world: World) -> Any:
    lat, lon = np.radians(world.latitude), np.radians(world.longitude)
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def _mask(kind: str, number: int, world: World) -> Any:
    mask = world.does[:, _column(kind, number)]
    if kind != "any":
        mask = mask & world.contracted
    return mask & world.russian & world.always if kind == "tight" else mask


def _scanned(kind: str, points: list[Point], world: World, columns: Any) -> list[float]:
    """Filter at the time of asking, as one would who keeps columns in memory."""
    spent = []
    for number, point in enumerate(points):
        start = time.perf_counter()
        _brute(kind, number, point, world, columns)
        spent.append((time.perf_counter() - start) * 1000)
    return spent


def _brute(kind: str, number: int, point: Point, world: World, columns: Any) -> Any:
    """The squared straight ways to the nearest, out of all that pass."""
    chosen = columns[_mask(kind, number, world)]
    far = _squared(chosen, point)
    return np.sort(np.partition(far, COUNT - 1)[:COUNT]) if len(far) > COUNT else np.sort(far)


def _ways(found: list[Any]) -> list[Any]:
    from pharos.network.rules import cells

    return [np.array([cells.chord_squared(one) for one in rows]) for rows in found]
