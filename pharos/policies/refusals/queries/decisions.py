"""A decision that was kept, opened again: the set, the facts, the answer, as they were."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.deciding.decision import ItemDecision
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.reading.cases import read_case
from pharos.policies.cover.words import Answer
from pharos.policies.models import CoverDecision
from pharos.policies.queries.rulesets import published
from pharos.vault.api import Erased


class Forgotten(Exception):
    """Whose case it was has been forgotten: the key of this decision is gone, and with it its facts."""


@dataclass(frozen=True)
class Kept:
    """A decision with its row; `answer` is the plain form it was kept in, explanation and all."""

    row: CoverDecision
    answer: dict[str, Any]

    @property
    def items(self) -> dict[str, Any]:
        """What was answered, by item."""
        found: dict[str, Any] = self.answer["items"]
        return found

    @property
    def facts(self) -> list[dict[str, Any]]:
        """Facts as the explanation lists them: state, value, who told what."""
        found: list[dict[str, Any]] = self.answer["explanation"]["facts"]
        return found

    @property
    def refused(self) -> list[str]:
        return [item for item, told in self.items.items() if told["answer"] == Answer.REFUSE]

    def decided(self) -> Decided:
        """Decided once more by the same set: byte for byte the same, and ready to be put into words."""
        assert self.row.rule_set_id is not None, "what was decided for a case was decided by a published set"
        engine = published(self.row.rule_set_id).found.engine
        return engine.decide(read_case(str(self.row.facts), engine.rules, catalogue()))


def kept(decision_id: UUID) -> Kept:
    """Raises CoverDecision.DoesNotExist, Forgotten."""
    return opened(CoverDecision.objects.select_related("key").get(pk=decision_id))


def opened(row: CoverDecision) -> Kept:
    """Raises Forgotten."""
    answer = row.answer
    if answer is None or isinstance(answer, Erased):
        raise Forgotten(str(row.id))
    return Kept(row, json.loads(str(answer)))


def newest(case_ids: Iterable[UUID]) -> CoverDecision | None:
    """The decision that stands for a case, which may have been made while it was another one: the newest that none
    replaces."""
    rows = CoverDecision.objects.filter(case_id__in=set(case_ids), replaced_by=None).select_related("key")
    return rows.order_by("-decided_at", "-id").first()


def of_items(decided: Decided, items: Sequence[str]) -> list[ItemDecision]:
    """The answers of these items, in the order of the set."""
    return [one for one in decided.decision.items if one.item in items]
