"""Rows of a list one by one: read, counted, compared with the rows before."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from pharos.core.phones import e164
from pharos.network.reading.countries import country_told
from pharos.network.reading.tables import Row
from pharos.network.rules.headings import Columns
from pharos.network.rules.naming import name_key, similar
from pharos.network.rules.rows import CELL_DEGREES, Fault, Faulty, Read, Remark, Told, is_total, read
from pharos.network.rules.ways import Town, Ways
from pharos.places import api as places

FAULTS_KEPT = 1_000
BLOCK = 2_000
CROWD = 60
"""Where more names than this stand within half a kilometre, only names that are the same are looked for."""
Watch = Callable[[int], None]


class Sieve:
    """Reads rows one by one and counts what is wrong with them."""

    def __init__(self, columns: Columns, *, country: str, exchange: bool) -> None:
        self._columns, self._country, self._exchange = columns, country, exchange
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
        country = self._country or (places.code_of_country(row.sheet) or "" if row.sheet else "")
        outcome = read(cells, self._ways, country=country, exchange=self._exchange)
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
        away=lambda latitude, longitude: places.surroundings(latitude, longitude).kilometres,
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _town(told: str, country: str) -> Town | None:
    """The town of a country (or of the world) a cell names; uncertain where a careful person would ask."""
    found = [one for one in places.resolve(told, language="en", country=country or None) if one.latitude is not None]
    best = next((one for one in found if not country or one.country == country), None)
    if best is None or best.latitude is None or best.longitude is None:
        return None
    return Town(best.name, best.country, best.latitude, best.longitude, best.sure)
