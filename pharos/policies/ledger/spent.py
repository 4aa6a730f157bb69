"""What was used of a policy before, as a decision reads it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from pharos.policies.cover.canonical import plain_of, written
from pharos.policies.cover.reading.cases import load_case
from pharos.policies.cover.words import Reach
from pharos.policies.models import LimitEntry

ZERO = Decimal(0)


def used_before(policy_id: UUID, case_id: UUID | None) -> list[dict[str, str]]:
    """Lines of `used`: by item and case what was paid or is held. A payment stands under every limit that holds its
    item, so of an item's limits the one with most of it counts.

    What belongs to this very case counts for the incident; what belongs to another one, or to none that is known, for
    the trip, unless it was told to count for the policy only: the careful side where nobody said.
    """
    rows = LimitEntry.objects.filter(limit__policy=policy_id).values(
        "limit_id", "item", "case_id", "within", "limit__currency"
    )
    most: dict[tuple[Any, ...], tuple[Decimal, Decimal]] = {}
    for row in rows.annotate(moved=Sum("held") + Sum("used"), borne=Sum("deducted")).order_by("limit_id", "item"):
        key = row["item"], row["case_id"], row["within"], row["limit__currency"]
        moved, borne = most.get(key, (ZERO, ZERO))
        most[key] = max(moved, row["moved"]), max(borne, row["borne"])
    ordered = sorted(most.items(), key=lambda one: tuple(str(part) for part in one[0]))
    return [_line(key, amounts, case_id) for key, amounts in ordered if any(amounts)]


def with_used(text: str, items: Iterable[str], policy_id: UUID | None, case_id: UUID | None) -> str:
    """The case with what the ledger of its policy says was used; as it is where it says so itself, or where nothing
    was. Items the set does not have cannot count against it."""
    if policy_id is None:
        return text
    known = set(items)
    used = [line for line in used_before(policy_id, case_id) if line["item"] in known]
    if not used:
        return text
    plain = load_case(text)
    if not isinstance(plain, dict) or "used" in plain:
        return text
    return written({**plain, "used": used})


def _line(key: tuple[Any, ...], amounts: tuple[Decimal, Decimal], case_id: UUID | None) -> dict[str, str]:
    item, case, within, currency = key
    reach = within or (Reach.INCIDENT if case is not None and case == case_id else Reach.TRIP)
    line = {"item": item, "amount": f"{plain_of(amounts[0])} {currency}", "within": str(reach)}
    if amounts[1]:
        line["deducted"] = f"{plain_of(amounts[1])} {currency}"
    return line
