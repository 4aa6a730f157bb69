"""A review for each case of the world: the open ones and some past ones with their sealed pre-check, all others bare.

`PAST` of the signed ones carry the facts they were checked on, so that they can be checked again; no two of the texts'
facts are alike within `VARIED`.
"""

import random
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from psycopg import Connection

from bench.ground import superuser
from bench.precheck import TREATMENTS, varied
from bench.world.rows import Sheet

PAST, VARIED, CHUNK, OLDER = 100_000, 4_000, 2_000, "older"
BARE = """
insert into medical_review (id, stage, state, exemption, version, risk, lead, lead_n, country, clinic_key, base_version,
    disputed, opened_at, due_at, signed_at, case_id, insurer_id, key_id, signed_by_id)
select id, 'complaint', 'signed', '', 3, 0, '', 0, country, '', %s, false, opened_at, opened_at + interval '4 h',
    opened_at + interval '3 h', id, insurer_id, key_id, %s
from cases_case c where not exists (select from sealed s where s.id = c.id)
"""
ITEMS = """
insert into medical_reviewitem (review_id, insurer_id, place, kind, code, machine, judgement, reason)
select id, insurer_id, 0, 'diagnosis', 'otitis_media', 'fits', 'right', '' from cases_case c
where not exists (select from sealed s where s.id = c.id)
"""


def add() -> None:
    """Nothing where they stand already."""
    from bench.world.build import WORLD
    from pharos.medical.precheck.bases import bases
    from pharos.people.api import Role, Staff

    doctor, _ = Staff.objects.get_or_create(
        username="benchdoctor", defaults={"display_name": "Врач Замеров", "roles": [Role.DOCTOR]}
    )
    started = time.perf_counter()
    with superuser(WORLD) as connection:
        if connection.execute("select obj_description('medical_review'::regclass)").fetchone() == ("bench",):
            return
        connection.execute("set session_replication_role = replica")
        connection.execute("set synchronous_commit = off")
        connection.execute("truncate medical_review cascade")
        connection.execute(
            "create temp table sealed as (select id from cases_case where status <> 'closed') union "
            "(select id from cases_case where status = 'closed' order by opened_at desc limit %s)",
            [PAST],
        )
        connection.execute("alter table sealed add primary key (id)")
        connection.execute(BARE, [bases().version[:40], doctor.pk])
        connection.execute(ITEMS)
        print(f"bare reviews  {time.perf_counter() - started:6.0f} s", flush=True)
        _sealed(connection, doctor.pk)
        connection.execute("vacuum analyze medical_review, medical_reviewitem")
        connection.execute("comment on table medical_review is 'bench'")
    print(f"reviews added in {time.perf_counter() - started:.0f} s")


def _sealed(connection: Connection[Any], doctor: int) -> None:
    from pharos.medical.models import Review, ReviewItem

    reviews, items = Sheet(Review), Sheet(ReviewItem)
    texts = _texts()
    with connection.cursor() as cursor:
        for rows in _chunks(connection):
            made = [(row, texts[number]) for number, row in rows]
            reviews.copy(cursor, (_review(reviews, row, found, doctor) for row, found in made))
            items.copy(cursor, (one for row, found in made for one in _items(items, row, found)))


def _texts() -> list[Any]:
    from pharos.medical.checking import checked
    from pharos.medical.evaluation.treatments import read_treatments

    chance, known = random.Random(5), read_treatments(TREATMENTS)
    return [checked(varied(chance, known, number)) for number in range(VARIED)]


def _chunks(connection: Connection[Any]) -> Iterator[list[tuple[int, Any]]]:
    from pharos.vault import api as vault

    found = connection.execute(
        "select c.id, c.key_id, c.insurer_id, c.country, c.opened_at, c.status from cases_case c "
        "join sealed s on s.id = c.id order by c.id"
    ).fetchall()
    for first in range(0, len(found), CHUNK):
        rows = found[first : first + CHUNK]
        vault.warm({row[1] for row in rows})
        yield [((first + number) % VARIED, row) for number, row in enumerate(rows)]


def _review(sheet: Sheet, row: Any, found: Any, doctor: int) -> list[Any]:
    from datetime import timedelta

    from pharos.vault import api as vault

    case, key, insurer, country, opened, status = row
    signed: dict[str, Any] = {}
    if status == "closed":
        signed = {"state": "signed", "signed_at": opened + timedelta(hours=3), "signed_by_id": doctor}
    return sheet.row(
        id=case, case_id=case, insurer_id=insurer, key_id=key, stage="treatment", country=country, risk=found.risk,
        lead=found.lead or "", lead_n=found.lead_n, base_version=OLDER, machine=vault.seal(key, found.text.encode()),
        opened_at=opened, due_at=opened + timedelta(hours=4), **signed,
    )  # fmt: skip


def _items(sheet: Sheet, row: Any, found: Any) -> Iterator[list[Any]]:
    review: UUID = row[0]
    judged = "right" if row[5] == "closed" else ""
    for place, (kind, code, machine) in enumerate(found.items):
        yield sheet.row(
            review_id=review, insurer_id=row[2], place=place, kind=str(kind), code=code[:120], machine=machine,
            judgement=judged,
        )  # fmt: skip
