"""One policy as other rooms and screens see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from pharos.policies.models import ImportRun, InsuredPerson, Policy, PolicyChange
from pharos.policies.rules.targets import OPTIONS


class ValidityCode(StrEnum):
    VALID = "valid"
    NOT_STARTED = "not_started"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class PersonView:
    """An insured person. `options` are those that differ from the policy's."""

    id: UUID
    policy_id: UUID
    full_name: str
    other_name: str
    birth_date: date | None
    sex: str
    phone: str
    email: str
    active: bool
    options: Mapping[str, bool]


@dataclass(frozen=True, kw_only=True)
class PolicyView:
    """A policy of the register; an option missing in `options` is not known."""

    id: UUID
    insurer_id: UUID
    insurer_code: str
    number: str
    programme: str
    product_id: UUID | None
    holder: str
    valid_from: date | None
    valid_to: date | None
    issued_on: date | None
    territory: str
    countries: tuple[str, ...]
    sum_insured: Decimal | None
    currency: str
    options: Mapping[str, bool]
    cancelled: bool
    cancelled_on: date | None
    gone_from_file: bool
    source_id: UUID | None
    created_at: datetime
    changed_at: datetime
    persons: tuple[PersonView, ...]


@dataclass(frozen=True)
class Change:
    """A line of a policy's history."""

    at: datetime
    field: str
    old: str
    new: str
    person: str
    run_id: UUID | None
    file_name: str


def policy(policy_id: UUID) -> PolicyView:
    """Raises Policy.DoesNotExist (a LookupError of Django's kind)."""
    row = Policy.objects.select_related("insurer").get(pk=policy_id)
    if row.insurer is None:
        raise Policy.DoesNotExist
    persons = InsuredPerson.objects.filter(policy_id=policy_id).order_by("id")
    return PolicyView(
        id=row.id,
        insurer_id=row.insurer.id,
        insurer_code=row.insurer.code,
        number=row.number,
        programme=row.programme,
        product_id=row.product_id,
        holder=row.holder,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        issued_on=row.issued_on,
        territory=row.territory,
        countries=tuple(row.countries),
        sum_insured=row.sum_insured,
        currency=row.currency,
        options=row.options,
        cancelled=row.status == Policy.Status.CANCELLED,
        cancelled_on=row.cancelled_on,
        gone_from_file=row.gone_from_file,
        source_id=row.source_id,
        created_at=row.created_at,
        changed_at=row.changed_at,
        persons=tuple(person_view(person) for person in persons),
    )


def insured_person(person_id: UUID) -> PersonView:
    """Raises InsuredPerson.DoesNotExist."""
    return person_view(InsuredPerson.objects.get(pk=person_id))


def person_view(row: InsuredPerson) -> PersonView:
    return PersonView(
        id=row.id,
        policy_id=row.policy_id,
        full_name=row.full_name,
        other_name=row.other_name,
        birth_date=row.birth_date,
        sex=row.sex,
        phone=row.phone,
        email=row.email,
        active=row.active,
        options=row.own_options,
    )


def validity(policy: PolicyView, on: date) -> ValidityCode:
    """Whether the policy covers this day, as far as the register can tell. Both ends count.

    A policy cancelled as of a later day still covers the days before it.
    """
    if policy.cancelled and (policy.cancelled_on is None or policy.gone_from_file or on >= policy.cancelled_on):
        return ValidityCode.CANCELLED
    if policy.valid_from and on < policy.valid_from:
        return ValidityCode.NOT_STARTED
    if policy.valid_to and on > policy.valid_to:
        return ValidityCode.EXPIRED
    return ValidityCode.VALID if policy.valid_from and policy.valid_to else ValidityCode.UNKNOWN


def options(policy: PolicyView, person_id: UUID | None = None) -> dict[str, bool | None]:
    """Every option by name: bought, not bought, or None for not known. A person's own word goes before the policy's."""
    person = next((entry for entry in policy.persons if entry.id == person_id), None)
    told = {**policy.options, **(person.options if person else {})}
    return {code: told.get(code) for code in dict.fromkeys((*OPTIONS, *told))}


def changes(policy_id: UUID, limit: int = 100) -> list[Change]:
    """History, newest first."""
    rows = PolicyChange.objects.filter(policy_id=policy_id).order_by("-id")[:limit]
    names = rows.values_list("at", "field", "old", "new", "person__full_name", "run_id", "run__file_name")
    return [Change(at, f, old, new, person or "", run, name or "") for at, f, old, new, person, run, name in names]


def changed_by(run_id: UUID) -> list[UUID]:
    """Policies a file changed (not those it brought), for rooms that heard `PoliciesImported`."""
    return list(PolicyChange.objects.filter(run_id=run_id).values_list("policy_id", flat=True).distinct())


def import_run(run_id: UUID) -> ImportRun:
    """Raises ImportRun.DoesNotExist."""
    return ImportRun.objects.select_related("insurer").get(pk=run_id)
