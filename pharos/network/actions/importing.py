"""Taking in a list of facilities: as a whole or not at all, row-wise faults told, nothing done in a dry run."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from pathlib import Path
from typing import Any

from django.db import connection

from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected, Objection
from pharos.events.network import FacilitiesImported
from pharos.journal import api as journal
from pharos.network.actions.indexing import index_facilities
from pharos.network.models import FacilitySource
from pharos.network.rules.headings import Columns, matched
from pharos.network.rules.rows import Fault, Remark, Told, Ways, read
from pharos.network.tables import Table, table
from pharos.places import api as places

FAULTS_KEPT = 1_000
BLOCK = 2_000
_COLUMNS = (
    "id, source_id, key, reference, name, kind, kind_told, country, region, latitude, longitude, phone, website, "
    "email, hours, specialities, ownership, emergency, beds"
)
Watch = Callable[[int], None]


@dataclass(frozen=True, kw_only=True)
class List:
    """A list and where it is from. `columns` maps our fields to its headings where they are not the usual ones."""

    path: Path
    source: str
    licence: str
    dated: str
    country: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a list. `faulty` holds the first faults by line; `faults` counts all of them."""

    columns: Columns
    rows: int
    taken: int
    added: int
    renewed: int
    faults: Mapping[Fault, int]
    remarks: Mapping[Remark, int]
    faulty: tuple[tuple[int, tuple[Fault, ...]], ...]

    @property
    def refused(self) -> int:
        return self.rows - self.taken


def import_facilities(
    *, actor: Actor, now: datetime, given: List, dry_run: bool = False, watch: Watch = lambda done: None
) -> Taken:
    """Take in a list; a facility of the same source and key is renewed. `watch` hears how many rows are read.

    Objects `file_unreadable`, `file_empty`, `file_kind_unknown`, `column_unknown`, `columns_missing`.
    """
    rows = table(given.path)
    columns = _columns(rows, given)
    sieve = _Sieve(given.country)
    with journal.transaction(actor=actor, now=now) as record:
        _staged(sieve.told(_by_field(rows, columns), watch))
        source, added, renewed = None, *_counted(given.source)
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
        columns=columns, rows=sieve.rows, taken=sieve.taken, added=added, renewed=renewed, faults=dict(sieve.faults),
        remarks=dict(sieve.remarks), faulty=tuple(sieve.faulty),
    )  # fmt: skip


class _Sieve:
    """Reads rows one by one and counts what is wrong with them."""

    def __init__(self, country: str) -> None:
        self.country, self.rows, self.taken = country, 0, 0
        self.faults: Counter[Fault] = Counter()
        self.remarks: Counter[Remark] = Counter()
        self.faulty: list[tuple[int, tuple[Fault, ...]]] = []
        self._seen: set[str] = set()
        self._ways = Ways(country=places.code_of_country, inside=places.near_country)

    def told(self, rows: Iterable[tuple[int, dict[str, str]]], watch: Watch) -> Iterator[Told]:
        for line, row in rows:
            self.rows += 1
            if self.rows % BLOCK == 0:
                watch(self.rows)
            outcome = read(row, self._ways, country=self.country)
            self.remarks.update(outcome.remarks)
            faults = outcome.faults
            if outcome.told is not None and outcome.told.key in self._seen:
                faults = (Fault.TWICE,)
            if faults or outcome.told is None:
                self.faults.update(faults)
                if len(self.faulty) < FAULTS_KEPT:
                    self.faulty.append((line, faults))
                continue
            self._seen.add(outcome.told.key)
            self.taken += 1
            yield outcome.told


def _columns(rows: Table, given: List) -> Columns:
    try:
        columns = matched(rows.headings, given.columns)
    except KeyError as unknown:
        raise Objected(Objection("column_unknown", {"column": unknown.args[0]})) from unknown
    if columns.missing:
        facts = {"columns": ", ".join(columns.missing), "perhaps": ", ".join(columns.perhaps.values())}
        raise Objected(Objection("columns_missing", facts))
    return columns


def _by_field(rows: Table, columns: Columns) -> Iterator[tuple[int, dict[str, str]]]:
    wanted = tuple(columns.of.items())
    for line, row in rows.rows:
        yield line, {one: row.get(heading) or "" for one, heading in wanted}


def _staged(told: Iterable[Told]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.told")
        cursor.execute(
            "create temporary table told (like network_facility including defaults) on commit drop;"
            "alter table told alter source_id drop not null"
        )
        with cursor.copy(f"copy told ({_COLUMNS}) from stdin") as copy:
            for block in batched(told, BLOCK):
                copy.write("".join(map(_line, block)))


def _line(told: Told) -> str:
    cells = (
        new_id(), None, told.key, told.reference, told.name, told.kind.value, told.kind_told, told.country, told.region,
        told.latitude, told.longitude, told.phone, told.website, told.email, told.hours, json.dumps(told.specialities),
        told.ownership, told.emergency, told.beds,
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
