"""What belongs to a provider: phones, languages, capabilities, credentials, contracts, billing blocks, prices."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.network import ProviderPartChanged
from pharos.journal import api as journal
from pharos.network.actions.indexing import index_provider
from pharos.network.actions.providers import locked
from pharos.network.models import (
    BillingBlock,
    Contract,
    ContractInsurer,
    Credential,
    Provider,
    ProviderCapability,
    ProviderLanguage,
    ProviderPhone,
    TariffLine,
)
from pharos.network.rules import hours

PARTS: Mapping[str, type[models.Model]] = {
    "phone": ProviderPhone,
    "language": ProviderLanguage,
    "capability": ProviderCapability,
    "credential": Credential,
    "contract": Contract,
    "block": BillingBlock,
    "price": TariffLine,
}
_INDEXED = frozenset({"language", "capability", "contract"})
_KEPT = frozenset({"price"})


def save_part(
    *, actor: Actor, now: datetime, provider_id: UUID, part: str, values: Mapping[str, Any], row: Any = None
) -> Any:
    """Add a part of PARTS, or change the row with this key; returns its key.

    A contract's `included` and `excluded` are ids of insurers. A credential that comes with `evidence` or a file counts
    as checked by the actor. Objects `already_there`, `contract_overlaps`, `dates_turned`, `hours_unreadable`,
    `price_kept`. Raises DoesNotExist for a row of another provider.
    """
    plain, insurers = _plain(part, values)
    with journal.transaction(actor=actor, now=now) as record:
        provider = locked(provider_id)
        if part == "credential" and {"evidence", "file"} & {name for name in plain if plain[name]}:
            plain |= {"checked_by": str(actor), "checked_at": now}
        if part == "contract":
            _no_overlap(provider, plain, row)
        saved, change, fields = _saved(provider, part, plain, row)
        if insurers is not None and isinstance(saved, Contract) and _named(saved, insurers):
            fields = (*fields, "insurers")
        if change == "added" or fields:
            if part in _INDEXED:
                index_provider(provider)
            record(
                ProviderPartChanged(provider=provider.id, part=part, row=str(saved.pk), change=change, fields=fields)
            )
    return saved.pk


def remove_part(*, actor: Actor, now: datetime, provider_id: UUID, part: str, row: object) -> None:
    """Take a part away; nothing happens where it is gone. Contracts are ended and prices replaced, never removed:
    objects `kept_for_good`."""
    if part in ("contract", "price"):
        raise Objected(Objection("kept_for_good"))
    with journal.transaction(actor=actor, now=now) as record:
        provider = locked(provider_id)
        gone, _ = PARTS[part]._default_manager.filter(pk=row, provider=provider).delete()
        if gone:
            if part in _INDEXED:
                index_provider(provider)
            record(ProviderPartChanged(provider=provider.id, part=part, row=str(row), change="removed"))


def _plain(part: str, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[UUID, bool] | None]:
    plain = dict(values)
    if fault := hours.fault(plain.get("hours", "")):
        raise Objected(Objection("hours_unreadable", {"at": fault.at, "piece": fault.piece, "days": fault.weekdays}))
    if "hours" in plain:
        plain["hours"] = hours.tidy(plain["hours"])
    for first, last in (("first", "last"), ("issued_on", "expires_on")):
        if plain.get(first) and plain.get(last) and plain[last] < plain[first]:
            raise Objected(Objection("dates_turned"))
    if part != "contract":
        return plain, None
    named = {included: plain.pop(name, ()) for name, included in (("included", True), ("excluded", False))}
    return plain, {insurer: included for included, ids in named.items() for insurer in ids}


def _saved(
    provider: Provider, part: str, values: dict[str, Any], row: object
) -> tuple[models.Model, str, tuple[str, ...]]:
    rows: Any = PARTS[part]._default_manager
    try:
        with transaction.atomic():
            if row is None:
                return rows.create(provider=provider, **values), "added", ()
            if part in _KEPT:
                raise Objected(Objection("price_kept"))
            saved = rows.select_for_update().get(pk=row, provider=provider)
            fields = tuple(sorted(name for name, value in values.items() if getattr(saved, name) != value))
            for name in fields:
                setattr(saved, name, values[name])
            if fields:
                saved.save(update_fields=fields)
            return saved, "changed", fields
    except IntegrityError as error:
        overlaps = "network_contract_no_overlap" in str(error)
        raise Objected(Objection("contract_overlaps" if overlaps else "already_there")) from error


def _no_overlap(provider: Provider, values: Mapping[str, Any], row: Any) -> None:
    """Says with which contract the days overlap, which the database's own refusal cannot."""
    in_force = (Contract.Status.ACTIVE, Contract.Status.SUSPENDED)
    if values.get("kind", Contract.Kind.CONTRACT) != Contract.Kind.CONTRACT or values["status"] not in in_force:
        return
    others = Contract.objects.filter(provider=provider, kind=Contract.Kind.CONTRACT, status__in=in_force).exclude(
        pk=row
    )
    for other in others:
        if values["first"] <= (other.last or date.max) and other.first <= (values.get("last") or date.max):
            facts = {"number": other.number or "—", "first": other.first, "last": other.last}
            raise Objected(Objection("contract_overlaps", facts))


def _named(contract: Contract, insurers: Mapping[UUID, bool]) -> bool:
    before = {row.insurer_id: row.included for row in contract.insurers.all()}
    if before == insurers:
        return False
    contract.insurers.all().delete()
    _name(contract, insurers.items())
    return True


def _name(contract: Contract, insurers: Iterable[tuple[UUID, bool]]) -> None:
    ContractInsurer.objects.bulk_create(
        ContractInsurer(contract=contract, insurer_id=insurer, included=included) for insurer, included in insurers
    )
