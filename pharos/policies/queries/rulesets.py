"""Published sets: the one that applies; and whether a decision that was kept comes out the same again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from pharos.policies import rulesets
from pharos.policies.cover.canonical import written
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.explaining.explanation import explained
from pharos.policies.cover.reading.cases import read_case
from pharos.policies.cover.versions import Edition, begins_last
from pharos.policies.models import CoverDecision, RuleSet


@dataclass(frozen=True)
class Chosen:
    """A set ready to decide by; `id` is empty for one that is not published."""

    found: rulesets.Found
    id: UUID | None = None


def applying(*, insurer_id: UUID, product: str, issued: date | None, loss_date: date | None) -> Chosen | None:
    """The published set of this insurer and product on the set's own day; None where none or several apply.

    Of several versions of one set that hold the day, the one that begins last.
    """
    rows = RuleSet.objects.filter(insurer_id=insurer_id).defer("text")
    rows = rows.filter(Q(products=[]) | Q(products__contains=[product])).order_by("published_at", "id")
    days = {"issued": issued, "loss": loss_date}
    fitting = latest_versions(row for row in rows if Edition(0, row.hash, row.first, row.last).holds(days[row.basis]))
    return published(fitting[0].id) if len(fitting) == 1 else None


def latest_versions(rows: Iterable[RuleSet]) -> list[RuleSet]:
    """Of each set the version that begins last, of rows in the order of publishing; in that order again."""
    found: dict[str, tuple[Edition, RuleSet]] = {}
    for place, row in enumerate(rows):
        edition = Edition(place, row.hash, row.first, row.last)
        held = found.get(row.name)
        if held is None or begins_last(edition) > begins_last(held[0]):
            found[row.name] = edition, row
    return [row for _edition, row in sorted(found.values(), key=lambda one: one[0].place)]


def published(rule_set_id: UUID) -> Chosen:
    """Raises RuleSet.DoesNotExist."""
    row = RuleSet.objects.get(pk=rule_set_id)
    return Chosen(_ready(row.hash, row.text), row.id)


def again(decision_id: UUID) -> tuple[str, str]:
    """The answer as it was kept, and as set and facts give it now; they are equal, byte for byte.

    Raises CoverDecision.DoesNotExist. Once the case's key is destroyed there are no facts to decide by.
    """
    row = CoverDecision.objects.select_related("rule_set", "key").get(pk=decision_id)
    decided = decided_again(row)
    return str(row.answer), written(decided.plain() | {"explanation": explained(decided)})


def decided_again(row: CoverDecision) -> Decided:
    """By the set and the facts that were kept."""
    assert row.rule_set is not None
    found = _ready(row.rule_set.hash, row.rule_set.text)
    return found.engine.decide(read_case(str(row.facts), found.engine.rules, catalogue()))


@lru_cache(maxsize=64)
def _ready(_hash: str, text: str) -> rulesets.Found:
    return rulesets.from_text(text)
