"""Building the world: `python -m bench.world.build [CASES]`. A world that stands is left as it is."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from psycopg import Connection, sql

from bench.ground import WORLD, built, drop, open_ground, renew, superuser

CASES, CHUNK, SHARE_OPEN, BUSY_EVERY = 1_000_000, 20_000, 0.04, 5_000
END = datetime(2026, 7, 18, tzinfo=UTC)
SPAN = timedelta(days=900)


def plans(count: int, insurers: list[Any], staff: list[int], dice: Random) -> Iterator[Any]:
    """Cases by time; the open ones among the newest tenth, as in life."""
    from bench.world.cases import Plan

    step = SPAN / count
    for number in range(1, count + 1):
        fresh = number > count * 0.9
        busy = number % BUSY_EVERY == 0
        opened = END - SPAN + step * number
        is_open = busy or (fresh and dice.random() < SHARE_OPEN * 10)
        yield Plan(number, opened, is_open, busy, dice.choice(insurers), dice.choice(staff))


def build(database: str, count: int) -> None:
    from bench.world.cases import Chunk, make
    from pharos.core.actor import Actor
    from pharos.insurers import api as insurers
    from pharos.people.api import Role, Staff

    insurers.load_demo_insurers(actor=Actor.system("bench"), now=END)
    staff = [
        Staff.objects.create_user(
            username=f"bench{number}", display_name=f"Оператор {number}", roles=[Role.OPERATOR]
        ).pk
        for number in range(40)
    ]
    ids = [insurer.id for insurer in insurers.insurers()]
    dice, chunk, started = Random(2018), Chunk(), time.perf_counter()
    with superuser(database) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("set synchronous_commit = off")
        indexes = drop_indexes(connection)
        for plan in plans(count, ids, staff, dice):
            make(plan, chunk, dice)
            if plan.number % CHUNK == 0 or plan.number == count:
                write(connection, chunk)
                chunk = Chunk()
                print(f"{plan.number:>9,} cases  {time.perf_counter() - started:6.0f} s", flush=True)
        finish(connection, count, indexes)
    print(f"built in {time.perf_counter() - started:.0f} s")


def write(connection: Connection[Any], chunk: Any) -> None:
    """One transaction: the chunk's rows, its entries, the new head."""
    from bench.world.cases import SHEETS
    from bench.world.chain import COLUMNS, Chain, entries

    with connection.transaction(), connection.cursor() as cursor:
        for name, sheet in SHEETS.items():
            sheet.copy(cursor, ([*row] for row in chunk.rows[name]))
        position, digest = cursor.execute("select position, hash from journal_head for update").fetchone() or (0, b"")
        chain = Chain(position, digest)
        names = sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
        with cursor.copy(sql.SQL("copy journal_entry ({}) from stdin").format(names)) as stream:
            for row in entries(chain, chunk.told):
                stream.write_row(row)
        cursor.execute("update journal_head set position = %s, hash = %s", [chain.position, chain.digest])


def drop_indexes(connection: Connection[Any]) -> list[str]:
    """Drop the plain indexes of the big tables and return how to make them again: far quicker than growing them."""
    rows = connection.execute(
        "select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c "
        "on c.oid = i.indrelid where not i.indisunique and not i.indisprimary "
        "and (c.relname like 'cases\\_%' or c.relname like 'journal\\_entry' or c.relname like 'vault\\_%')"
    ).fetchall()
    for name, _ in rows:
        connection.execute(sql.SQL("drop index {}").format(sql.SQL(name)))
    return [definition for _, definition in rows]


def finish(connection: Connection[Any], count: int, indexes: list[str]) -> None:
    connection.execute("set maintenance_work_mem = '512MB'")
    for definition in indexes:
        connection.execute(definition.encode())
    connection.execute("insert into cases_casenumber (year, last) values (2026, %s)", [count])
    connection.execute("vacuum analyze")
    connection.execute(
        sql.SQL("comment on database {} is {}").format(sql.Identifier(WORLD), sql.Literal(f"{count} cases"))
    )


def main(count: int = CASES) -> None:
    """Build the world unless one of this size stands; a half-built one is thrown away first."""
    if built() == f"{count} cases":
        print("the world stands already")
        renew(WORLD)
        return
    drop(WORLD)
    with open_ground(WORLD):
        build(WORLD, count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES)
