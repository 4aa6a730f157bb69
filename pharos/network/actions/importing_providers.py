"""A file of providers: all of it or nothing, row-wise faults told, near-duplicates shown, nothing done in a dry run."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected, Objection
from pharos.events.network import ProvidersImported
from pharos.journal import api as journal
from pharos.network.actions.parts import save_part
from pharos.network.actions.providers import add_provider
from pharos.network.actions.sieving import ways
from pharos.network.queries.providers import Twin, twins_of_new
from pharos.network.reading.tables import table
from pharos.network.rules.naming import Known, alike, name_key
from pharos.network.rules.provider_rows import (
    ProviderRow,
    RowFault,
    cells_of,
    columns,
    lacking,
    overlap,
    read_row,
)
from pharos.network.rules.row_faults import Fault
from pharos.network.rules.rows import is_total
from pharos.places import api as places

MOST_ROWS = 5_000


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a file holds: rows that can be taken, faults and likenesses by line (to a provider, to a line before)."""

    ready: tuple[tuple[str, ProviderRow], ...]
    faults: tuple[tuple[str, tuple[RowFault, ...]], ...]
    twins: tuple[tuple[str, Twin], ...] = ()
    same_as_line: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, tuple[RowFault, ...]], ...] = ()

    @property
    def clean(self) -> bool:
        return not self.faults


def look_at_providers(path: Path, today: date) -> Look:
    """Reads a file and changes nothing. Objects as `reading.tables`, `columns_missing`, `no_rows`, `too_many_rows`."""
    told = table(path)
    named = columns(told.headings)
    if missing := lacking(named):
        raise Objected(Objection("columns_missing", {"columns": ", ".join(missing), "perhaps": "—"}))
    ask = ways()
    ready: list[tuple[str, ProviderRow]] = []
    faults: list[tuple[str, tuple[RowFault, ...]]] = []
    for count, row in enumerate(told.rows, start=1):
        if count > MOST_ROWS:
            raise Objected(Objection("too_many_rows", {"most": MOST_ROWS}))
        cells = cells_of(row.cells, named)
        if is_total(row.cells.values()):
            continue
        found, wrong = (None, [RowFault("", Fault.BROKEN)]) if row.flaw else read_row(cells, ask, today)
        if found is None:
            faults.append((row.where, tuple(wrong)))
        else:
            ready.append((row.where, found))
    if not ready and not faults:
        raise Objected(Objection("no_rows"))
    repeated = _repeated(ready)
    faults += _overlaps(ready, repeated)
    notes = tuple((where, tuple(row.notes)) for where, row in ready if row.notes)
    return Look(
        ready=tuple(ready), faults=tuple(faults), twins=tuple(_twins(ready)), same_as_line=tuple(repeated), notes=notes
    )


def _overlaps(
    ready: list[tuple[str, ProviderRow]], repeated: list[tuple[str, str]]
) -> list[tuple[str, tuple[RowFault, ...]]]:
    """Contracts of one clinic in two rows that run on the same days."""
    rows = dict(ready)
    return [
        (line, (RowFault("contract_from", "contracts_overlap", first),))
        for line, first in repeated
        if overlap(rows[line], rows[first])
    ]


def import_providers(*, actor: Actor, now: datetime, look: Look, skip: frozenset[str] = frozenset()) -> int:
    """Add what a look found, without the lines in `skip`; returns how many. Objects `faults_left` for a file that has
    faults: nothing of it is taken."""
    if not look.clean:
        raise Objected(Objection("faults_left", {"rows": len(look.faults)}))
    added = 0
    with journal.transaction(actor=actor, now=now) as record:
        for line, row in look.ready:
            if line not in skip:
                _add(row, actor, now)
                added += 1
        record(
            ProvidersImported(run=new_id(), rows=len(look.ready), added=added, changed=0,
                              refused=len(look.ready) - added)
        )  # fmt: skip
    return added


def _add(row: ProviderRow, actor: Actor, now: datetime) -> None:
    provider = add_provider(actor=actor, now=now, particulars=row.particulars)
    for order, number in enumerate(dict.fromkeys(row.phones)):
        values = {"purpose": "reception", "number": number, "order": order}
        save_part(actor=actor, now=now, provider_id=provider.id, part="phone", values=values)
    for language in dict.fromkeys(row.languages):
        values = {"language": language, "by": "staff"}
        save_part(actor=actor, now=now, provider_id=provider.id, part="language", values=values)
    for capability in dict.fromkeys(row.capabilities):
        values = {"capability": capability.value}
        save_part(actor=actor, now=now, provider_id=provider.id, part="capability", values=values)
    if row.licence:
        values = {"kind": "licence", "number": row.licence, "expires_on": row.licence_until}
        save_part(actor=actor, now=now, provider_id=provider.id, part="credential", values=values)
    if row.contract:
        first, last = row.contract
        values = {
            "kind": "contract", "status": "active", "number": row.contract_number, "first": first, "last": last,
            "currency": row.currency,
        }  # fmt: skip
        save_part(actor=actor, now=now, provider_id=provider.id, part="contract", values=values)


def _key(row: ProviderRow) -> str:
    return name_key(str(row.particulars[name]) for name in ("name_latin", "name_local", "name_ru"))


def _twins(ready: list[tuple[str, ProviderRow]]) -> list[tuple[str, Twin]]:
    return [
        (line, twin)
        for line, row in ready
        for twin in twins_of_new(
            _key(row), row.particulars["country"], row.particulars["latitude"], row.particulars["longitude"], 1
        )
    ]


def _repeated(ready: list[tuple[str, ProviderRow]]) -> list[tuple[str, str]]:
    """Rows that are the same clinic as a row before, spelt otherwise: each later line with the first."""
    found: list[tuple[str, str]] = []
    near: dict[tuple[str, int], list[tuple[str, ProviderRow, Known]]] = {}
    for line, row in ready:
        latitude, longitude = row.particulars["latitude"], row.particulars["longitude"]
        about = Known(key=_key(row), phones=frozenset(row.phones))
        cells = [(row.particulars["country"], round(latitude * 10) + step) for step in (-1, 0, 1)]
        for first, other, known in (one for cell in cells for one in near.get(cell, ())):
            far = places.kilometres(latitude, longitude, other.particulars["latitude"], other.particulars["longitude"])
            if alike(about, Known(key=known.key, phones=known.phones, kilometres=far)):
                found.append((line, first))
                break
        near.setdefault(cells[1], []).append((line, row, about))
    return found
