"""One row of a file of providers: read, checked, told what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pharos.core.capabilities import Capability, known
from pharos.core.phones import e164
from pharos.core.spelling import fold
from pharos.network.rules import hours
from pharos.network.rules.kinds import kind_of
from pharos.network.rules.rows import Fault, Ways, coordinates

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name_latin": ("name", "name latin", "provider", "clinic", "title", "название латиницей", "клиника", "провайдер"),
    "name_local": ("local name", "name local", "местное название"),
    "name_ru": ("russian name", "name ru", "название", "наименование"),
    "kind": ("kind", "type", "тип", "вид"),
    "country": ("country", "country code", "iso2", "страна"),
    "latitude": ("latitude", "lat", "широта"),
    "longitude": ("longitude", "lon", "lng", "long", "долгота"),
    "address": ("address", "адрес"),
    "phone": ("phone", "telephone", "tel", "телефон", "телефоны"),
    "email": ("email", "e-mail", "mail", "почта"),
    "hours": ("hours", "opening hours", "часы работы", "часы"),
    "languages": ("languages", "language", "языки"),
    "capabilities": ("capabilities", "specialities", "speciality", "специальности", "возможности"),
    "licence": ("licence", "license", "licence number", "лицензия"),
    "licence_until": ("licence until", "licence expiry", "license expiry", "лицензия до"),
}
NEEDED = ("name_latin", "country", "latitude", "longitude")


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a row: the field, a code, and the piece it is about."""

    field: str
    code: str
    piece: str = ""


@dataclass(frozen=True, kw_only=True)
class ProviderRow:
    """A provider as a row tells of it."""

    particulars: Mapping[str, Any]
    phones: Sequence[str]
    languages: Sequence[str]
    capabilities: Sequence[Capability]
    licence: str
    licence_until: str


def columns(headings: Sequence[str]) -> dict[str, str]:
    """Field to heading, for the headings we know."""
    folded = {fold(heading).replace("_", " "): heading for heading in reversed(headings)}
    return {
        field: folded[name]
        for field, names in HEADINGS.items()
        for name in [next((one for one in names if one in folded), "")]
        if name
    }


def read_row(row: Mapping[str, str], ways: Ways) -> tuple[ProviderRow | None, list[RowFault]]:
    """All that is wrong at once, so that one correction is enough. `row` is by field."""
    told = {field: " ".join(value.split()) for field, value in row.items()}
    faults: list[RowFault] = []
    name = told.get("name_latin") or told.get("name_ru", "")
    if not name:
        faults.append(RowFault("name_latin", Fault.NO_NAME))
    country = ways.country(told.get("country", "")) or ""
    if not country:
        faults.append(RowFault("country", Fault.COUNTRY_UNKNOWN, told.get("country", "")))
    point = _point(told, country, ways, faults)
    phones = _phones(told.get("phone", ""), country, faults)
    if fault := hours.fault(told.get("hours", "")):
        faults.append(RowFault("hours", "hours_unreadable", f"{fault.at}: {fault.piece}"))
    words = [word.strip() for word in re.split(r"[;,]", told.get("capabilities", "")) if word.strip()]
    capabilities = known(words)
    faults += [RowFault("capabilities", "capability_unknown", word) for word in words if word not in capabilities]
    languages = re.findall(r"[a-z]{2}", told.get("languages", "").lower())
    until = told.get("licence_until", "")
    if until and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", until[:10]):
        faults.append(RowFault("licence_until", "day_unreadable", until))
    if faults or point is None:
        return None, faults
    particulars = {
        "kind": kind_of(told.get("kind") or name).value, "name_latin": name[:160],
        "name_local": told.get("name_local", "")[:160], "name_ru": told.get("name_ru", "")[:160], "country": country,
        "latitude": point[0], "longitude": point[1], "address": told.get("address", "")[:300],
        "email": told.get("email", ""), "hours": told.get("hours", ""),
    }  # fmt: skip
    return ProviderRow(
        particulars=particulars, phones=phones, languages=languages, capabilities=capabilities,
        licence=told.get("licence", "")[:80], licence_until=until[:10],
    ), []  # fmt: skip


def _point(told: Mapping[str, str], country: str, ways: Ways, faults: list[RowFault]) -> tuple[float, float] | None:
    point, wrong = coordinates(told.get("latitude", ""), told.get("longitude", ""))
    if wrong:
        faults.append(RowFault("latitude", wrong))
    elif point and country and not ways.inside(country, *point):
        turned = ways.inside(country, point[1], point[0])
        faults.append(RowFault("latitude", Fault.SWAPPED if turned else "other_country"))
    return point


def _phones(text: str, country: str, faults: list[RowFault]) -> list[str]:
    found = []
    for one in filter(None, (part.strip() for part in re.split(r"[;,]", text))):
        number = None if re.search(r"[^\d\s()+./-]", one) else e164(one, country or None)
        if number is None:
            faults.append(RowFault("phone", "phone_unreadable", one[:20]))
        else:
            found.append(number)
    return found
