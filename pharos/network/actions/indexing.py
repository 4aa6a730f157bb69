"""Keeping the index of supply true to providers and facilities. Called inside the transaction that changes them."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection

from pharos.core.capabilities import ALL_AGES, NUMBERS, Capability
from pharos.network.models import Contract, Facility, Provider, ProviderFacility, Supply
from pharos.network.rules import cells, hours, supply
from pharos.network.rules.kinds import Kind
from pharos.network.rules.listed import capabilities
from pharos.network.rules.supply import Standing

BLOCK = 20_000
_READ = ("id", "kind", "specialities", "emergency", "hours", "latitude", "longitude")
COLUMNS = "capability, grade, cell, x, y, z, flags, first, last, contract, subject"


def index_provider(provider: Provider) -> None:
    """Renew what the search knows of this provider. A closed one supplies nothing."""
    Supply.objects.filter(subject=provider.id).delete()
    Supply.objects.bulk_create(_supplied(provider))


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
            # read before it is written: a connection that copies answers no question
            lines = list(_listed(block))
            count += len(lines)
            with cursor.copy(f"copy network_supply ({COLUMNS}) from stdin") as copy:
                copy.write("".join(lines))
    return count


def _facilities_after(source: UUID, last: UUID) -> list[tuple[Any, ...]]:
    rows = Facility.objects.filter(source_id=source, id__gt=last, linked__isnull=True).order_by("id")
    return list(rows.values_list(*_READ)[:BLOCK])


def index_facility(facility: Facility) -> None:
    """Let one facility be found again, after its provider let go of it."""
    lines = list(_listed([tuple(getattr(facility, name) for name in _READ)]))
    with connection.cursor() as cursor, cursor.copy(f"copy network_supply ({COLUMNS}) from stdin") as copy:
        copy.write("".join(lines))


def copied(capability: Capability, grade: int, where: tuple[int, str], flags: int, subject: UUID) -> str:
    """A row for COPY; `where` is the cell and the point as `placed` gives them."""
    return f"{NUMBERS[capability]}\t{grade}\t{where[0]}\t{where[1]}\t{flags}\t\\N\t\\N\t\\N\t{subject}\n"


def placed(latitude: float, longitude: float) -> tuple[int, str]:
    x, y, z = supply.point(latitude, longitude)
    return cells.cell_of(latitude, longitude), f"{x!r}\t{y!r}\t{z!r}"


def _listed(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    told = {sure: supply.flags(confirmed=sure) for sure in (True, False)}
    for ident, kind, specialities, emergency, opens, latitude, longitude in rows:
        does = capabilities(Kind(kind), specialities, emergency=emergency)
        if not does:
            continue
        grade = supply.grade(Standing.LISTED, home=False, around_the_clock=hours.always(opens))
        where = placed(latitude, longitude)
        for capability, sure in does.items():
            yield copied(capability, grade, where, told[sure], ident)


def _supplied(provider: Provider) -> Iterator[Supply]:
    if provider.closed_at:
        return
    languages = {row.language for row in provider.languages.all()}
    terms = _terms(provider)
    x, y, z = supply.point(provider.latitude, provider.longitude)
    cell = cells.cell_of(provider.latitude, provider.longitude)
    for does in provider.capabilities.all():
        ages = provider.ages if does.ages is None else does.ages
        for standing, contract, named in terms:
            yield Supply(
                capability=NUMBERS[Capability(does.capability)],
                grade=supply.grade(
                    standing,
                    home=supply.HOME in languages,
                    around_the_clock=hours.always(does.hours or provider.hours),
                ),
                cell=cell, x=x, y=y, z=z, subject=provider.id,
                flags=supply.flags(
                    ages=ages & ALL_AGES, languages=languages, confirmed=True, only_some=True in named,
                    not_all=False in named, suspended=provider.suspended_at is not None,
                ),
                first=contract.first if contract else None,
                last=contract.last if contract else None,
                contract=contract.id if contract else None,
            )  # fmt: skip


def _terms(provider: Provider) -> list[tuple[Standing, Contract | None, set[bool]]]:
    """Under each contract that is in force some day; without one, or suspended, only as somebody we know."""
    if provider.suspended_at is None:
        active = provider.contracts.filter(kind=Contract.Kind.CONTRACT, status=Contract.Status.ACTIVE)
        found = [
            (Standing.CONTRACTED, one, {row.included for row in one.insurers.all()})
            for one in active.prefetch_related("insurers")
        ]
        if found:
            return list(found)
    return [(Standing.KNOWN, None, set())]
