"""One row of a file of providers: read, checked, told what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pharos.core.capabilities import Capability
from pharos.core.phones import country_code, country_of, e164
from pharos.core.spelling import latin
from pharos.network.rules import hours, numbers_of, spoken
from pharos.network.rules.headings import key, matched
from pharos.network.rules.hours_words import in_osm
from pharos.network.rules.kinds import kind_of
from pharos.network.rules.placing import placed
from pharos.network.rules.row_faults import Fault, Remark
from pharos.network.rules.ways import Ways

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
    "licence": ("licence", "license", "licence number", "licence no", "license no", "лицензия", "лицензия №"),
    "licence_until": (
        "licence until", "licence expiry", "license expiry", "licence valid until", "лицензия до", "срок лицензии",
    ),
    "contract": ("contract", "contract no", "contract number", "договор", "договор №", "номер договора"),
    "contract_from": ("contract from", "contract start", "договор с", "начало договора", "срок договора / начало"),
    "contract_until": (
        "contract until", "contract to", "contract end", "договор до", "договор по", "срок договора / окончание",
    ),
    "currency": ("currency", "валюта"),
}  # fmt: skip
_SHARED = {
    "name": "name_latin", "kind": "kind", "country": "country", "latitude": "latitude", "longitude": "longitude",
    "coordinates": "coordinates", "place": "place", "address": "address", "phone": "phone", "email": "email",
    "hours": "hours", "specialities": "capabilities",
}  # fmt: skip
"""Fields of lists of facilities that mean the same here, known by all the headings of those."""
_OPEN_ENDED = re.compile(r"^(?:бессрочно|open[ -]ended|indefinite|—|-)$", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a row, or worth knowing: the field, a code, and the piece it is about."""

    field: str
    code: str
    piece: str = ""


@dataclass(frozen=True, kw_only=True)
class ProviderRow:
    """A provider as a row tells of it. `contract` is its first and last day, where the row names any."""

    particulars: Mapping[str, Any]
    phones: Sequence[str]
    languages: Sequence[str]
    capabilities: Sequence[Capability]
    licence: str
    licence_until: date | None
    contract: tuple[date, date | None] | None = None
    contract_number: str = ""
    currency: str = "EUR"
    notes: Sequence[RowFault] = ()


def columns(headings: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Field to headings: by the words for providers, then by those for facilities. Telephones may stand in several."""
    folded = {key(heading): heading for heading in reversed(headings)}
    found: dict[str, tuple[str, ...]] = {
        field: (folded[name],)
        for field, names in HEADINGS.items()
        for name in [next((one for one in map(key, names) if one in folded), "")]
        if name
    }
    shared = matched(list(headings), {})
    taken = {heading for own in found.values() for heading in own}
    for field, ours in _SHARED.items():
        told = [one for one in (shared.of.get(field, ""), *shared.more.get(field, ())) if one and one not in taken]
        if told and (ours == "phone" or ours not in found) and not (field == "name" and "name_ru" in found):
            found[ours] = (*found.get(ours, ()), *told)
    return found


def lacking(found: Mapping[str, object]) -> list[str]:
    """What a file of providers cannot do without: a name, and something that says where."""
    names = [] if {"name_latin", "name_ru", "name_local"} & set(found) else ["name_latin"]
    where = {"latitude", "longitude"} <= set(found) or "coordinates" in found or "place" in found
    return names + ([] if where else [one for one in ("latitude", "longitude") if one not in found])


def cells_of(row: Mapping[str, str], found: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A row by field."""
    told = {field: [text for one in headings if (text := row.get(one) or "")] for field, headings in found.items()}
    return {field: "; ".join(texts) if field == "phone" else next(iter(texts), "") for field, texts in told.items()}


def read_row(row: Mapping[str, str], ways: Ways, today: date) -> tuple[ProviderRow | None, list[RowFault]]:
    """All that is wrong at once, so that one correction is enough. `row` is by field."""
    told = {field: " ".join(value.split()) for field, value in row.items()}
    faults: list[RowFault] = []
    notes: list[RowFault] = []
    name = told.get("name_latin") or told.get("name_ru") or told.get("name_local", "")
    if not name:
        faults.append(RowFault("name_latin", Fault.NO_NAME))
    country = ways.country(told.get("country", "")) or ""
    point = _point(told, country, ways, faults, notes)
    if not country and point and not told.get("country"):
        country = ways.country_at(*point)
        notes.append(RowFault("country", Remark.NEAREST_COUNTRY, country))
    if not country:
        faults.append(RowFault("country", Fault.COUNTRY_UNKNOWN, told.get("country", "")))
    phones = _phones(told.get("phone", ""), country, faults)
    opens = _opens(told, faults)
    capabilities, strange = spoken.capabilities(told.get("capabilities", ""))
    faults += [RowFault("capabilities", "capability_unknown", word[:40]) for word in strange]
    languages, _others = spoken.languages(told.get("languages", ""))
    until = _day(told, "licence_until", faults)
    if until and until < today:
        notes.append(RowFault("licence_until", "licence_expired", f"{until:%d.%m.%Y}"))
    contract = _contract(told, faults)
    if faults or point is None:
        return None, faults
    particulars = _particulars(told, name, country, point) | {"hours": opens or ""}
    return ProviderRow(
        particulars=particulars, phones=phones, languages=languages, capabilities=capabilities,
        licence=told.get("licence", "")[:80], licence_until=until, contract=contract,
        contract_number=told.get("contract", "")[:60], currency=told.get("currency", "").upper()[:3] or "EUR",
        notes=tuple(notes),
    ), []  # fmt: skip


def _particulars(told: Mapping[str, str], name: str, country: str, point: tuple[float, float]) -> dict[str, Any]:
    """A Russian name is spelt in Latin letters where no other is given."""
    named = told.get("name_latin") or name
    russian = bool(re.search("[а-яё]", named, re.IGNORECASE))
    return {
        "kind": kind_of(told.get("kind") or name).value,
        "name_latin": (latin(named).title() if russian else named)[:160],
        "name_local": told.get("name_local", "")[:160],
        "name_ru": (told.get("name_ru") or (named if russian else ""))[:160], "country": country,
        "latitude": point[0], "longitude": point[1], "address": told.get("address", "")[:300],
        "email": told.get("email", "")
    }  # fmt: skip


def overlap(one: ProviderRow, other: ProviderRow) -> bool:
    """Whether two rows of one provider name contracts that run on a same day."""
    if one.contract is None or other.contract is None:
        return False
    (first, last), (begins, ends) = one.contract, other.contract
    return (ends is None or first <= ends) and (last is None or begins <= last)


def _point(
    told: Mapping[str, str], country: str, ways: Ways, faults: list[RowFault], notes: list[RowFault]
) -> tuple[float, float] | None:
    where = placed(told, country, ways)
    if where.fault:
        faults.append(RowFault("latitude", where.fault, where.hint))
    elif where.point and country and not ways.inside(country, *where.point):
        turned = ways.inside(country, where.point[1], where.point[0])
        hint = f"{where.point[1]:g}, {where.point[0]:g}" if turned else ""
        faults.append(RowFault("latitude", Fault.SWAPPED if turned else "other_country", hint))
    elif where.remark:
        notes.append(RowFault("latitude", where.remark, told.get("place", "")))
    return where.point


def _opens(told: Mapping[str, str], faults: list[RowFault]) -> str | None:
    """The hours; and the mail address is looked at beside them."""
    if told.get("email") and not _MAIL.fullmatch(told["email"]):
        faults.append(RowFault("email", "email_unreadable", told["email"][:60]))
    opens = in_osm(told.get("hours", ""))
    if opens is None:
        faults.append(_hours(told["hours"]))
    return opens


def _hours(text: str) -> RowFault:
    """In words, or from which letter on they cannot be read."""
    fault = hours.fault(text)
    if fault is None or fault.at <= 1:
        return RowFault("hours", "hours_in_words", text[:60])
    return RowFault("hours", "hours_unreadable", f"{fault.at}: {fault.piece}")


def _phones(text: str, country: str, faults: list[RowFault]) -> list[str]:
    numbers, lost = numbers_of.split(text)
    faults += [RowFault("phone", "phone_unreadable", one[:20]) for one in lost]
    found = []
    for one in numbers:
        number = e164(re.split(r"\s*(?:ext|доб|int|dahili|x)\b", one)[0], country or None)
        abroad = number and country and not one.startswith(("+", "00", country_code(country) or "+"))
        if number is None or (abroad and country_of(number) != country):
            faults.append(RowFault("phone", "phone_unreadable", one[:20]))
        else:
            found.append(number)
    return found


def _day(told: Mapping[str, str], field: str, faults: list[RowFault]) -> date | None:
    text = told.get(field, "")
    found = spoken.day(text) if text else None
    if text and found is None and not _OPEN_ENDED.match(text):
        faults.append(RowFault(field, "day_unreadable", text[:20]))
    return found


def _contract(told: Mapping[str, str], faults: list[RowFault]) -> tuple[date, date | None] | None:
    first, last = _day(told, "contract_from", faults), _day(told, "contract_until", faults)
    if first and last and last < first:
        faults.append(RowFault("contract_until", "dates_turned", f"{first:%d.%m.%Y} – {last:%d.%m.%Y}"))
    return (first, last) if first else None
