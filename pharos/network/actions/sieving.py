"""Rows of a list one by one: read, counted, compared with the rows before."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pharos.core.phones import e164
from pharos.network.reading.countries import countries_told, country_told
from pharos.network.reading.tables import Row
from pharos.network.rules.headings import Columns
from pharos.network.rules.naming import house_key, similar
from pharos.network.rules.row_faults import Fault, Remark
from pharos.network.rules.rows import CELL_DEGREES, Faulty, Habits, Read, Told, is_total, read
from pharos.network.rules.survey import Survey, exchange, survey
from pharos.network.rules.ways import Town, Ways
from pharos.places import api as places

FAULTS_KEPT = 1_000
BLOCK = 2_000
CROWD, SHARING, THRONG = 60, 250, 2_000
"""Where more names than this stand within half a kilometre, only those that share a word are compared, unless these are
many; where a throng stands, only names that are the same are looked for."""
Watch = Callable[[int], None]


class Sieve:
    """Reads rows one by one and counts what is wrong with them."""

    def __init__(self, columns: Columns, *, country: str, exchange: bool, today: date | None = None) -> None:
        self._columns = columns
        self._habits = Habits(country=country, exchange=exchange, today=today)
        self.survey = Survey()
        self.rows, self.taken = 0, 0
        self.faults: Counter[Fault] = Counter()
        self.remarks: Counter[Remark] = Counter()
        self.faulty: list[Faulty] = []
        self.noted: list[Faulty] = []
        self._seen: dict[str, dict[str, str]] = {}
        self._phones: dict[str, str] = {}
        self._learnt: set[str] = set()
        self.nearest: Counter[str] = Counter()
        self._ways = ways()

    def look(self, rows: Sequence[Row]) -> None:
        """Learn from the first rows what is true of the whole list."""
        told = [self._columns.field_values(row.cells) for row in rows if not row.flaw]
        headings = [*self._columns.of.values(), *self._columns.unknown]
        self.survey = survey(told, headings, self._ways, self._habits)
        self._habits = replace(
            self._habits, words=self.survey.words, towns=self.survey.towns, o_is_east=self.survey.o_is_east
        )
        self._ways = replace(self._ways, town=self.survey.town(self._ways))

    def forget(self) -> None:
        """Let go of the names read, once no row is left to compare; what was counted stays."""
        self._seen.clear()
        self._phones.clear()

    def told(self, rows: Iterable[Row], watch: Watch) -> Iterator[Told]:
        for row in rows:
            cells = self._columns.field_values(row.cells)
            if is_total(row.cells.values()):
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
        habits = self._habits
        if row.sheet and not habits.country:
            habits = replace(habits, country=places.code_of_country(row.sheet) or "")
        outcome = self._turned(cells, habits) if self.survey.exchanged else read(cells, self._ways, habits)
        if outcome.told is None:
            return Read(None, (Fault.SHIFTED,)) if row.beyond else outcome
        same, alike = self._met(outcome.told, row.where)
        if same:
            return Read(None, (Fault.TWICE,), (), same)
        if alike:
            return Read(outcome.told, (), (*outcome.remarks, Remark.ALIKE), alike)
        return outcome

    def _turned(self, cells: Mapping[str, str], habits: Habits) -> Read:
        """A row of a list whose columns hold each other's coordinates: turned where a person said so, else refused with
        the point it would be. The odd row that is right as it stands is refused where the others are turned."""
        straight = replace(habits, exchange=False)
        outcome = read(exchange(cells), self._ways, straight)
        if outcome.told is None:
            return (
                outcome if habits.exchange or Fault.SWAPPED not in outcome.faults else read(cells, self._ways, straight)
            )
        if not habits.exchange and Remark.ROUGH not in outcome.remarks:
            return Read(None, (Fault.SWAPPED,), (), f"{outcome.told.latitude:g}, {outcome.told.longitude:g}")
        return replace(outcome, remarks=(*outcome.remarks, Remark.EXCHANGED))

    def _met(self, told: Told, where: str) -> tuple[str, str]:
        """The row before within half a kilometre with the same telling words; else one there that sounds nearly so, or
        anywhere in the file with the same telephone."""
        key = house_key(told.name)
        words = set(key.split())
        cell = (round(told.latitude / CELL_DEGREES), round(told.longitude / CELL_DEGREES))
        around = [self._seen.get(f"{cell[0] + north}:{cell[1] + east}", {}) for north, east in _AROUND]
        same = next((there[key] for there in around if key in there), "")
        if same:
            return same, ""
        alike = next((line for other, line in _near_names(around, words) if similar(words, set(other.split()))), "")
        self._seen.setdefault(f"{cell[0]}:{cell[1]}", {})[key] = where
        for number in filter(None, (e164(one, told.country) for one in told.phone.split("; ") if one)):
            alike = alike or self._phones.get(number, "")
            self._phones.setdefault(number, where)
        return "", alike

    def _first_of_country(self, outcome: Read, cells: Mapping[str, str]) -> Remark | None:
        """What is said once of a country that no row names as we do: by nearest towns, or by a word of the list."""
        assert outcome.told is not None
        if Remark.NEAREST_COUNTRY in outcome.remarks:
            self.nearest[outcome.told.country] += 1
            return Remark.NEAREST_COUNTRY if self.nearest[outcome.told.country] == 1 and len(self.nearest) > 1 else None
        word = cells.get("country", "")
        if Remark.COUNTRY_LEARNT in outcome.remarks and word not in self._learnt:
            self._learnt.add(word)
            return Remark.COUNTRY_LEARNT
        return None

    def _noted(self, row: Row, cells: Mapping[str, str], outcome: Read) -> None:
        self.remarks.update(outcome.remarks)
        self.faults.update(outcome.faults)
        kept = self.faulty if outcome.told is None else self.noted
        if outcome.told and (told := self._first_of_country(outcome, cells)) and not outcome.hint:
            hint = outcome.told.country
            kept.append(Faulty(row.where, outcome.told.name[:80], (), (told,), hint))
        if (outcome.faults or set(outcome.remarks) - _OF_ALL) and len(kept) < FAULTS_KEPT:
            name = cells.get("name", "")[:80]
            kept.append(Faulty(row.where, name, outcome.faults, outcome.remarks, outcome.hint))


_OF_ALL = {Remark.NEAREST_COUNTRY, Remark.COUNTRY_LEARNT, Remark.METRES, Remark.GRID, Remark.EXCHANGED}
"""What is true of whole files is counted, not told row by row."""
_AROUND = tuple((north, east) for north in (-1, 0, 1) for east in (-1, 0, 1))


def _near_names(around: Sequence[Mapping[str, str]], words: set[str]) -> list[tuple[str, str]]:
    """Names around that may be another spelling, with their rows."""
    many = sum(map(len, around))
    if many > THRONG:
        return []
    names = [pair for there in around for pair in there.items()]
    if many <= CROWD:
        return names
    marks = [f" {word} " for word in words]
    found = [pair for pair in names if any(mark in pair[0] for mark in marks)]
    return found if len(found) <= SHARING else []


def ways() -> Ways:
    """The gazetteer, for the rules."""
    return Ways(
        country=country_told, countries=countries_told, inside=places.near_country, beyond=places.beyond_country,
        town=_town, apart=lambda one, other: places.kilometres(*one, *other),
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
