"""Which published set decides: one, or the reason why none does and what would help."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from pharos.policies.cover.words import Basis
from pharos.policies.models import RuleSet
from pharos.policies.queries.rulesets import Chosen, latest_versions, published


class NoSet(StrEnum):
    """Why no set is chosen."""

    NO_INSURER = "no_insurer"
    NONE_PUBLISHED = "none_published"
    OTHER_PRODUCT = "other_product"
    DAY_NEEDED = "day_needed"
    NONE_ON_DAY = "none_on_day"
    SEVERAL = "several"


@dataclass(frozen=True)
class Choice:
    """A set, or why none. `day` names the day that picks the version; `product_assumed`: the register names no product
    and every set of the insurer for that day is this one."""

    chosen: Chosen | None = None
    why: NoSet | None = None
    day: str = ""
    sets: tuple[str, ...] = field(default=())
    product_assumed: bool = False


def choose(*, insurer_id: UUID | None, product: str, issued: date | None, loss_date: date | None) -> Choice:
    """The one published set for this insurer, product and the set's own day."""
    if insurer_id is None:
        return Choice(why=NoSet.NO_INSURER)
    rows = RuleSet.objects.filter(insurer_id=insurer_id).defer("text").order_by("published_at", "id")
    if product:
        rows = rows.filter(Q(products=[]) | Q(products__contains=[product]))
    found = list(rows)
    if not found:
        other = bool(product) and RuleSet.objects.filter(insurer_id=insurer_id).exists()
        return Choice(why=NoSet.OTHER_PRODUCT if other else NoSet.NONE_PUBLISHED)
    fitting, unsure = [], []
    for row in found:
        fits = _fits(row, issued if row.basis == Basis.ISSUED else loss_date)
        if fits is None:
            unsure.append(row)
        elif fits:
            fitting.append(row)
    return _one_of(latest_versions(fitting), unsure, found, product)


def _one_of(fitting: list[RuleSet], unsure: list[RuleSet], found: list[RuleSet], product: str) -> Choice:
    names = tuple(f"{row.name}@{row.version}" for row in found)
    if unsure:
        return Choice(
            why=NoSet.DAY_NEEDED, day="issued" if unsure[0].basis == Basis.ISSUED else "loss_date", sets=names
        )
    if not fitting:
        return Choice(why=NoSet.NONE_ON_DAY, sets=names)
    if len(fitting) > 1:
        return Choice(why=NoSet.SEVERAL, sets=tuple(f"{row.name}@{row.version}" for row in fitting))
    return Choice(_ready(fitting[0].id), product_assumed=not product and bool(fitting[0].products))


@lru_cache(maxsize=64)
def _ready(rule_set_id: UUID) -> Chosen:
    """A published set never changes, so its text is fetched once in a process."""
    return published(rule_set_id)


def _fits(row: RuleSet, day: date | None) -> bool | None:
    """Whether the set's day lies in its period; None while that day is not known and the period is bounded."""
    if row.first is None and row.last is None:
        return True
    if day is None:
        return None
    return (row.first is None or row.first <= day) and (row.last is None or day <= row.last)
