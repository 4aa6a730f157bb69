"""What we know of some providers and facilities, for a list of offers: a few plain statements, no instances."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg

from pharos.network.queries.nearest import pipeline, server_cursor
from pharos.network.rules.quality import RECENT_DAYS, Figures
from pharos.places import api as places


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A contract, or the agreement for one case, as an operator needs it."""

    id: UUID
    number: str
    direct_billing: bool
    deposit: Decimal | None
    guarantee_from: Decimal | None
    currency: str
    single_case: bool = False


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A provider, or a facility of a list (`source` names the list); what nobody told is empty. A
    `rough` one stands at the middle of its town, so no distance to it is exact."""

    id: UUID
    is_provider: bool
    kind: str
    name: str
    name_ru: str
    country: str
    landmass: str
    latitude: float
    longitude: float
    time_zone: str
    hours: str
    address: str = ""
    source: str = ""
    rough: bool = False
    email: str = ""
    guarantee_email: str = ""
    suspended: bool = False
    house_call_km: int | None = None
    phones: tuple[tuple[str, str, str], ...] = ()
    languages: tuple[tuple[str, str, str], ...] = ()
    own_hours: dict[str, str] = field(default_factory=dict)
    terms: dict[UUID, Terms] = field(default_factory=dict)
    blocked_for: frozenset[str] = frozenset()
    prices: dict[str, tuple[Decimal, str]] = field(default_factory=dict)
    figures: Figures = field(default_factory=Figures)

    @property
    def mails(self) -> tuple[tuple[str, str], ...]:
        """Addresses and what each is for, the one for a patient who is to be paid for first."""
        both = ((self.guarantee_email, "guarantee"), (self.email, "reception"))
        return tuple((mail, purpose) for mail, purpose in both if mail)

    def title(self, language: str) -> str:
        return (self.name_ru if language == "ru" else "") or self.name


def providers_known(ids: Sequence[UUID], *, today: date, now: datetime) -> dict[UUID, Subject]:
    """Phones in their order, contracts active today, prices of today, blocks of today, what was seen."""
    if not ids:
        return {}
    with pipeline():
        asked, *rest = (_asked(sql, ids, today) for sql in (_PROVIDERS, *_PARTS.values()))
    rows = asked.fetchall()
    parts = {name: _grouped(cursor.fetchall()) for name, cursor in zip(_PARTS, rest, strict=True)}
    recent = now - timedelta(days=RECENT_DAYS)
    return {
        row[0]: Subject(
            id=row[0], is_provider=True, kind=row[1], name=row[2], name_ru=row[3], country=row[4], landmass=row[5],
            latitude=row[6], longitude=row[7], time_zone=row[8], hours=row[9], address=row[10], email=row[11],
            suspended=row[12], house_call_km=row[13], guarantee_email=row[14],
            phones=tuple(parts["phones"][row[0]]),
            languages=tuple(parts["languages"][row[0]]),
            own_hours=dict(parts["capabilities"][row[0]]),
            terms={one[0]: _terms(one) for one in parts["contracts"][row[0]]},
            blocked_for=frozenset(code for (code,) in parts["blocks"][row[0]]),
            prices={service: (amount, currency) for service, amount, currency in parts["prices"][row[0]]},
            figures=Figures.of([(kind, minutes, score, at >= recent) for kind, minutes, score, at
                                in parts["seen"][row[0]]]),
        )
        for row in rows
    }  # fmt: skip


def facilities_known(ids: Sequence[UUID]) -> dict[UUID, Subject]:
    """As their lists tell of them; clock and land are those of the nearest place."""
    return {row[0]: _facility(row) for row in (_asked(_FACILITIES, ids) if ids else ())}


def _facility(row: tuple[Any, ...]) -> Subject:
    ident, kind, name, country, latitude, longitude, phone, opens, source, address, email, rough = row
    here = places.surroundings(latitude, longitude)
    phones = tuple(("reception", one.strip(), "") for one in phone.split(";") if one.strip())
    return Subject(
        id=ident, is_provider=False, kind=kind, name=name, name_ru="", country=country, landmass=here.landmass,
        latitude=latitude, longitude=longitude, time_zone=here.time_zone, hours=opens, source=source, phones=phones,
        address=address, email=email, rough=rough,
    )  # fmt: skip


def _terms(row: Sequence[Any]) -> Terms:
    ident, number, direct, deposit, guarantee, currency, single_case = row
    return Terms(
        id=ident, number=number, direct_billing=direct, deposit=deposit, guarantee_from=guarantee, currency=currency,
        single_case=single_case,
    )  # fmt: skip


def _asked(sql: str, ids: Sequence[UUID], today: date | None = None) -> psycopg.Cursor[Any]:
    return server_cursor().execute(sql, {"ids": list(ids), "today": today}, prepare=True)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> defaultdict[UUID, list[tuple[Any, ...]]]:
    found: defaultdict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row[1:])
    return found


_PROVIDERS = """select id, kind, name_latin, name_ru, country, landmass, latitude, longitude, time_zone, hours, address,
email, suspended_at is not null, house_call_km, guarantee_email
from network_provider where id = any(%(ids)s)"""
_FACILITIES = """select f.id, f.kind, f.name, f.country, f.latitude, f.longitude, f.phone, f.hours, s.name, f.address,
f.email, f.rough
from network_facility f join network_facilitysource s on s.id = f.source_id where f.id = any(%(ids)s)"""
_ON_THE_DAY = "first <= %(today)s and (last is null or last >= %(today)s)"
_PARTS = {
    "phones": """select provider_id, purpose, number, extension from network_providerphone
        where provider_id = any(%(ids)s) order by "order", id""",
    "languages": """select provider_id, language, by, hours from network_providerlanguage
        where provider_id = any(%(ids)s)""",
    "capabilities": """select provider_id, capability, hours from network_providercapability
        where provider_id = any(%(ids)s) and hours <> ''""",
    "contracts": f"""select provider_id, id, number, direct_billing, deposit, guarantee_from, currency,
        kind = 'single_case' from network_contract
        where provider_id = any(%(ids)s) and status = 'active' and {_ON_THE_DAY}""",
    "blocks": f"""select provider_id, insurer_country from network_billingblock
        where provider_id = any(%(ids)s) and {_ON_THE_DAY}""",
    "prices": """select distinct on (provider_id, service) provider_id, service, amount, currency
        from network_tariffline where provider_id = any(%(ids)s) and first <= %(today)s
        order by provider_id, service, first desc, id desc""",
    "seen": """select provider_id, kind, minutes, score, at from network_observation
        where provider_id = any(%(ids)s)""",
}
