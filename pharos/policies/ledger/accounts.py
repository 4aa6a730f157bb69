"""The ledger of a policy as it is read: limits within limits, what is held, paid and left, every movement."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pharos.core.money import Money
from pharos.policies.ledger.words import KINDS, item_text
from pharos.policies.models import CaseKnown, Limit, LimitEntry


@dataclass(frozen=True)
class AccountView:
    """One limit. `depth`: how many wider limits hold all of its items."""

    code: str
    items: Sequence[str]
    depth: int
    allowed: Money
    held: Money
    used: Money
    left: Money
    percent: int
    inside: str
    """The next wider limit."""


@dataclass(frozen=True)
class EntryView:
    """One movement, and the balance after it."""

    entry: LimitEntry
    kind: str
    item: str
    held: Money
    used: Money
    left: Money
    case_id: UUID | None
    case_number: str


def accounts(policy_id: UUID) -> list[AccountView]:
    """Wider limits before those within them."""
    rows = list(Limit.objects.filter(policy=policy_id))
    held_by = {row.code: [one for one in rows if one is not row and _holds(one, row)] for row in rows}
    ordered = sorted(rows, key=lambda row: ([one.code for one in _path(row, held_by)], row.code))
    return [_account(row, held_by[row.code]) for row in ordered]


def entries(policy_id: UUID, *, most: int = 200) -> list[EntryView]:
    """The newest first."""
    rows = list(LimitEntry.objects.filter(limit__policy=policy_id).select_related("limit").order_by("-id")[:most])
    numbers = dict(
        CaseKnown.objects.filter(pk__in=[row.case_id for row in rows if row.case_id]).values_list("case_id", "number")
    )
    return [_entry(row, numbers.get(row.case_id, "") if row.case_id else "") for row in rows]


def _holds(wide: Limit, narrow: Limit) -> bool:
    """Whether a limit holds all items of another and more, or the same for more money."""
    mine, theirs = set(wide.items), set(narrow.items)
    if wide.currency != narrow.currency:
        return False
    return theirs < mine or (theirs == mine and (wide.allowed, narrow.code) > (narrow.allowed, wide.code))


def _path(row: Limit, held_by: dict[str, list[Limit]]) -> list[Limit]:
    """From the widest limit to this one."""
    return [*sorted(held_by[row.code], key=lambda one: (-len(one.items), -one.allowed, one.code)), row]


def _account(row: Limit, wider: list[Limit]) -> AccountView:
    def money(amount: Decimal) -> Money:
        return Money(amount, row.currency)

    taken = row.held + row.used
    next_wider = min(wider, key=lambda one: (len(one.items), one.allowed), default=None)
    return AccountView(
        row.code,
        [item_text(item) for item in row.items],
        min(len(wider), 3),
        money(row.allowed),
        money(row.held),
        money(row.used),
        money(row.allowed - taken),
        round(100 * taken / row.allowed) if row.allowed else 100,
        next_wider.code if next_wider else "",
    )


def _entry(row: LimitEntry, number: str) -> EntryView:
    currency = row.limit.currency
    left = row.limit.allowed - row.held_after - row.used_after
    return EntryView(
        row,
        str(KINDS[row.kind]),
        item_text(row.item),
        Money(row.held, currency),
        Money(row.used, currency),
        Money(left, currency),
        row.case_id,
        number,
    )
