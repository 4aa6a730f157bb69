"""PostGIS beside us on the same server: geography, its own nearest-neighbour order, one partial index an ability.

The embedded server has none. Where Debian's is installed, the whole comparison runs on it:

    apt-get install postgresql-15-postgis-3
    PHAROS_PG_BIN=/usr/lib/postgresql/15/bin PHAROS_BENCH_SERVER=/var/tmp/pharos-postgis python -m bench network
"""

import time

from bench.ground import superuser
from bench.network.world import abilities, number_of

ABSENT = (
    "PostGIS: not installed on this server; PHAROS_PG_BIN and PHAROS_BENCH_SERVER name one that has it "
    "(bench/network/postgis.py)"
)
TABLE = "bench_near"
_PASSES = {
    "tight": "contracted and russian and always",
    "rare": "contracted",
    "loose": "contracted",
    "any": "true",
}


def built() -> float | None:
    """Put the same rows into a table with a geography; returns the seconds, None where there is no PostGIS."""
    with superuser("bench") as connection:
        there = connection.execute("select 1 from pg_available_extensions where name = 'postgis'").fetchone()
        if there is None:
            return None
        connection.execute("create extension if not exists postgis")
        connection.execute(f"drop table if exists {TABLE}")
        start = time.perf_counter()
        connection.execute(f"""
create table {TABLE} as select capability, grade >= 8 as contracted, grade & 2 > 0 as russian, grade & 1 > 0 as always,
  subject, first, last, flags,
  st_setsrid(st_makepoint(degrees(atan2(y, x)), degrees(asin(z))), 4326)::geography as point
from network_supply""")
        for number in _numbers():
            connection.execute(f"create index on {TABLE} using gist (point) where capability = {number}")
        connection.execute(f"vacuum analyze {TABLE}")
        return time.perf_counter() - start


def told(seconds: float | None) -> str:
    if seconds is None:
        return ABSENT
    with superuser("bench") as connection:
        row = connection.execute("select postgis_lib_version(), current_setting('server_version')").fetchone()
    assert row is not None
    return (
        f"PostGIS {row[0]} on PostgreSQL {row[1]}, the same server for both: `<->` on geography over one partial GiST "
        f"index an ability, built in {seconds:.1f} s"
    )


def asked(kind: str, questions: list[tuple[int, tuple[float, float]]]) -> tuple[list[float], list[list[int]]]:
    """Milliseconds of each, and which facilities it names. Its distances are those of a sphere, as ours."""
    from bench.network.asking import COUNT, WARM

    numbers, spent, found = _numbers(), [], []
    with superuser("bench") as connection:
        for turn, (column, (latitude, longitude)) in enumerate(questions[:WARM] + questions):
            sql = (
                f"select subject from {TABLE} where capability = {numbers[column]} and {_PASSES[kind]} "
                f"order by point <-> st_setsrid(st_makepoint(%s, %s), 4326)::geography limit {COUNT}"
            )
            start = time.perf_counter()
            rows = connection.execute(sql, [longitude, latitude], prepare=True, binary=True).fetchall()
            if turn >= WARM:
                spent.append((time.perf_counter() - start) * 1000)
                found.append([number_of(subject) for (subject,) in rows])
    return spent, found


def clear() -> None:
    with superuser("bench") as connection:
        connection.execute(f"drop table if exists {TABLE}")


def _numbers() -> list[int]:
    from pharos.core.capabilities import NUMBERS

    return [NUMBERS[one] for one in abilities()]
