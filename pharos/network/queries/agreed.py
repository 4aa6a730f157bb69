"""Whoever agreed to take one case: no part of the index, because it holds for nobody else."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from pharos.core.capabilities import Capability
from pharos.network.models import Contract, ProviderCapability
from pharos.network.queries.nearest import Near, Wanted
from pharos.network.rules import supply
from pharos.network.rules.supply import Standing
from pharos.places import api as places


def agreed_for(case: UUID, wanted: Wanted, capabilities: Sequence[Capability]) -> list[tuple[Capability, Near]]:
    """What agreements in force for this case on `wanted.day` give of `capabilities`, in their order; the insurer is the
    case's own and is not asked. A suspended or closed provider gives nothing."""
    rows = Contract.objects.filter(
        Q(last__isnull=True) | Q(last__gte=wanted.day), case_id=case, kind=Contract.Kind.SINGLE_CASE,
        status=Contract.Status.ACTIVE, first__lte=wanted.day, provider__closed_at__isnull=True,
        provider__suspended_at__isnull=True,
    )  # fmt: skip
    agreements = {row.provider_id: row.id for row in rows}
    if not agreements:
        return []
    does = ProviderCapability.objects.filter(provider__in=agreements, capability__in=capabilities)
    fit = [row for row in does.select_related("provider") if _takes(row, wanted.ages)]
    fit.sort(key=lambda row: capabilities.index(Capability(row.capability)))
    return [(Capability(row.capability), _near(row, agreements[row.provider_id], wanted)) for row in fit]


def _takes(row: ProviderCapability, ages: int) -> bool:
    return bool((row.provider.ages if row.ages is None else row.ages) & ages)


def _near(row: ProviderCapability, agreement: UUID, wanted: Wanted) -> Near:
    who = row.provider
    return Near(
        subject=who.id, grade=supply.grade(Standing.CONTRACTED, home=False, around_the_clock=False),
        flags=supply.flags(confirmed=True), contract=agreement, point=supply.point(who.latitude, who.longitude),
        kilometres=places.kilometres(wanted.latitude, wanted.longitude, who.latitude, who.longitude),
    )  # fmt: skip
