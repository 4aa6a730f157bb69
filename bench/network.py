"""The search of the network on a million facilities: 50 nearest that pass the conditions; a numpy scan beside it in the
same run, and PostGIS where a server of one's own has it; all checked against brute force.

`tight` is one speciality, under contract, Russian spoken, day and night (0.1 %); `loose` one speciality under contract
(7.5 %); `any` one speciality whoever has it (25 %).
"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import numpy as np

from bench.ground import superuser
from bench.network_world import FACILITIES, SPECIALITIES, World, askers, invent
from bench.table import percentile, show

ASKED, CHECKED = 1000, 250
DAY = date(2026, 6, 1)
COLUMNS = "capability, grade, cell, x, y, z, flags, first, last, contract, subject"
KINDS = ("tight", "loose", "any")
INDEXES = {
    "network_supply_near": "(capability, grade, cell) include (flags, x, y, z, first, last, contract, subject)",
    "network_supply_subject": "(subject)",
}


def run() -> None:
    """Build, ask, compare, print; the table is empty again afterwards."""
    world = invent()
    points = askers(world, ASKED)
    built, rows = _build(world)
    try:
        columns = _columns(world)
        table = []
        for kind in KINDS:
            ours, found = _asked(kind, points)
            scanned, _ = _scanned(kind, points[:CHECKED], world, columns)
            wrong = _wrong(kind, points[:CHECKED], found, columns, world)
            table.append((kind, "cells", *_three(ours), f"{wrong} of {CHECKED}"))
            table.append((kind, "numpy scan", *_three(scanned), "is the reference"))
        table += _postgis(world, points[:CHECKED])
        show(
            f"50 nearest of {FACILITIES:,} facilities, ms",
            ("condition", "how", "p50", "p99", "most", "wrong"),
            table,
            note=f"{rows:,} rows of supply, built in {built:.1f} s (cells, copy, both indexes, vacuum)",
        )
    finally:
        with superuser("bench") as connection:
            connection.execute("truncate network_supply")
    _scored()


def _build(world: World) -> tuple[float, int]:
    start, rows = time.perf_counter(), 0
    with superuser("bench") as connection:
        connection.execute("truncate network_supply")
        for name in INDEXES:
            connection.execute(f"drop index if exists {name}")
        with connection.cursor().copy(f"copy network_supply ({COLUMNS}) from stdin") as copy:
            for block, count in _lines(world):
                copy.write(block)
                rows += count
        for name, columns in INDEXES.items():
            connection.execute(f"create index {name} on network_supply {columns}")
        connection.autocommit = True
        connection.execute("vacuum analyze network_supply")
    return time.perf_counter() - start, rows


def _lines(world: World) -> Iterator[tuple[str, int]]:
    from pharos.network.actions.indexing import placed
    from pharos.network.rules import supply

    russian = supply.speaking(["ru"])
    grades = (8 * world.contracted + 2 * world.russian + world.always).tolist()
    told = [
        (grade, *placed(lat, lon), supply.flags() + russian * speaks, "2026-01-01" if grade >= 8 else "\\N")
        for grade, lat, lon, speaks in zip(
            grades, world.latitude.tolist(), world.longitude.tolist(), world.russian.tolist(), strict=True
        )
    ]
    for speciality in range(SPECIALITIES):
        chosen = np.flatnonzero(world.does[:, speciality]).tolist()
        yield (
            "".join(
                f"{speciality + 1}\t{grade}\t{cell}\t{point}\t{flags}\t{first}\t\\N\t\\N\t{UUID(int=at)}\n"
                for at in chosen
                for grade, cell, point, flags, first in (told[at],)
            ),
            len(chosen),
        )


def _wanted(kind: str, number: int, point: tuple[float, float]) -> Any:
    from pharos.core.capabilities import Capability
    from pharos.network.queries.nearest import Wanted
    from pharos.network.rules import supply

    return Wanted(
        latitude=point[0], longitude=point[1], capability=list(Capability)[number % SPECIALITIES],
        day=None if kind == "any" else DAY, must=supply.speaking(["ru"]) if kind == "tight" else 0,
        around_the_clock=kind == "tight",
    )  # fmt: skip


def _asked(kind: str, points: list[tuple[float, float]]) -> tuple[list[float], list[Any]]:
    from pharos.network.queries.nearest import nearest

    for number, point in enumerate(points[:20]):
        nearest(_wanted(kind, number, point))
    spent, found = [], []
    for number, point in enumerate(points):
        wanted = _wanted(kind, number, point)
        start = time.perf_counter()
        rows = nearest(wanted)
        spent.append((time.perf_counter() - start) * 1000)
        found.append(rows)
    return spent, found


def _columns(world: World) -> Any:
    lat, lon = np.radians(world.latitude), np.radians(world.longitude)
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def _mask(kind: str, number: int, world: World) -> Any:
    mask = world.does[:, number % SPECIALITIES]
    if kind != "any":
        mask = mask & world.contracted
    return mask & world.russian & world.always if kind == "tight" else mask


def _scanned(kind: str, points: list[tuple[float, float]], world: World, columns: Any) -> tuple[list[float], list[Any]]:
    """Filter at the time of asking, as one would who keeps columns in memory."""
    spent, found = [], []
    for number, point in enumerate(points):
        start = time.perf_counter()
        found.append(_brute(kind, number, point, world, columns))
        spent.append((time.perf_counter() - start) * 1000)
    return spent, found


def _brute(kind: str, number: int, point: tuple[float, float], world: World, columns: Any) -> Any:
    from pharos.network.rules import supply

    chosen = columns[_mask(kind, number, world)]
    far = ((chosen - np.array(supply.point(*point))) ** 2).sum(axis=1)
    return np.sort(np.partition(far, 49)[:50]) if len(far) > 50 else np.sort(far)


def _wrong(kind: str, points: list[tuple[float, float]], found: list[Any], columns: Any, world: World) -> int:
    from pharos.network.rules import cells

    wrong = 0
    for number, point in enumerate(points):
        true = _brute(kind, number, point, world, columns)
        ours = np.array([cells.chord_squared(one.kilometres) for one in found[number]])
        wrong += len(ours) != len(true) or not np.allclose(ours, true, rtol=1e-6, atol=1e-13)
    return wrong


def _postgis(world: World, points: list[tuple[float, float]]) -> list[tuple[object, ...]]:
    """Geography and its own nearest-neighbour order, one partial index a speciality, on the same server."""
    with superuser("bench") as connection:
        there = connection.execute("select 1 from pg_available_extensions where name = 'postgis'").fetchone()
        if there is None:
            return [(kind, "PostGIS", "not installed on this server", "", "", "") for kind in KINDS]
        connection.execute("create extension if not exists postgis")
        connection.execute(
            "create temporary table near as select capability, grade, flags, st_setsrid(st_makepoint("
            "degrees(atan2(y, x)), degrees(asin(z))), 4326)::geography as point from network_supply"
        )
        for number in range(1, SPECIALITIES + 1):
            connection.execute(f"create index on near using gist (point) where capability = {number}")
        connection.execute("analyze near")
        return [(kind, "PostGIS", *_three(_knn(connection, kind, points)), "its own order") for kind in KINDS]


def _knn(connection: Any, kind: str, points: list[tuple[float, float]]) -> list[float]:
    from pharos.network.rules import supply

    grades = {"tight": [11], "loose": [8, 9, 10, 11], "any": list(range(12))}[kind]
    must = supply.speaking(["ru"]) if kind == "tight" else 0
    spent = []
    for number, (latitude, longitude) in enumerate(points):
        sql = (
            f"select grade from near where capability = {number % SPECIALITIES + 1} and grade = any(%s) and "
            "(flags & %s) = %s order by point <-> st_setsrid(st_makepoint(%s, %s), 4326)::geography limit 50"
        )
        start = time.perf_counter()
        connection.execute(sql, [grades, must, must, longitude, latitude]).fetchall()
        spent.append((time.perf_counter() - start) * 1000)
    return spent


def _scored() -> None:
    """The whole scored search: real acts, a thousand providers around resorts."""
    from django.db import transaction

    from pharos.core.capabilities import Capability
    from pharos.network.queries.searching import Question, search

    with transaction.atomic():
        _populate()
        now = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)

        def ask(number: int) -> Callable[[], object]:
            where = (36.6 + number % 7 * 0.02, 30.55) if number % 2 else (7.9, 98.3 + number % 5 * 0.02)
            question = Question(
                latitude=where[0], longitude=where[1], capability=list(Capability)[number % 6], now=now, insurer=None,
                urgency=5 if number % 10 == 0 else 2,
            )  # fmt: skip
            return lambda: search(question)

        for number in range(20):
            ask(number)()
        spent = []
        for number in range(300):
            one, start = ask(number), time.perf_counter()
            one()
            spent.append((time.perf_counter() - start) * 1000)
        transaction.set_rollback(True)
    show("Whole scored search, 1,000 providers at two resorts, ms", ("p50", "p99", "most"), [_three(spent)])


def _populate() -> None:
    """Of this transaction only."""
    from datetime import timedelta

    from pharos.core.actor import Actor
    from pharos.core.capabilities import Capability
    from pharos.network.actions.indexing import index_provider
    from pharos.network.models import Contract, Observation, Provider, ProviderCapability, ProviderLanguage

    now = datetime(2026, 7, 18, tzinfo=UTC)
    by, capabilities = str(Actor.system("bench")), list(Capability)
    for number in range(1000):
        turkish = number % 2 == 0
        latitude, longitude = (36.6, 30.55) if turkish else (7.9, 98.3)
        provider = Provider.objects.create(
            kind="clinic", name_latin=f"Clinic {number}", name_key=" clinic ", country="TR" if turkish else "TH",
            latitude=latitude + number % 37 * 0.01, longitude=longitude + number % 23 * 0.01,
            time_zone="Europe/Istanbul" if turkish else "Asia/Bangkok",
            landmass="afro-eurasia" if turkish else "phuket",
            hours="24/7" if number % 3 == 0 else "Mo-Sa 08:00-20:00; PH off", added_at=now,
        )  # fmt: skip
        ProviderCapability.objects.bulk_create(
            ProviderCapability(provider=provider, capability=capabilities[(number + step) % 6].value)
            for step in range(3)
        )
        ProviderCapability.objects.create(provider=provider, capability="emergency_room")
        ProviderLanguage.objects.create(provider=provider, language="ru")
        Contract.objects.create(
            provider=provider, status="active", first=date(2026, 1, 1), currency="EUR", direct_billing=True
        )
        Observation.objects.bulk_create(
            Observation(provider=provider, kind="accepted", minutes=9, at=now - timedelta(days=step), by=by)
            for step in range(20)
        )
        index_provider(provider)


def _three(spent: list[float]) -> tuple[str, str, str]:
    return f"{percentile(spent, 0.5):.2f}", f"{percentile(spent, 0.99):.2f}", f"{max(spent):.2f}"
