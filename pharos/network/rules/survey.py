"""What is true of a whole list, seen from its first rows before any is judged."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from pharos.core import coordinates as spots
from pharos.core.spelling import fold
from pharos.network.rules.headings import key
from pharos.network.rules.placing import ABOUT_KM, in_country, placed, told_in
from pharos.network.rules.row_faults import Fault
from pharos.network.rules.rows import Habits, country_of, of_several
from pharos.network.rules.ways import Town, Ways

LEAST, MOST_OF = 5, 0.8
"""So many rows, and such a share of them, say that the columns hold each other's coordinates."""
WORD_LEAST = 3
"""So many rows with an unknown word for a country, most of them in one country, say what the word means."""
_GERMAN = frozenset(
    "land ort breite lange breitengrad langengrad hochwert rechtswert bezeichnung anschrift strasse plz offnungszeiten "
    "fachrichtung telefonnummer bundesland krankenhaus klinik arzt".split()
)


@dataclass(frozen=True)
class Survey:
    """`exchanged`: latitude and longitude stand in each other's column throughout; `words` are what the list calls
    countries, `towns` its towns by country and name where most of their rows lie together; `o_is_east` where it is
    German."""

    exchanged: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    towns: Mapping[tuple[str, str], Town] = field(default_factory=dict)
    o_is_east: bool = False

    def town(self, ways: Ways) -> Callable[[str, str], Town | None]:
        """Where a town is: by the gazetteer, else by the rows of the list."""

        def found(told: str, code: str) -> Town | None:
            known = ways.town(told, code)
            return known if known and known.certain else self.towns.get((code, fold(told)), known)

        return found


def survey(rows: Sequence[Mapping[str, str]], headings: Sequence[str], ways: Ways, habits: Habits) -> Survey:
    """`rows` are by field. Nothing is decided by a few rows: the odd one is refused by itself."""
    o_is_east = sum(key(one) in _GERMAN for one in headings) > 1
    habits = replace(habits, o_is_east=o_is_east, exchange=False)
    swapped = straight = 0
    for row in rows:
        turned = _turned(row, ways, habits)
        swapped += turned is True
        straight += turned is False
    exchanged = swapped >= LEAST and swapped >= MOST_OF * (swapped + straight)
    told = [exchange(row) for row in rows] if exchanged else rows
    words = _words(told, ways, habits)
    return Survey(exchanged, words, _towns(told, ways, replace(habits, words=words)), o_is_east)


def exchange(row: Mapping[str, str]) -> dict[str, str]:
    """The row with latitude and longitude in each other's place."""
    both = spots.pair(row.get("coordinates", ""))
    found = dict(row) | {"latitude": row.get("longitude", ""), "longitude": row.get("latitude", "")}
    return found | ({"coordinates": f"{both[1]}, {both[0]}"} if both else {})


def _turned(row: Mapping[str, str], ways: Ways, habits: Habits) -> bool | None:
    """Whether the row is right only the other way round; None where both may be."""
    code = country_of(row, ways, habits)
    where = placed(row, code, ways, o_is_east=habits.o_is_east)
    if where.fault is Fault.SWAPPED:
        return True
    if where.point is None or where.remark or not code:
        return None
    held = in_country(where.point, code, row.get("place", ""), ways, exchange=False)
    if held.fault is Fault.SWAPPED:
        return True
    return None if held.fault or ways.inside(code, where.point[1], where.point[0]) else False


def _words(rows: Sequence[Mapping[str, str]], ways: Ways, habits: Habits) -> dict[str, str]:
    """Words for countries nobody knows, by where their rows lie."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        told = told_in(row.get("country", ""))
        if told and not ways.country(told) and not ways.countries(told):
            point = placed({**row, "place": ""}, "", ways, o_is_east=habits.o_is_east).point
            if point:
                found[fold(told)][ways.country_at(*point)] += 1
    best = {word: counted.most_common(1)[0] for word, counted in found.items()}
    return {
        word: code
        for word, (code, count) in best.items()
        if code and count >= WORD_LEAST and count >= MOST_OF * found[word].total()
    }


def _towns(rows: Sequence[Mapping[str, str]], ways: Ways, habits: Habits) -> dict[tuple[str, str], Town]:
    """Towns by the middle of their rows, where most of these lie near it."""
    found: defaultdict[tuple[str, str], list[spots.Point]] = defaultdict(list)
    for row in rows:
        name, code = row.get("place", "") or row.get("region", ""), country_of(row, ways, habits)
        point = placed({**row, "place": ""}, code, ways, o_is_east=habits.o_is_east).point if name.strip() else None
        if point and (code := code or of_several(point, ways.countries(row.get("country", "")), ways)):
            found[code, fold(name)].append(point)
    towns = {}
    for (code, name), points in found.items():
        middle = median(lat for lat, _ in points), median(lon for _, lon in points)
        near = sum(ways.apart(point, middle) < ABOUT_KM for point in points)
        if near >= WORD_LEAST and 3 * near >= 2 * len(points):
            towns[code, name] = Town(name, code, *middle, certain=False)
    return towns
