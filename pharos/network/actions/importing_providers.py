"""A file of providers: all of it or nothing, row-wise faults told, near-duplicates shown, nothing done in a dry run."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected, Objection
from pharos.events.network import ProvidersImported
from pharos.journal import api as journal
from pharos.network.actions.parts import save_part
from pharos.network.actions.providers import add_provider
from pharos.network.queries.providers import Twin, twins_of_new
from pharos.network.rules.naming import Known, alike, name_key
from pharos.network.rules.provider_rows import NEEDED, ProviderRow, RowFault, columns, read_row
from pharos.network.rules.rows import Ways
from pharos.network.tables import table
from pharos.places import api as places

MOST_ROWS = 5_000


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a file holds: rows that can be taken, faults and likenesses by line (to a provider, to a line before)."""

    ready: tuple[tuple[int, ProviderRow], ...]
    faults: tuple[tuple[int, tuple[RowFault, ...]], ...]
    twins: tuple[tuple[int, Twin], ...] = ()
    same_as_line: tuple[tuple[int, int], ...] = field(default=())

    @property
    def clean(self) -> bool:
        return not self.faults


def look_at_providers(path: Path) -> Look:
    """Reads a file and changes nothing. Objects as `tables.table`, and `columns_missing`, `too_many_rows`."""
    told = table(path)
    named = columns(told.headings)
    missing = [one for one in NEEDED if one not in named]
    if missing:
        raise Objected(Objection("columns_missing", {"columns": ", ".join(missing), "perhaps": "—"}))
    ways = Ways(country=places.code_of_country, inside=places.near_country)
    ready: list[tuple[int, ProviderRow]] = []
    faults: list[tuple[int, tuple[RowFault, ...]]] = []
    for count, (line, row) in enumerate(told.rows, start=1):
        if count > MOST_ROWS:
            raise Objected(Objection("too_many_rows", {"most": MOST_ROWS}))
        found, wrong = read_row({one: row.get(heading) or "" for one, heading in named.items()}, ways)
        if found is None:
            faults.append((line, tuple(wrong)))
        else:
            ready.append((line, found))
    return Look(
        ready=tuple(ready), faults=tuple(faults), twins=tuple(_twins(ready)), same_as_line=tuple(_repeated(ready))
    )


def import_providers(*, actor: Actor, now: datetime, look: Look, skip: frozenset[int] = frozenset()) -> int:
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
        until = date.fromisoformat(row.licence_until) if row.licence_until else None
        values = {"kind": "licence", "number": row.licence, "expires_on": until}
        save_part(actor=actor, now=now, provider_id=provider.id, part="credential", values=values)


def _key(row: ProviderRow) -> str:
    return name_key(str(row.particulars[name]) for name in ("name_latin", "name_local", "name_ru"))


def _twins(ready: list[tuple[int, ProviderRow]]) -> list[tuple[int, Twin]]:
    return [
        (line, twin)
        for line, row in ready
        for twin in twins_of_new(
            _key(row), row.particulars["country"], row.particulars["latitude"], row.particulars["longitude"], 1
        )
    ]


def _repeated(ready: list[tuple[int, ProviderRow]]) -> list[tuple[int, int]]:
    """Rows that are the same clinic as a row before, spelt otherwise: each later line with the first."""
    found: list[tuple[int, int]] = []
    near: dict[tuple[str, int], list[tuple[int, ProviderRow, Known]]] = {}
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
