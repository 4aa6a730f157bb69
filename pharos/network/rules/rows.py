"""One row of a list of clinics: read, checked, and refused with what to do about it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pharos.core.spelling import fold, sound_key
from pharos.network.rules.kinds import Kind, kind_of

LONGEST_NAME = 200
CELL_DEGREES = 0.005
"""Two of one name within about half a kilometre are one facility."""
_NUMBER = re.compile(r"^\s*[-+]?\d{1,3}(?:[.,]\d+)?\s*°?\s*$")
_PHONE = re.compile(r"^[+\d][\d\s()./-]{4,}(?:\s*(?:ext|доб)\.?\s*\d+)?$")
_GENERIC = frozenset("hospital clinic clinique hopital centre center health de da do du la le the of and".split())
_YES, _NO = frozenset("yes y true 1 да".split()), frozenset("no n false 0 нет".split())


class Fault(StrEnum):
    """Why a row is not taken."""

    NO_NAME = "no_name"
    NO_PLACE = "no_place"
    NOT_A_NUMBER = "not_a_number"
    ZERO = "zero"
    SWAPPED = "swapped"
    OUT_OF_RANGE = "out_of_range"
    COUNTRY_UNKNOWN = "country_unknown"
    TWICE = "twice"


class Remark(StrEnum):
    """What of a row was left out while the row was taken."""

    PHONE_UNREADABLE = "phone_unreadable"
    BEDS_UNREADABLE = "beds_unreadable"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Told:
    """A facility as a row tells of it. `key` is what makes two rows one."""

    name: str
    kind: Kind
    kind_told: str
    country: str
    region: str
    latitude: float
    longitude: float
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
    """What became of one row: the facility, or why not; and what of it was left out."""

    told: Told | None
    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Ways:
    """What the rules ask of the gazetteer: the code of a country as told, and how far a point is from that country."""

    country: Callable[[str], str | None]
    inside: Callable[[str, float, float], bool]


def read(row: Mapping[str, str], ways: Ways, *, country: str = "") -> Read:
    """`row` is by field (`headings.FIELDS`); `country` is that of the whole file, where the rows name none."""
    name = " ".join(row.get("name", "").split())[:LONGEST_NAME]
    faults = [] if name else [Fault.NO_NAME]
    code = ways.country(row["country"]) if row.get("country", "").strip() else country
    if not code:
        faults.append(Fault.COUNTRY_UNKNOWN)
    point, wrong = coordinates(row.get("latitude", ""), row.get("longitude", ""))
    if wrong:
        faults.append(wrong)
    if point and code and not ways.inside(code, *point) and ways.inside(code, point[1], point[0]):
        faults.append(Fault.SWAPPED)
    if faults or point is None or not code:
        return Read(None, tuple(faults))
    remarks = [] if ways.inside(code, *point) else [Remark.ELSEWHERE]
    return _told(row, name, code, point, remarks)


def coordinates(latitude: str, longitude: str) -> tuple[tuple[float, float] | None, Fault | None]:
    """Degrees with a point or a comma; 0,0 is the mark of a form left empty, not a clinic in the gulf of Guinea."""
    if not latitude.strip() or not longitude.strip():
        return None, Fault.NO_PLACE
    if not (_NUMBER.match(latitude) and _NUMBER.match(longitude)):
        return None, Fault.NOT_A_NUMBER
    lat, lon = (float(text.strip(" °\t").replace(",", ".")) for text in (latitude, longitude))
    if lat == lon == 0:
        return None, Fault.ZERO
    if abs(lat) > 90 and abs(lon) <= 90 and abs(lat) <= 180:
        return None, Fault.SWAPPED
    if abs(lat) > 90 or abs(lon) > 180:
        return None, Fault.OUT_OF_RANGE
    return (lat, lon), None


def dedupe_key(name: str, country: str, latitude: float, longitude: float) -> str:
    """One clinic under three spellings within half a kilometre has one key: its telling words as they sound."""
    words = [word for word in re.split(r"[^\w]+", fold(name)) if word and word not in _GENERIC]
    sounds = sorted({sound_key(word) for word in words} - {""}) or [fold(name)]
    cell = f"{round(latitude / CELL_DEGREES)}:{round(longitude / CELL_DEGREES)}"
    return f"{country}:{cell}:{'-'.join(sounds)}"[:160]


def _told(row: Mapping[str, str], name: str, country: str, point: tuple[float, float], remarks: list[Remark]) -> Read:
    phone = " ".join(row.get("phone", "").split())
    if phone and not all(_PHONE.match(one.strip()) for one in re.split(r"[;,]", phone) if one.strip()):
        remarks, phone = [*remarks, Remark.PHONE_UNREADABLE], ""
    beds, beds_told = _whole(row.get("beds", "")), row.get("beds", "").strip()
    if beds_told and beds is None:
        remarks = [*remarks, Remark.BEDS_UNREADABLE]
    kind_told = row.get("kind", "").strip()
    told = Told(
        name=name, kind=kind_of(kind_told or name), kind_told=kind_told[:80], country=country,
        region=row.get("region", "").strip()[:80], latitude=point[0], longitude=point[1], phone=phone[:120],
        website=row.get("website", "").strip()[:300], email=row.get("email", "").strip()[:120],
        hours=row.get("hours", "").strip()[:300], specialities=_listed(row.get("specialities", "")),
        ownership=row.get("ownership", "").strip()[:80], emergency=_yes_or_no(row.get("emergency", "")), beds=beds,
        reference=row.get("reference", "").strip().removesuffix(".0")[:80], key=dedupe_key(name, country, *point),
    )  # fmt: skip
    return Read(told, (), tuple(remarks))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip()[:60] for one in re.split(r"[;,/]", text) if one.strip()))[:20]


def _yes_or_no(text: str) -> bool | None:
    word = fold(text)
    return True if word in _YES else False if word in _NO else None


def _whole(text: str) -> int | None:
    try:
        number = int(float(text.replace(",", "."))) if text.strip() else None
    except (ValueError, OverflowError):
        return None
    return number if number is not None and 0 <= number < 20_000 else None
