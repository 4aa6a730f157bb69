"""One row of a list of clinics: read, checked, and refused with what to do about it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from pharos.core import coordinates as spots
from pharos.core.spelling import fold
from pharos.network.rules import numbers_of, spoken
from pharos.network.rules.hours_words import in_osm
from pharos.network.rules.kinds import Kind, kind_of
from pharos.network.rules.naming import house_key
from pharos.network.rules.placing import in_country, placed, told_in
from pharos.network.rules.row_faults import Fault, Remark
from pharos.network.rules.ways import Town, Ways

LONGEST_NAME, LONGEST_KEY, MOST_PHONES = 200, 160, 120
FEW = 3
"""Cells a line of totals fills at most."""
CELL_DEGREES = 0.005
"""Two of one name within about half a kilometre are one facility."""
_FORMULA = re.compile(r"^(=|@[A-Z]+\(|[+-]?cmd\|)", re.IGNORECASE)
_WEBSITE = re.compile(r"^(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?$", re.IGNORECASE)
_YES, _NO = frozenset("yes y true 1 да есть evet si oui".split()), frozenset("no n false 0 нет hayir non".split())
_TOTALS = re.compile(
    r"^(?:(?:итого|всего|усього|разом|(?:grand |sub ?)?totals?|totale|toplam|genel toplam|sum(?:me|a)?|gesamt\w*|"
    r"insgesamt|συνολο|razem|ogolem|celkem|spolu|ukupno|общо|cong|tong( cong)?|jami|барлыгы)\b|"
    r"合计|合計|总计|總計|共计|المجموع|סהכ|รวม)"
)
_CLOSED = re.compile(
    r"closed|закрыт|не работ|ликвидир|расторг|disused|abandoned|demolished|^removed|^was:|inactive|terminated|"
    r"non[ -]?functional|not functional|^ferme|cerrad|geschlossen|kapali|chius[ao]|停业|关闭"
)
_ANIMALS = re.compile(r"\bv[eé]t[eé]rin|\bветерин|\bветклин|\btierarzt|\btierklinik|κτηνιατρ|兽医|动物医院")
_NOT_FOR_PATIENTS = re.compile(rf"{_ANIMALS.pattern}|^animal|^admin(istrative)?$|^boundary$")


@dataclass(frozen=True, slots=True)
class Told:
    """A facility as a row tells of it. `key` is what makes two rows one; `rough` ones stand at the middle of a town."""

    name: str
    kind: Kind
    kind_told: str
    country: str
    region: str
    address: str
    latitude: float
    longitude: float
    rough: bool
    phone: str
    website: str
    email: str
    hours: str
    specialities: tuple[str, ...]
    ownership: str
    emergency: bool | None
    beds: int | None
    reference: str
    key: str


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one row: the facility, or why not; what of it was left out; and what it may have meant."""

    told: Told | None
    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row that is not taken, or taken with a remark: where it stands, its name, why, and what may have been meant."""

    where: str
    name: str
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Remark, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a whole list writes: the country of rows that name none, words for countries and towns only it uses, the day
    by which what has run out is refused, whether a lone O is east, whether coordinates that lie in the country only the
    other way round are taken so."""

    country: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    towns: Mapping[tuple[str, str], Town] = field(default_factory=dict)
    today: date | None = None
    o_is_east: bool = False
    exchange: bool = False


def read(row: Mapping[str, str], ways: Ways, habits: Habits = Habits()) -> Read:
    """`row` is by field (`headings.FIELDS`)."""
    told_name = " ".join(told_in(row.get("name", "")).split())
    name = told_name[:LONGEST_NAME]
    faults = [] if name else [Fault.NO_NAME]
    if _FORMULA.match(name):
        faults.append(Fault.FORMULA)
    code = country_of(row, ways, habits)
    where = placed(row, code, ways, exchange=habits.exchange, o_is_east=habits.o_is_east)
    if where.point and not code and len(several := ways.countries(row.get("country", ""))) > 1:
        code = of_several(where.point, several, ways)
    remarks = [where.remark] if where.remark else []
    if where.fault:
        faults.append(where.fault)
    point, hint = where.point, where.hint
    if code and habits.words and fold(row.get("country", "")) in habits.words:
        remarks.append(Remark.COUNTRY_LEARNT)
    if not code and point and not told_in(row.get("country", "")) and (near := ways.country_at(*point)):
        code, remarks = near, [*remarks, Remark.NEAREST_COUNTRY]
    if not code and where.fault is not Fault.SWAPPED and (point or told_in(row.get("country", ""))):
        faults.append(Fault.COUNTRY_UNKNOWN)
        hint = hint or (ways.country_at(*point) if point else "")
    elif point and where.remark is not Remark.ROUGH:
        held = in_country(point, code, _town_told(row, code, habits), ways, exchange=habits.exchange)
        point, hint = held.point, held.hint or hint
        remarks += [held.remark] if held.remark else []
        faults += [held.fault] if held.fault else []
    ended, remark = _standing(row, habits.today)
    faults += ended
    if faults or point is None or not code:
        return Read(None, tuple(faults), (), hint)
    if len(told_name) > LONGEST_NAME:
        remarks.append(Remark.NAME_CUT)
    return _told(row, name, code, point, [*remarks, *remark])


def country_of(row: Mapping[str, str], ways: Ways, habits: Habits) -> str:
    """The code of the country a row names, or of the list where it names none; empty where nobody can tell."""
    told = told_in(row.get("country", ""))
    return (ways.country(told) or habits.words.get(fold(told), "")) if told else habits.country


def _town_told(row: Mapping[str, str], code: str, habits: Habits) -> str:
    """The town of a row; its region where the list means a town by that."""
    place, region = row.get("place", ""), row.get("region", "")
    return place or (region if (code, fold(region)) in habits.towns else "")


def of_several(point: spots.Point, codes: tuple[str, ...], ways: Ways) -> str:
    """Which of the countries a word may mean the point lies in."""
    near = ways.country_at(*point)
    return near if near in codes else ""


def _standing(row: Mapping[str, str], today: date | None) -> tuple[list[Fault], list[Remark]]:
    """A house that is closed, not for people, or whose licence or contract has run out, helps nobody."""
    faults = []
    if row.get("status") and _CLOSED.search(fold(row["status"])):
        faults.append(Fault.CLOSED)
    if _NOT_FOR_PATIENTS.search(row.get("kind", "").lower()) or _ANIMALS.search(row.get("name", "").lower()):
        faults.append(Fault.NOT_FOR_PATIENTS)
    until = told_in(row.get("valid_until", ""))
    day = spoken.day(until) if until else None
    if day and today and day < today:
        faults.append(Fault.EXPIRED)
    unread = until and day is None and any(one.isdigit() for one in until)
    return faults, [Remark.UNTIL_UNREADABLE] if unread else []


def is_total(cells: Iterable[str]) -> bool:
    """`Итого: 4`, `Total`: a line under a list, not a clinic. `cells` are all of the row, as they stand."""
    told = [one for one in cells if one]
    return bool(told) and len(told) <= FEW and any(_TOTALS.match(fold(one)) for one in told[:2])


def dedupe_key(name: str, country: str, latitude: float, longitude: float) -> str:
    """One clinic under three spellings within half a kilometre has one key: its telling words as they sound."""
    cell = f"{round(latitude / CELL_DEGREES)}:{round(longitude / CELL_DEGREES)}"
    key = f"{country}:{cell}:{'-'.join(house_key(name).split())}"
    return (
        key
        if len(key) <= LONGEST_KEY
        else f"{key[: LONGEST_KEY - 33]}-{blake2b(key.encode(), digest_size=16).hexdigest()}"
    )


def _told(row: Mapping[str, str], name: str, country: str, point: spots.Point, remarks: list[Remark]) -> Read:
    phones, lost = numbers_of.split(row.get("phone", ""))
    if lost:
        remarks.append(Remark.PHONE_UNREADABLE)
    beds, beds_told = numbers_of.whole(row.get("beds", "")), row.get("beds", "").strip()
    if beds_told and beds is None:
        remarks.append(Remark.BEDS_UNREADABLE)
    website = row.get("website", "").strip()
    if website and not _WEBSITE.match(website):
        website = ""
        remarks.append(Remark.WEBSITE_UNREADABLE)
    opens = in_osm(row.get("hours", ""))
    if opens is None:
        remarks.append(Remark.HOURS_UNREADABLE)
    kind_told = row.get("kind", "").strip()
    kind = kind_of(kind_told)
    told = Told(
        name=name, kind=kind if kind is not Kind.OTHER else kind_of(name), kind_told=kind_told[:80], country=country,
        region=row.get("region", "").strip()[:80], address=row.get("address", "").strip()[:300], latitude=point[0],
        longitude=point[1], rough=Remark.ROUGH in remarks, phone=_whole(phones), website=website[:300],
        email=row.get("email", "").strip()[:120],
        hours=(row.get("hours", "").strip() if opens is None else opens)[:300],
        specialities=_listed(row.get("specialities", "")), ownership=row.get("ownership", "").strip()[:80],
        emergency=_yes_or_no(row.get("emergency", "")), beds=beds,
        reference=row.get("reference", "").strip().removesuffix(".0")[:80], key=dedupe_key(name, country, *point),
    )  # fmt: skip
    return Read(told, (), tuple(remarks))


def _whole(phones: Iterable[str]) -> str:
    """As many numbers as there is room for: half a number calls a stranger."""
    told = ""
    for one in phones:
        longer = f"{told}; {one}" if told else one
        told = longer if len(longer) <= MOST_PHONES else told
    return told


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip()[:60] for one in re.split(r"[;,/]", text) if one.strip()))[:20]


def _yes_or_no(text: str) -> bool | None:
    word = fold(text)
    return True if word in _YES else False if word in _NO else None
