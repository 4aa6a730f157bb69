"""The ledger of limits: hold for a promise, change it, pay it, let it go. The database refuses to overdraw."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from pharos.core.actor import Actor
from pharos.core.money import Money
from pharos.core.objections import Objected, Objection
from pharos.events.policies import LimitMoved
from pharos.journal import api as journal
from pharos.policies.models import Limit, LimitEntry, Policy

NOT_OVERDRAWN = "policies_limit_not_overdrawn"


@dataclass(frozen=True, kw_only=True)
class Movement:
    """What moves: how much is held more (or, negative, less), how much is paid more (or given back)."""

    kind: LimitEntry.Kind
    held: Decimal
    used: Decimal
    currency: str


def reserve(amount: Money) -> Movement:
    """Hold for a guarantee of payment."""
    return Movement(kind=LimitEntry.Kind.RESERVE, held=_positive(amount), used=Decimal(0), currency=amount.currency)


def change(before: Money, after: Money) -> Movement:
    """A guarantee becomes larger or smaller."""
    moved = after - before
    return Movement(kind=LimitEntry.Kind.CHANGE, held=moved.amount, used=Decimal(0), currency=moved.currency)


def consume(paid: Money, held: Money) -> Movement:
    """An invoice is paid; what was held for it is let go, whether it was more or less."""
    amount, before = _positive(paid), (held - Money(Decimal(0), paid.currency)).amount
    return Movement(kind=LimitEntry.Kind.CONSUME, held=-before, used=amount, currency=paid.currency)


def release(held: Money) -> Movement:
    """A guarantee that is not used any more."""
    return Movement(kind=LimitEntry.Kind.RELEASE, held=-_positive(held), used=Decimal(0), currency=held.currency)


def open_limit(
    *, actor: Actor, now: datetime, policy_id: UUID, code: str, items: tuple[str, ...], allowed: Money
) -> UUID:
    """The account of one limit of a policy; the same one when it is open already.

    Raises Objected (`limit_differs`) where it was opened with another amount or currency.
    """
    _positive(allowed)
    with journal.transaction(actor=actor, now=now):
        policy = Policy.objects.only("insurer_id").get(pk=policy_id)
        row, _made = Limit.objects.get_or_create(
            policy_id=policy_id,
            code=code,
            defaults={
                "insurer_id": policy.insurer_id,
                "items": list(items),
                "allowed": allowed.amount,
                "currency": allowed.currency,
            },
        )
        if row.allowed != allowed.amount or row.currency != allowed.currency:
            raise Objected(Objection("limit_differs", {"code": code}))
    return row.id


def move(
    *, actor: Actor, now: datetime, limit_id: UUID, movement: Movement, item: str, case_id: UUID | None = None
) -> Money:
    """Carry a movement out; returns what is left under the limit.

    Raises Objected: `limit_overdrawn` when more would be held and paid than is allowed, or less than nothing;
    `other_currency` when the limit is kept in another one.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row = Limit.objects.select_for_update().get(pk=limit_id)
        if row.currency != movement.currency:
            raise Objected(Objection("other_currency", {"currency": row.currency}))
        _balance(row, movement)
        LimitEntry.objects.create(
            insurer_id=row.insurer_id,
            limit=row,
            kind=movement.kind,
            item=item,
            held=movement.held,
            used=movement.used,
            held_after=row.held,
            used_after=row.used,
            case_id=case_id,
            at=now,
            actor=str(actor),
        )
        record(
            LimitMoved(
                limit=row.id,
                policy=row.policy_id,
                case=case_id,
                kind=movement.kind,
                held=movement.held,
                used=movement.used,
                currency=row.currency,
            )
        )
    return Money(row.allowed - row.held - row.used, row.currency)


def _balance(row: Limit, movement: Movement) -> None:
    row.held += movement.held
    row.used += movement.used
    try:
        with transaction.atomic():
            row.save(update_fields=["held", "used"])
    except IntegrityError as error:
        if NOT_OVERDRAWN not in str(error):
            raise
        raise Objected(Objection("limit_overdrawn", {"code": row.code})) from error


def _positive(amount: Money) -> Decimal:
    if amount.amount < 0:
        raise ValueError(f"{amount} is less than nothing")
    return amount.amount
