"""A facility of a list becomes a provider of ours: by a person's word, never by an import."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.capabilities import Capability
from pharos.core.phones import e164
from pharos.journal import api as journal
from pharos.network.actions.parts import save_part
from pharos.network.actions.providers import add_provider, link_facility
from pharos.network.models import Facility, Provider
from pharos.network.queries.facilities import phones_told


def adopt_facility(
    *, actor: Actor, now: datetime, facility_id: UUID, particulars: Mapping[str, Any], does: Iterable[Capability]
) -> Provider:
    """Keep a provider that is this facility, with the telephones its list tells and what the actor says it can do;
    each capability is noted with the list.

    Objects as `add_provider` and `link_facility`. Raises DoesNotExist.
    """
    with journal.transaction(actor=actor, now=now):
        facility = Facility.objects.select_related("source").get(pk=facility_id)
        provider = add_provider(actor=actor, now=now, particulars=particulars)
        for part, values in _parts(facility, does):
            save_part(actor=actor, now=now, provider_id=provider.id, part=part, values=values)
        link_facility(actor=actor, now=now, provider_id=provider.id, facility_id=facility.id)
    return provider


def _parts(facility: Facility, does: Iterable[Capability]) -> list[tuple[str, dict[str, Any]]]:
    numbers = dict.fromkeys(filter(None, (e164(one, facility.country) for one in phones_told(facility))))
    note = f"{facility.source.name}, {facility.source.dated}"
    return [
        *(("phone", {"purpose": "reception", "number": one, "order": at}) for at, one in enumerate(numbers)),
        *(("capability", {"capability": one, "note": note}) for one in does),
    ]
