"""How sure we are that a letter or call belongs to a case we have.

One fact alone is never enough: families share a telephone, a clinic's desk writes about many patients, a policy
number may be copied wrong. Two facts that do not follow from each other are. Whatever the certainty, a person
confirms; the rule only decides what the button says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Fact(StrEnum):
    """What can agree between somebody who writes or calls and a case."""

    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"
    POLICY = "policy"
    CASE_NUMBER = "case_number"


class Certainty(StrEnum):
    EXACT = "exact"
    MAYBE = "maybe"


@dataclass(frozen=True)
class CaseMatch:
    """A case that may be meant, with what agreed, in the order of `Fact`."""

    case: UUID
    certainty: Certainty
    agreed: tuple[Fact, ...]


def certainty(agreed: Iterable[Fact]) -> Certainty:
    """Two facts make it exact, one leaves it a question."""
    return Certainty.EXACT if len(set(agreed)) >= 2 else Certainty.MAYBE


def case_matches(found: Mapping[Fact, Iterable[UUID]], *, limit: int = 5) -> tuple[CaseMatch, ...]:
    """Cases found by each fact, put together: the surest first, then in the order they were found."""
    agreed: dict[UUID, list[Fact]] = {}
    for fact in Fact:
        for case in found.get(fact, ()):
            facts = agreed.setdefault(case, [])
            if fact not in facts:
                facts.append(fact)
    matches = [CaseMatch(case, certainty(facts), tuple(facts)) for case, facts in agreed.items()]
    return tuple(sorted(matches, key=lambda match: -len(match.agreed))[:limit])
