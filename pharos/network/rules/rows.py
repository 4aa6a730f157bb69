"""One row of a list of clinics: read, checked, and refused with what to do about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pharos.core import coordinates as spots
from pharos.core.spelling import fold
from pharos.network.rules import numbers_of
from pharos.network.rules.hours_words import in_osm
from pharos.network.rules.kinds import Kind, kind_of
from pharos.network.rules.naming import name_key
from pharos.network.rules.ways import Ways

LONGEST_NAME = 200
LONELY_KM, BESIDE_KM = 40, 15
"""Where no country is told: a point so far from any town that lies so near to one the other way round is exchanged."""
CELL_DEGREES = 0.005
"""Two of one name within about half a kilometre are one facility."""
_FORMULA = re.compile(r"^(=|@[A-Z]+\(|[+-]?cmd\|)", re.IGNORECASE)
_WEBSITE = re.compile(r"^(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?$", re.IGNORECASE)
_YES, _NO = frozenset("yes y true 1 да есть evet si oui".split()), frozenset("no n false 0 нет hayir non".split())
_TOTALS = re.compile(r"^(итого|всего|total|toplam|sum)\b", re.IGNORECASE)


class Fault(StrEnum):
    """Why a row is not taken."""

    NO_NAME = "no_name"
    NO_PLACE = "no_place"
    PLACE_UNKNOWN = "place_unknown"
    NOT_A_NUMBER = "not_a_number"
    ZERO = "zero"
    SWAPPED = "swapped"
    OUT_OF_RANGE = "out_of_range"
    COUNTRY_UNKNOWN = "country_unknown"
    FORMULA = "formula"
    BROKEN = "broken_row"
    TWICE = "twice"


class Remark(StrEnum):
    """What of a row was left out or understood in its own way while the row was taken."""

    PHONE_UNREADABLE = "phone_unreadable"
    BEDS_UNREADABLE = "beds_unreadable"
    WEBSITE_UNREADABLE = "website_unreadable"
    HOURS_UNREADABLE = "hours_unreadable"
    NAME_CUT = "name_cut"
    ELSEWHERE = "elsewhere"
    EXCHANGED = "exchanged"
    METRES = "metres"
    ROUGH = "rough"
    NEAREST_COUNTRY = "nearest_country"
    ALIKE = "alike"


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
class Placed:
    """Where a row says it is, or why it says nothing."""

    point: spots.Point | None
    fault: Fault | None = None
    remark: Remark | None = None
    hint: str = ""


def read(row: Mapping[str, str], ways: Ways, *, country: str = "", exchange: bool = False) -> Read:
    """`row` is by field (`headings.FIELDS`); `country` is that of the whole file, where the rows name none. With
    `exchange` coordinates that lie in the country only the other way round are taken so."""
    told_name = " ".join(row.get("name", "").split())
    name = told_name[:LONGEST_NAME]
    faults = [] if name else [Fault.NO_NAME]
    if _FORMULA.match(name):
        faults.append(Fault.FORMULA)
    code = (ways.country(row["country"]) or "") if row.get("country", "").strip() else country
    where = placed(row, code, ways, exchange=exchange)
    remarks = [where.remark] if where.remark else []
    if where.fault:
        faults.append(where.fault)
    point, hint = where.point, where.hint
    if not code and point and not row.get("country", "").strip() and (near := ways.country_at(*point)):
        code, remarks = near, [*remarks, Remark.NEAREST_COUNTRY]
    if not code and where.fault is not Fault.SWAPPED:
        faults.append(Fault.COUNTRY_UNKNOWN)
        hint = hint or (ways.country_at(*point) if point else "")
    elif point and not ways.inside(code, *point):
        turned = ways.inside(code, point[1], point[0])
        hint = f"{point[1]:g}, {point[0]:g}" if turned else hint
        if turned and exchange:
            point, remarks = (point[1], point[0]), [*remarks, Remark.EXCHANGED]
        elif turned:
            faults.append(Fault.SWAPPED)
        else:
            remarks.append(Remark.ELSEWHERE)
    if faults or point is None or not code:
        return Read(None, tuple(faults), (), hint)
    if len(told_name) > LONGEST_NAME:
        remarks.append(Remark.NAME_CUT)
    return _told(row, name, code, point, remarks)


def is_total(row: Mapping[str, str]) -> bool:
    """`Итого: 4`, `Total`: a line under a list, not a clinic."""
    return bool(_TOTALS.match(row.get("name", ""))) and not row.get("latitude") and not row.get("coordinates")


def coordinates(latitude: str, longitude: str) -> tuple[spots.Point | None, Fault | None]:
    """Degrees however written; 0,0 is the mark of a form left empty, not a clinic in the gulf of Guinea."""
    if not latitude.strip() and not longitude.strip():
        return None, Fault.NO_PLACE
    if (not latitude.strip() or not longitude.strip()) and (both := spots.pair(latitude or longitude)):
        return on_globe(*both)
    if not latitude.strip() or not longitude.strip():
        return None, Fault.NO_PLACE
    first, second = spots.angle(latitude), spots.angle(longitude)
    if first is None or second is None:
        both = spots.pair(latitude) if latitude.strip() == longitude.strip() else None
        return on_globe(*both) if both else (None, Fault.NOT_A_NUMBER)
    if first.axis is spots.Axis.LONGITUDE and second.axis is spots.Axis.LATITUDE:
        first, second = second, first
    elif first.axis is spots.Axis.LONGITUDE or second.axis is spots.Axis.LATITUDE:
        return None, Fault.SWAPPED
    return on_globe(first.degrees, second.degrees)


def on_globe(lat: float, lon: float) -> tuple[spots.Point | None, Fault | None]:
    """A point, unless it is none."""
    if lat == lon == 0:
        return None, Fault.ZERO
    if abs(lat) > 90 and abs(lon) <= 90 and abs(lat) <= 180:
        return None, Fault.SWAPPED
    if abs(lat) > 90 or abs(lon) > 180:
        return None, Fault.OUT_OF_RANGE
    return (lat, lon), None


def placed(row: Mapping[str, str], code: str, ways: Ways, *, exchange: bool = False) -> Placed:
    """By coordinates; by metres of a map; by one cell that holds both; at last at the middle of the town."""
    latitude, longitude, both = row.get("latitude", ""), row.get("longitude", ""), row.get("coordinates", "")
    point, fault = coordinates(latitude, longitude)
    if point is None and both.strip() and fault in (Fault.NO_PLACE, Fault.NOT_A_NUMBER):
        found = spots.pair(both)
        point, fault = on_globe(*found) if found else (None, Fault.NOT_A_NUMBER)
    if point:
        unsaid = not (code or row.get("country", "").strip())
        return _inhabited(point, ways, exchange=exchange) if unsaid else Placed(point)
    found = spots.metres(longitude, latitude) if fault in (Fault.NOT_A_NUMBER, Fault.OUT_OF_RANGE) else None
    if found and (not code or ways.inside(code, *found)):
        return Placed(found, None, Remark.METRES)
    if fault is Fault.SWAPPED:
        return _turned(latitude, longitude, code, ways, exchange=exchange)
    if fault is Fault.NO_PLACE and row.get("place", "").strip():
        return _in_town(row["place"], code, ways)
    return Placed(None, fault, None, _perhaps(latitude, longitude) if fault else "")


def _inhabited(point: spots.Point, ways: Ways, *, exchange: bool) -> Placed:
    """A point of no country told, refused or turned where only the other way round anybody lives."""
    turned = point[1], point[0]
    if abs(turned[0]) > 90 or ways.away(*point) <= LONELY_KM or ways.away(*turned) >= BESIDE_KM:
        return Placed(point)
    if exchange:
        return Placed(turned, None, Remark.EXCHANGED)
    return Placed(None, Fault.SWAPPED, None, f"{turned[0]:g}, {turned[1]:g}")


def _turned(latitude: str, longitude: str, code: str, ways: Ways, *, exchange: bool) -> Placed:
    """A latitude that only a longitude can be, or letters that say so."""
    first, second = spots.angle(latitude), spots.angle(longitude)
    if first is None or second is None or (code and not ways.inside(code, second.degrees, first.degrees)):
        return Placed(None, Fault.OUT_OF_RANGE)
    point = (second.degrees, first.degrees)
    if exchange and code:
        return Placed(point, None, Remark.EXCHANGED)
    return Placed(None, Fault.SWAPPED, None, f"{point[0]:g}, {point[1]:g}")


def _in_town(told: str, code: str, ways: Ways) -> Placed:
    town = ways.town(told, code)
    if town and town.certain:
        return Placed((town.latitude, town.longitude), None, Remark.ROUGH)
    return Placed(None, Fault.PLACE_UNKNOWN, None, town.name if town else "")


def _perhaps(latitude: str, longitude: str) -> str:
    """Numbers that lost their point, with it."""
    found = spots.without_point(latitude), spots.without_point(longitude)
    return f"{found[0]}, {found[1]}" if None not in found else ""


def dedupe_key(name: str, country: str, latitude: float, longitude: float) -> str:
    """One clinic under three spellings within half a kilometre has one key: its telling words as they sound."""
    cell = f"{round(latitude / CELL_DEGREES)}:{round(longitude / CELL_DEGREES)}"
    return f"{country}:{cell}:{'-'.join(name_key([name]).split()) or fold(name)}"[:160]


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
        longitude=point[1], rough=Remark.ROUGH in remarks, phone="; ".join(phones)[:120], website=website[:300],
        email=row.get("email", "").strip()[:120],
        hours=(row.get("hours", "").strip() if opens is None else opens)[:300],
        specialities=_listed(row.get("specialities", "")), ownership=row.get("ownership", "").strip()[:80],
        emergency=_yes_or_no(row.get("emergency", "")), beds=beds,
        reference=row.get("reference", "").strip().removesuffix(".0")[:80], key=dedupe_key(name, country, *point),
    )  # fmt: skip
    return Read(told, (), tuple(remarks))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip()[:60] for one in re.split(r"[;,/]", text) if one.strip()))[:20]


def _yes_or_no(text: str) -> bool | None:
    word = fold(text)
    return True if word in _YES else False if word in _NO else None
