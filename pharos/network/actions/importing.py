"""Taking in a list of facilities: as a whole or not at all, row-wise faults told, nothing done in a dry run."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import batched
from pathlib import Path
from typing import Any

from django.db import connection

from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected, Objection
from pharos.core.phones import e164
from pharos.events.network import FacilitiesImported
from pharos.journal import api as journal
from pharos.network.actions.indexing import index_facilities
from pharos.network.models import FacilitySource
from pharos.network.reading.countries import country_told
from pharos.network.reading.tables import Row, Table, table, table_of
from pharos.network.rules.headings import Columns, matched
from pharos.network.rules.naming import name_key, similar
from pharos.network.rules.rows import CELL_DEGREES, Fault, Faulty, Read, Remark, Told, Town, Ways, is_total, read
from pharos.places import api as places

FAULTS_KEPT = 1_000
BLOCK = 2_000
CROWD = 60
"""Where more names than this stand within half a kilometre, only names that are the same are looked for."""
_COLUMNS = (
    "id, source_id, key, reference, name, kind, kind_told, country, region, address, latitude, longitude, rough, "
    "phone, website, email, hours, specialities, ownership, emergency, beds"
)
Watch = Callable[[int], None]


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
    sieve = _Sieve(given, columns)
    # Read before anything is written: who watches asks the database, which answers no question while it is copied to,
    # and nobody else would see how far it is from inside a transaction.
    blocks = ["".join(map(_line, block)) for block in batched(sieve.told(rows.rows, watch), BLOCK)]
    if not sieve.rows:
        raise Objected(Objection("no_rows"))
    with journal.transaction(actor=actor, now=now) as record:
        _staged(blocks)
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
        noted=tuple(sieve.noted), nearest=dict(sieve.nearest),
    )  # fmt: skip


class _Sieve:
    """Reads rows one by one and counts what is wrong with them."""

    def __init__(self, given: List, columns: Columns) -> None:
        self._given, self._columns = given, columns
        self.rows, self.taken = 0, 0
        self.faults: Counter[Fault] = Counter()
        self.remarks: Counter[Remark] = Counter()
        self.faulty: list[Faulty] = []
        self.noted: list[Faulty] = []
        self._seen: dict[str, dict[str, str]] = {}
        self._phones: dict[str, str] = {}
        self.nearest: Counter[str] = Counter()
        self._ways = ways()

    def told(self, rows: Iterable[Row], watch: Watch) -> Iterator[Told]:
        for row in rows:
            cells = self._columns.field_values(row.cells)
            if is_total(cells):
                continue
            self.rows += 1
            if self.rows % BLOCK == 0:
                watch(self.rows)
            outcome = self._read(row, cells)
            self._noted(row, cells, outcome)
            if outcome.told is not None:
                self.taken += 1
                yield outcome.told

    def _read(self, row: Row, cells: Mapping[str, str]) -> Read:
        if row.flaw:
            return Read(None, (Fault.BROKEN,))
        country = self._given.country or (places.code_of_country(row.sheet) or "" if row.sheet else "")
        outcome = read(cells, self._ways, country=country, exchange=self._given.exchange)
        if outcome.told is None:
            return outcome
        same, alike = self._met(outcome.told, row.where)
        if same:
            return Read(None, (Fault.TWICE,), (), same)
        if alike:
            return Read(outcome.told, (), (*outcome.remarks, Remark.ALIKE), alike)
        return outcome

    def _met(self, told: Told, where: str) -> tuple[str, str]:
        """The row before within half a kilometre with the same telling words; else one there that sounds nearly so, or
        anywhere in the file with the same telephone."""
        key = name_key([told.name])
        words = set(key.split())
        cell = (round(told.latitude / CELL_DEGREES), round(told.longitude / CELL_DEGREES))
        around = [self._seen.get(f"{cell[0] + north}:{cell[1] + east}", {}) for north, east in _AROUND]
        same = next((there[key] for there in around if key in there), "")
        if same:
            return same, ""
        few = sum(map(len, around)) <= CROWD
        names = [pair for there in around for pair in there.items()] if few else []
        alike = next((line for other, line in names if similar(words, set(other.split()))), "")
        self._seen.setdefault(f"{cell[0]}:{cell[1]}", {})[key] = where
        for number in filter(None, (e164(one, told.country) for one in told.phone.split("; ") if one)):
            alike = alike or self._phones.get(number, "")
            self._phones.setdefault(number, where)
        return "", alike

    def _noted(self, row: Row, cells: Mapping[str, str], outcome: Read) -> None:
        self.remarks.update(outcome.remarks)
        self.faults.update(outcome.faults)
        kept = self.faulty if outcome.told is None else self.noted
        if Remark.NEAREST_COUNTRY in outcome.remarks and outcome.told:
            self.nearest[outcome.told.country] += 1
            if self.nearest[outcome.told.country] == 1 and len(self.nearest) > 1 and not outcome.hint:
                hint = outcome.told.country
                kept.append(Faulty(row.where, outcome.told.name[:80], (), (Remark.NEAREST_COUNTRY,), hint))
        if (outcome.faults or set(outcome.remarks) - _OF_ALL) and len(kept) < FAULTS_KEPT:
            name = cells.get("name", "")[:80]
            kept.append(Faulty(row.where, name, outcome.faults, outcome.remarks, outcome.hint))


_OF_ALL = {Remark.NEAREST_COUNTRY, Remark.METRES, Remark.EXCHANGED}
"""What is true of whole files is counted, not told row by row."""
_AROUND = tuple((north, east) for north in (-1, 0, 1) for east in (-1, 0, 1))


def ways() -> Ways:
    """The gazetteer, for the rules."""
    return Ways(
        country=country_told, inside=places.near_country, town=_town,
        country_at=lambda latitude, longitude: places.surroundings(latitude, longitude).country,
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _town(told: str, country: str) -> Town | None:
    """The town of a country (or of the world) a cell names; uncertain where a careful person would ask."""
    found = [one for one in places.resolve(told, language="en", country=country or None) if one.latitude is not None]
    best = next((one for one in found if not country or one.country == country), None)
    if best is None or best.latitude is None or best.longitude is None:
        return None
    return Town(best.name, best.country, best.latitude, best.longitude, best.sure)


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
