"""Taking in a list of facilities: as a whole or not at all, row-wise faults told, nothing done in a dry run."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched, chain, islice
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected, Objection
from pharos.events.network import FacilitiesImported
from pharos.journal import api as journal
from pharos.network.actions.indexing import index_facilities
from pharos.network.actions.sieving import BLOCK, Sieve, Watch
from pharos.network.models import FacilitySource
from pharos.network.reading.tables import Table, table, table_of
from pharos.network.rules.headings import Columns, matched
from pharos.network.rules.row_faults import Fault, Remark
from pharos.network.rules.rows import Faulty, Told
from pharos.network.rules.survey import Survey

LOOKED_AT = 2_000
"""Rows looked at before any is judged."""
_COLUMNS = (
    "id, source_id, key, reference, name, kind, kind_told, country, region, address, latitude, longitude, rough, "
    "phone, website, email, hours, specialities, ownership, emergency, beds"
)


@dataclass(frozen=True, kw_only=True)
class List:
    """A list and where it is from. `columns` maps our fields to its headings where they are not the usual ones, to
    nothing where a heading is to be left out. With `exchange` coordinates that lie in the country only the other way
    round are taken so."""

    path: Path | None = None
    raw: bytes = b""
    source: str
    licence: str
    dated: str
    country: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    exchange: bool = False


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a list. `faulty` and `noted` hold the first of the rows; `faults` and `remarks` count all."""

    columns: Columns
    kind: str
    encoding: str
    rows: int
    taken: int
    added: int
    renewed: int
    faults: Mapping[Fault, int]
    remarks: Mapping[Remark, int]
    faulty: tuple[Faulty, ...]
    noted: tuple[Faulty, ...]
    nearest: Mapping[str, int] = field(default_factory=dict)
    """Countries that nearest towns stood in for, with the rows of each."""
    survey: Survey = field(default_factory=Survey)

    @property
    def refused(self) -> int:
        return self.rows - self.taken


def import_facilities(
    *, actor: Actor, now: datetime, given: List, dry_run: bool = False, watch: Watch = lambda done: None
) -> Taken:
    """Take in a list; a facility of the same source and key is renewed. `watch` hears how many rows are read, and may
    raise to stop: nothing is then in.

    Objects a `core.tables` fault, `json_broken`, `json_no_list`, `crs_unknown`, `column_unknown`, `columns_missing`,
    `no_rows`.
    """
    own = tuple(one for one in given.columns.values() if one)
    rows = table(given.path, own) if given.path else table_of(given.raw, own)
    columns = _columns(rows, given)
    sieve = Sieve(columns, country=given.country, exchange=given.exchange, today=timezone.localdate(now))
    blocks = _blocks(sieve, rows, watch)
    with journal.transaction(actor=actor, now=now) as record:
        _staged(blocks)
        blocks.clear()  # what follows needs the room
        added, renewed = _counted(given.source)
        if not dry_run:
            source, _ = FacilitySource.objects.update_or_create(
                name=given.source, defaults={"licence": given.licence, "dated": given.dated, "imported_at": now}
            )
            _kept(source)
            index_facilities(source.id)
            record(
                FacilitiesImported(
                    source=source.id, rows=sieve.rows, added=added, renewed=renewed, refused=sieve.rows - sieve.taken
                )
            )
    return Taken(
        columns=columns, kind=rows.kind, encoding=rows.encoding, rows=sieve.rows, taken=sieve.taken, added=added,
        renewed=renewed, faults=dict(sieve.faults), remarks=dict(sieve.remarks), faulty=tuple(sieve.faulty),
        noted=tuple(sieve.noted), nearest=dict(sieve.nearest), survey=sieve.survey,
    )  # fmt: skip


def _blocks(sieve: Sieve, rows: Table, watch: Watch) -> list[str]:
    """The rows taken, for COPY. Read before anything is written: who watches asks the database, which answers no
    question while it is copied to, and nobody else would see how far it is from inside a transaction."""
    first = list(islice(rows.rows, LOOKED_AT))
    sieve.look(first)
    blocks = ["".join(map(_line, block)) for block in batched(sieve.told(chain(first, rows.rows), watch), BLOCK)]
    if not sieve.rows:
        raise Objected(Objection("no_rows"))
    sieve.forget()
    return blocks


def _columns(rows: Table, given: List) -> Columns:
    try:
        columns = matched(rows.headings, given.columns)
    except KeyError as unknown:
        raise Objected(Objection("column_unknown", {"column": unknown.args[0]})) from unknown
    if columns.missing:
        facts = {"columns": ", ".join(columns.missing), "perhaps": ", ".join(columns.perhaps.values()) or "—"}
        raise Objected(Objection("columns_missing", facts))
    return columns


def _staged(blocks: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.told")
        cursor.execute(
            "create temporary table told (like network_facility including defaults) on commit drop;"
            "alter table told alter source_id drop not null"
        )
        with cursor.copy(f"copy told ({_COLUMNS}) from stdin") as copy:
            for block in blocks:
                copy.write(block)


def _line(told: Told) -> str:
    cells = (
        new_id(), None, told.key, told.reference, told.name, told.kind.value, told.kind_told, told.country, told.region,
        told.address, told.latitude, told.longitude, told.rough, told.phone, told.website, told.email, told.hours,
        json.dumps(told.specialities), told.ownership, told.emergency, told.beds,
    )  # fmt: skip
    return "\t".join(map(_cell, cells)) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    text = str(value).replace("\0", "")
    return text.replace("\\", "\\\\").replace("\t", " ").replace("\n", " ").replace("\r", " ")


def _counted(source: str) -> tuple[int, int]:
    """How many of what is told are new to the source, and how many known."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) filter (where f.id is null), count(f.id) from told t left join network_facility f "
            "on f.key = t.key and f.source_id = (select id from network_facilitysource where name = %s)",
            [source],
        )
        added, renewed = cursor.fetchone()
    return added, renewed


def _kept(source: FacilitySource) -> None:
    names = [name.strip() for name in _COLUMNS.split(",") if name.strip() not in ("id", "source_id", "key")]
    renewed = ", ".join(f"{name} = excluded.{name}" for name in names)
    chosen = _COLUMNS.replace("source_id", "%s", 1)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into network_facility ({_COLUMNS}) select {chosen} from told "
            f"on conflict (source_id, key) do update set {renewed}",
            [source.id],
        )
