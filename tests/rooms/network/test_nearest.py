"""The nearest that pass, against a comparison of every row: at the poles, at the antimeridian, in mid-ocean."""

import random
from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection

from pharos.core.capabilities import NUMBERS, Ages, Capability
from pharos.network.actions.indexing import COPY
from pharos.network.models import Supply
from pharos.network.queries.nearest import Wanted, nearest
from pharos.network.rules import cells, supply, supply_rows
from pharos.network.rules.supply import Standing
from pharos.places import api as places

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
LANGUAGES = ("ru", "en", "tr")
DENTIST, GP = Capability.DENTIST, Capability.THERAPIST
Point = tuple[float, float]
EDGES: tuple[Point, ...] = (
    (90.0, 0.0), (-90.0, 0.0), (89.99, -179.99), (-89.9, 12.0), (0.0, 180.0), (0.0, -180.0), (-16.8, 179.99),
    (65.1, -179.9), (0.0, 0.0), (-48.9, -123.4), (58.157, 10.536), (30.0, -40.0), (-64.7, -170.0), (11.25, 58.28),
)  # fmt: skip
"""Poles, both sides of the antimeridian, oceans far from any land, and cells with five neighbours."""


def scattered(chance: random.Random, count: int) -> list[Point]:
    """In towns, around the edges, and anywhere."""
    towns = [(chance.uniform(-60, 70), chance.uniform(-180, 180)) for _ in range(40)]
    found = []
    for number in range(count):
        if number % 5 == 0:
            found.append((chance.uniform(-90, 90), chance.uniform(-180, 180)))
            continue
        latitude, longitude = chance.choice(EDGES if number % 5 == 1 else towns)
        there = max(-90.0, min(90.0, latitude + chance.gauss(0, 0.5))), longitude + chance.gauss(0, 0.5)
        found.append((there[0], (there[1] + 180) % 360 - 180))
    return found


def supplied(chance: random.Random, where: Point) -> Supply:
    standing = chance.choice(list(Standing))
    spoken = [code for code in LANGUAGES if chance.random() < 0.4]
    x, y, z = supply.point(*where)
    contracted = standing is Standing.CONTRACTED
    return Supply(
        capability=NUMBERS[DENTIST if chance.random() < 0.05 else GP], cell=cells.cell_of(*where), x=x, y=y, z=z,
        grade=supply.grade(standing, home="ru" in spoken, around_the_clock=chance.random() < 0.3),
        flags=supply.flags(ages=chance.randint(1, 7), languages=spoken), subject=uuid4(),
        first=date(2026, chance.randint(1, 9), 1) if contracted else None,
        last=date(2026, chance.randint(3, 12), 28) if contracted and chance.random() < 0.5 else None,
    )  # fmt: skip


@pytest.fixture
def rows() -> list[Supply]:
    chance = random.Random(20260601)
    return Supply.objects.bulk_create(supplied(chance, where) for where in scattered(chance, 3000))


def asked(chance: random.Random, where: Point) -> Wanted:
    return Wanted(
        latitude=where[0], longitude=where[1], capability=chance.choice((DENTIST, GP, GP)),
        ages=int(chance.choice(list(Ages))), must=supply.speaking(chance.choice(((), ("ru",), ("en", "tr")))),
        around_the_clock=chance.random() < 0.3, day=chance.choice((None, DAY)),
    )  # fmt: skip


def passes(row: Supply, wanted: Wanted) -> bool:
    if row.capability != NUMBERS[wanted.capability] or not row.flags & wanted.ages:
        return False
    if row.flags & wanted.must != wanted.must or (wanted.around_the_clock and not supply.around_the_clock(row.grade)):
        return False
    return wanted.day is None or (row.first is not None and row.first <= DAY and (row.last is None or row.last >= DAY))


def compared(rows: Sequence[Supply], wanted: Wanted, count: int) -> list[tuple[float, UUID]]:
    """Every row that passes by its distance, as places reckons it: by other sums than the index."""
    far = [
        (places.kilometres(wanted.latitude, wanted.longitude, *supply.degrees((row.x, row.y, row.z))), row.subject)
        for row in rows
        if passes(row, wanted)
    ]
    return sorted(far)[:count]


def test_the_nearest_are_those_a_comparison_of_all_finds(rows: list[Supply]) -> None:
    chance = random.Random(7)
    points = [*EDGES, *scattered(chance, 186)]
    for point in points:
        wanted, count, within = asked(chance, point), chance.choice((1, 20, 50)), chance.choice((None, 300))
        found, true = nearest(wanted, count=count, within=within), compared(rows, wanted, count)
        true = [one for one in true if within is None or one[0] <= within]
        assert len(found) == len(true), wanted
        for ours, (kilometres, subject) in zip(found, true, strict=True):
            assert ours.kilometres == pytest.approx(kilometres, abs=0.01, rel=1e-6), wanted
            assert ours.subject == subject or ours.kilometres == pytest.approx(kilometres, abs=0.01), wanted


def test_a_search_asked_again_and_again_is_planned_once(rows: list[Supply]) -> None:
    for number in range(12):
        nearest(Wanted(latitude=-60.0 + 10 * number, longitude=30.0, capability=GP, day=DAY))
    with connection.cursor() as cursor:
        cursor.execute(
            "select generic_plans, custom_plans from pg_prepared_statements where statement like '%network_supply%'"
        )
        plans = cursor.fetchall()
    assert len(plans) == 2
    assert all(generic > 0 and custom <= 5 for generic, custom in plans)


def test_rows_put_in_at_once_are_read_back_as_they_were_whatever_of_them_is_empty(rows: list[Supply]) -> None:
    for number, row in enumerate(rows):
        row.contract = uuid4() if number % 3 else None
    told = [
        (row.capability, row.grade, row.cell, row.x, row.y, row.z, row.flags, supply_rows.day(row.first),
         supply_rows.day(row.last), supply_rows.ident(row.contract), supply_rows.ident(row.subject))
        for row in rows
    ]  # fmt: skip
    Supply.objects.all().delete()
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for piece in supply_rows.copied(supply_rows.rows_of(told)):
            copy.write(piece)
    read = Supply.objects.values_list(*supply_rows.COLUMNS)
    assert set(read) == {tuple(getattr(row, name) for name in supply_rows.COLUMNS) for row in rows}
    assert len({(row.first is None, row.last is None, row.contract is None) for row in rows}) == 6
