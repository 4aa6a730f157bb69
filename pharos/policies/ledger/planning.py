"""What a file of limits comes to: limits to open, movements to make; or what is wrong with it. Pure.

A payment without a limit named stands under every limit of its policy that holds its item. A payment that is known by
its number changes nothing when it comes again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from pharos.policies.ledger.rows import LimitRow, RowFault

ZERO = Decimal(0)


@dataclass
class Account:
    """A limit as it stands, or as the file would open it (`id` empty)."""

    policy: UUID
    code: str
    items: tuple[str, ...]
    currency: str
    allowed: Decimal
    held: Decimal = ZERO
    used: Decimal = ZERO
    id: UUID | None = None
    references: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """By number of the payment: item, held, used, borne."""
    changed: bool = False


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A movement to be written, with the balance after it."""

    account: Account
    row: LimitRow
    held_after: Decimal
    used_after: Decimal
    case: UUID | None


@dataclass
class Plan:
    """Everything the file does, or why it does nothing."""

    opened: list[Account] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    known: int = 0
    faults: list[RowFault] = field(default_factory=list)


def planned(
    rows: Iterable[LimitRow],
    policies: Mapping[str, UUID],
    accounts: Iterable[Account],
    cases: Mapping[str, UUID],
) -> Plan:
    """Limits are opened before payments are made, in whatever order the rows stand."""
    plan, standing = Plan(), {(one.policy, one.code): one for one in accounts}
    told = list(rows)
    for row in told:
        if row.policy not in policies:
            plan.faults.append(RowFault(row.row, "policy", "no_such_policy"))
        elif row.allowed is not None:
            _open(plan, standing, policies[row.policy], row)
    for row in told:
        if row.moves and row.policy in policies:
            _move(plan, standing, policies[row.policy], row, cases)
    return plan


def _open(plan: Plan, standing: dict[tuple[UUID, str], Account], policy: UUID, row: LimitRow) -> None:
    assert row.allowed is not None
    found = standing.get((policy, row.limit))
    if found is None:
        made = Account(policy, row.limit, row.items, row.currency, row.allowed)
        standing[policy, row.limit] = made
        plan.opened.append(made)
    elif (found.allowed, found.currency) != (row.allowed, row.currency):
        stands = f"{found.allowed.normalize():f} {found.currency}"
        plan.faults.append(RowFault(row.row, "allowed", "limit_differs", f"{row.allowed} {row.currency}", (stands,)))
    elif found.id is not None and set(found.items) != set(row.items):
        plan.faults.append(RowFault(row.row, "items", "items_differ", ", ".join(row.items), found.items))


def _move(
    plan: Plan,
    standing: Mapping[tuple[UUID, str], Account],
    policy: UUID,
    row: LimitRow,
    cases: Mapping[str, UUID],
) -> None:
    mine = [one for (owner, _code), one in standing.items() if owner == policy]
    found = [one for one in mine if (one.code == row.limit if row.limit else row.item in one.items)]
    fault = _fault(row, found, mine)
    if row.case and row.case not in cases:
        fault = fault or RowFault(row.row, "case", "no_such_case", row.case)
    if fault:
        plan.faults.append(fault)
        return
    for account in found:
        _post(plan, account, row, cases.get(row.case))


def _fault(row: LimitRow, found: list[Account], mine: list[Account]) -> RowFault | None:
    codes = tuple(one.code for one in mine)
    if not found:
        return RowFault(row.row, "limit" if row.limit else "item", "no_such_limit", row.limit or row.item, codes)
    for account in found:
        if row.item not in account.items:
            return RowFault(row.row, "item", "item_not_under_limit", row.item, account.items)
        if account.currency != row.currency:
            return RowFault(row.row, "currency", "other_currency", row.currency, (account.currency,))
    return None


def _post(plan: Plan, account: Account, row: LimitRow, case: UUID | None) -> None:
    told = row.item, row.held, row.paid, row.deducted
    known = account.references.get(row.reference)
    if known is not None:
        if known == told:
            plan.known += 1
        else:
            plan.faults.append(RowFault(row.row, "reference", "known_otherwise", row.reference))
        return
    if account.held + account.used + row.held + row.paid > account.allowed:
        left = f"{(account.allowed - account.held - account.used).normalize():f} {account.currency}"
        plan.faults.append(RowFault(row.row, "paid" if row.paid else "held", "overdrawn", account.code, (left,)))
        return
    account.references[row.reference] = told
    account.held += row.held
    account.used += row.paid
    account.changed = True
    plan.entries.append(Entry(account=account, row=row, held_after=account.held, used_after=account.used, case=case))
