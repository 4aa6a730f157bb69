"""The arithmetic of one item: each cap with what was used of it, what the insured bears, each line of a bill."""

from decimal import Decimal
from typing import Any

from pharos.policies.cover.cases import Case
from pharos.policies.cover.deciding.billing import Settlement
from pharos.policies.cover.deciding.compiled import Compiled, bits
from pharos.policies.cover.deciding.decision import Decision, in_file_order
from pharos.policies.cover.deciding.forces import forces
from pharos.policies.cover.deciding.money import Purse


def limits(rules: Compiled, case: Case, decision: Decision, name: str) -> list[dict[str, Any]]:
    """Caps in force: allowed, used, left, and whether it is the one that binds."""
    item = rules.items[rules.item_at[name]]
    sure, _perhaps = forces(item, decision.fired, decision.open)
    purse = Purse(rules.rules, case)
    found = [purse.limited(place, rules.rows[place], name, {}) for place in in_file_order(rules, sure & item.caps)]
    tightest = min((one.left for one in found if one.left is not None), default=None)
    lines = []
    for one in found:
        limit = rules.rows[one.row].limit
        assert limit
        lines.append(
            {
                "row": rules.rows[one.row].id,
                "per": limit.per,
                "items": list(rules.rows[one.row].items) if limit.shared else [name],
                "allowed": _plain(one.allowed if one.allowed is not None else purse.amount(limit.amount)),
                "used": _plain(one.used),
                "left": _plain(one.left),
                "binds": one.left is not None and one.left == tightest,
                "waits_for": one.fact or None,
            }
        )
    return lines


def borne(rules: Compiled, case: Case, decision: Decision, name: str) -> list[dict[str, Any]]:
    """Deductibles and coinsurance in force, and what is left of them."""
    item = rules.items[rules.item_at[name]]
    sure, _perhaps = forces(item, decision.fired, decision.open)
    purse = Purse(rules.rules, case)
    lines = []
    for place in sorted(bits(sure & item.deducts), key=rules.rank.__getitem__):
        one = purse.borne(place, rules.rows[place], {})
        told = {"row": rules.rows[place].id, "per": rules.rows[place].deduction.per}  # type: ignore[union-attr]
        if one is not None:
            told |= {"left": _plain(one.amount), "percent": _plain(one.percent), "of_first": _plain(one.of_first)}
        lines.append(told)
    return lines


def settled(rules: Compiled, case: Case, one: Settlement) -> dict[str, Any]:
    """One line of a bill, step by step."""
    return {
        "item": one.bill.item,
        "amount": _plain(one.bill.amount),
        "currency": one.bill.currency,
        "rate": _plain(one.bill.rate),
        "rate_date": one.bill.rate_date.isoformat() if one.bill.rate_date else None,
        "rate_source": one.bill.rate_source or None,
        "steps": [
            {
                "step": step.step,
                "before": _plain(step.before),
                "after": _plain(step.after),
                "rows": [rules.rows[place].id for place in step.rows],
            }
            for step in one.steps
        ],
        "pays": _plain(one.pays),
        "pays_currency": case.currency,
        "remainder": _plain(one.remainder),
        "needs_rate": one.needs_rate,
        "needs_rate_of": one.needs_rate_of.isoformat() if one.needs_rate_of else None,
    }


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount.normalize():f}" if amount else "0"
