"""Keeping a provider: added, changed, suspended, resumed, closed; and which facility of a list it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.network import (
    FacilityLinked,
    ProviderAdded,
    ProviderChanged,
    ProviderClosed,
    ProviderResumed,
    ProviderSuspended,
)
from pharos.journal import api as journal
from pharos.network.actions.indexing import index_facility, index_linked, index_provider
from pharos.network.models import Facility, Provider, ProviderFacility
from pharos.network.rules import hours
from pharos.network.rules.naming import name_key
from pharos.places import api as places

PARTICULARS = (
    "kind", "name_latin", "name_local", "name_ru", "legal_name", "country", "place_id", "latitude", "longitude",
    "address", "entrance", "website", "email", "guarantee_email", "hours", "ages", "house_call_km",
)  # fmt: skip


def add_provider(*, actor: Actor, now: datetime, particulars: Mapping[str, Any]) -> Provider:
    """Keep a provider. `particulars` are by PARTICULARS; its clock and piece of land follow from where it is.

    Objects `hours_unreadable`, `nowhere`, `other_country`.
    """
    values = _complete(particulars)
    with journal.transaction(actor=actor, now=now) as record:
        provider = Provider.objects.create(added_at=now, **values)
        record(ProviderAdded(provider=provider.id))
    return provider


def change_provider(
    *, actor: Actor, now: datetime, provider_id: UUID, particulars: Mapping[str, Any]
) -> tuple[str, ...]:
    """Change a provider's own particulars; returns the names of what really changed. Objects as `add_provider`."""
    with journal.transaction(actor=actor, now=now) as record:
        provider = locked(provider_id)
        values = _complete({name: getattr(provider, name) for name in PARTICULARS} | dict(particulars))
        fields = tuple(sorted(name for name, value in values.items() if getattr(provider, name) != value))
        if fields:
            for name in fields:
                setattr(provider, name, values[name])
            provider.save(update_fields=fields)
            index_provider(provider)
            record(ProviderChanged(provider=provider.id, fields=fields))
    return fields


def suspend_provider(*, actor: Actor, now: datetime, provider_id: UUID, why: str) -> None:
    """Send nobody there until further notice. `why` is a code of `messages.SUSPENSIONS`. Objects `closed`."""
    with journal.transaction(actor=actor, now=now) as record:
        provider = _open(provider_id)
        if provider.suspended_at is None:
            _stored(provider, suspended_at=now, suspended_why=why)
            record(ProviderSuspended(provider=provider.id, why=why))


def resume_provider(*, actor: Actor, now: datetime, provider_id: UUID) -> None:
    """Send people there again. Objects `closed`."""
    with journal.transaction(actor=actor, now=now) as record:
        provider = _open(provider_id)
        if provider.suspended_at is not None:
            _stored(provider, suspended_at=None, suspended_why="")
            record(ProviderResumed(provider=provider.id))


def close_provider(*, actor: Actor, now: datetime, provider_id: UUID) -> None:
    """It is offered to nobody any more; what was stays readable."""
    with journal.transaction(actor=actor, now=now) as record:
        provider = locked(provider_id)
        if provider.closed_at is None:
            _stored(provider, closed_at=now)
            record(ProviderClosed(provider=provider.id))


def link_facility(*, actor: Actor, now: datetime, provider_id: UUID, facility_id: UUID) -> None:
    """Say that this provider is that facility, which the search then no longer offers beside it.

    Objects `facility_taken` where it is another provider already. Raises DoesNotExist.
    """
    with journal.transaction(actor=actor, now=now) as record:
        provider, facility = locked(provider_id), Facility.objects.select_for_update().get(id=facility_id)
        link = ProviderFacility.objects.filter(facility=facility).first()
        if link is not None and link.provider_id != provider.id:
            raise Objected(Objection("facility_taken"))
        if link is None:
            ProviderFacility.objects.create(provider=provider, facility=facility, linked_at=now, linked_by=str(actor))
            index_linked(provider)
            record(FacilityLinked(provider=provider.id, facility=facility.id, linked=True))


def unlink_facility(*, actor: Actor, now: datetime, provider_id: UUID, facility_id: UUID) -> None:
    """They are two after all; the facility is found on its own again."""
    with journal.transaction(actor=actor, now=now) as record:
        gone, _ = ProviderFacility.objects.filter(provider_id=provider_id, facility_id=facility_id).delete()
        if gone:
            index_facility(Facility.objects.get(id=facility_id))
            record(FacilityLinked(provider=provider_id, facility=facility_id, linked=False))


def locked(provider_id: UUID) -> Provider:
    """The provider, whom nobody else changes meanwhile. Raises DoesNotExist."""
    return Provider.objects.select_for_update().get(id=provider_id)


def _open(provider_id: UUID) -> Provider:
    provider = locked(provider_id)
    if provider.closed_at is not None:
        raise Objected(Objection("closed"))
    return provider


def _stored(provider: Provider, **values: Any) -> None:
    for name, value in values.items():
        setattr(provider, name, value)
    provider.save(update_fields=list(values))
    index_provider(provider)


def _complete(particulars: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: particulars[name] for name in PARTICULARS if name in particulars}
    if fault := hours.fault(values.get("hours", "")):
        raise Objected(Objection("hours_unreadable", {"at": fault.at, "piece": fault.piece, "days": fault.weekdays}))
    values["hours"] = hours.tidy(values.get("hours", ""))
    latitude, longitude = values["latitude"], values["longitude"]
    if latitude == longitude == 0:
        raise Objected(Objection("nowhere"))
    if not places.near_country(values["country"], latitude, longitude):
        turned = places.near_country(values["country"], longitude, latitude)
        raise Objected(Objection("swapped" if turned else "other_country"))
    here = places.surroundings(latitude, longitude)
    values |= {"time_zone": here.time_zone, "landmass": here.landmass}
    values.setdefault("place_id", here.id)
    values["name_key"] = name_key(values.get(name, "") for name in ("name_latin", "name_local", "name_ru"))
    return values
