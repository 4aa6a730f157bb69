"""Keeping the index of supply true to providers and facilities. Called inside the transaction that changes them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection

from pharos.core.capabilities import ALL_AGES, NUMBERS, Capability
from pharos.network.models import Contract, Facility, Provider, ProviderFacility, Supply
from pharos.network.rules import cells, hours, supply, supply_rows
from pharos.network.rules.kinds import Kind
from pharos.network.rules.listed import capabilities
from pharos.network.rules.supply import Standing

BLOCK = 50_000
"""Facilities put in at once: they come in the order of the index, so more of them find their neighbours there."""
_READ = ("id", "kind", "specialities", "emergency", "hours", "latitude", "longitude")
COPY = f"copy network_supply ({', '.join(supply_rows.COLUMNS)}) from stdin with (format binary)"


def index_provider(provider: Provider) -> None:
    """Renew what the search knows of this provider. A closed one supplies nothing."""
    index_providers([provider.id])


def index_providers(ids: Sequence[UUID]) -> None:
    """The same for some thousand of them: their parts are read together, as they stand in the database."""
    Supply.objects.filter(subject__in=ids).delete()
    providers = Provider.objects.filter(id__in=ids).prefetch_related("languages", "capabilities", "contracts__insurers")
    _copied(supply_rows.rows_of(chain.from_iterable(map(_supplied, providers))))


def index_linked(provider: Provider) -> None:
    """A facility that is a provider is found as the provider only."""
    facilities = ProviderFacility.objects.filter(provider=provider).values("facility_id")
    Supply.objects.filter(subject__in=facilities).delete()


def index_facilities(source: UUID) -> int:
    """Renew what the search knows of the facilities of a list; returns how many rows that are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from network_supply s using network_facility f where s.subject = f.id and f.source_id = %s",
            [source],
        )
        count, last = 0, UUID(int=0)
        while block := _facilities_after(source, last):
            last = block[-1][0]
            rows = _listed(block)
            count += len(rows)
            _copied(rows)
    return count


def _facilities_after(source: UUID, last: UUID) -> list[tuple[Any, ...]]:
    rows = Facility.objects.filter(source_id=source, id__gt=last, linked__isnull=True).order_by("id")
    return list(rows.values_list(*_READ)[:BLOCK])


def index_facility(facility: Facility) -> None:
    """Let one facility be found again, after its provider let go of it."""
    _copied(_listed([tuple(getattr(facility, name) for name in _READ)]))


def _copied(rows: supply_rows.Rows) -> None:
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for piece in supply_rows.copied(rows):
            copy.write(piece)


def _listed(facilities: list[tuple[Any, ...]]) -> supply_rows.Rows:
    """A row for each capability of each facility."""
    told = {sure: supply.flags(confirmed=sure) for sure in (True, False)}
    does = [
        _probably(kind, tuple(specialities), emergency=emergency) for _, kind, specialities, emergency, *_ in facilities
    ]
    places = supply_rows.spots(*(np.array([row[at] for row in facilities]) for at in (5, 6)))
    places["subject"] = supply_rows.idents(row[0] for row in facilities)
    places["grade"] = [_listed_grade(row[4]) for row in facilities]
    rows = np.repeat(places, [len(one) for one in does])
    rows["capability"] = [NUMBERS[capability] for one in does for capability in one]
    rows["flags"] = [told[sure] for one in does for sure in one.values()]
    return rows


@lru_cache(maxsize=20_000)
def _probably(kind: str, specialities: tuple[str, ...], *, emergency: bool | None) -> Mapping[Capability, bool]:
    return capabilities(Kind(kind), specialities, emergency=emergency)


@lru_cache(maxsize=20_000)
def _listed_grade(opens: str) -> int:
    return supply.grade(Standing.LISTED, home=False, around_the_clock=hours.always(opens))


def _supplied(provider: Provider) -> Iterator[tuple[Any, ...]]:
    """Its rows, as `supply_rows.rows_of` reads them."""
    if provider.closed_at:
        return
    languages = {row.language for row in provider.languages.all()}
    terms = _terms(provider)
    where = cells.cell_of(provider.latitude, provider.longitude), *supply.point(provider.latitude, provider.longitude)
    for does in provider.capabilities.all():
        ages = provider.ages if does.ages is None else does.ages
        always = hours.always(does.hours or provider.hours)
        for standing, contract, named in terms:
            grade = supply.grade(standing, home=supply.HOME in languages, around_the_clock=always)
            flags = supply.flags(
                ages=ages & ALL_AGES, languages=languages, confirmed=True, only_some=True in named,
                not_all=False in named, suspended=provider.suspended_at is not None,
            )  # fmt: skip
            yield (
                NUMBERS[Capability(does.capability)], grade, *where, flags,
                supply_rows.day(contract.first if contract else None),
                supply_rows.day(contract.last if contract else None),
                supply_rows.ident(contract.id if contract else None), supply_rows.ident(provider.id),
            )  # fmt: skip


def _terms(provider: Provider) -> list[tuple[Standing, Contract | None, set[bool]]]:
    """Under each contract that is in force some day; without one, or suspended, only as somebody we know."""
    if provider.suspended_at is None:
        found = [
            (Standing.CONTRACTED, one, {row.included for row in one.insurers.all()})
            for one in provider.contracts.all()
            if one.kind == Contract.Kind.CONTRACT and one.status == Contract.Status.ACTIVE
        ]
        if found:
            return list(found)
    return [(Standing.KNOWN, None, set())]
