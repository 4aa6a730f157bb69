"""Which question is worth asking next: what it tells of the conditions and of danger, by what it costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pharos.clinical.interview.evidence import Evidence
from pharos.clinical.interview.people import Caller, may_have, whose
from pharos.clinical.interview.tables import ChoiceTable, Floats, Tables, entropy
from pharos.clinical.knowledge.values import Knowledge

Flags = npt.NDArray[np.bool_]
DANGER = 1.0
SAME_TOPIC = 1.25
COMPLETES = 0.10
"""What a question is worth beside its information when a yes would raise a red flag, by the chance of that yes."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A finding or a choice that may be asked, and its worth in nats by price."""

    code: str
    worth: float


def best(
    tables: Tables, caller: Caller, evidence: Evidence, chances: Floats, *, topic: str, completing: frozenset[str]
) -> Worth | None:
    """The question of the greatest worth; None when nothing can be asked any more."""
    askable = _askable(tables, caller, evidence)
    worth = _of_findings(tables, chances, completing) / tables.price
    worth = worth * _topic_bonus(tables.base, topic)
    worth[~askable] = -1.0
    found = [Worth(tables.findings[int(worth.argmax())], float(worth.max()))] if askable.any() else []
    found += _of_choices(tables, caller, evidence, chances, topic)
    return max(found, key=lambda one: one.worth, default=None)


def most_for_decision(
    tables: Tables, caller: Caller, evidence: Evidence, chances: Floats, *, completing: frozenset[str]
) -> float:
    """What the best question can still tell of how soon somebody must act and of who: in nats, at no price. Illnesses
    that one doctor sees equally soon are one to it."""
    askable, decisions = _askable(tables, caller, evidence), _decisions(tables.base, caller)
    masses, yes = decisions @ chances, chances @ tables.said_yes
    there = masses > 1e-9
    given = (decisions[there] * chances) @ tables.said_yes / masses[there, None]
    told = entropy(yes) - masses[there] @ entropy(np.clip(given, 1e-9, 1 - 1e-9))
    for code in completing:
        told[tables.finding_at[code]] += COMPLETES * yes[tables.finding_at[code]]
    open_ = any(can_choose(tables, caller, evidence, code) for code in tables.choices)
    return float("inf") if open_ else float(told[askable].max(initial=0.0))


@lru_cache(maxsize=64)
def _decisions(base: Knowledge, caller: Caller) -> Floats:
    """Which conditions come to the same urgency and specialist: a row for each such pair, a column a condition."""
    pairs = [(one.urgency, whose(base, one, caller)) for one in base.conditions.values()]
    return np.array([[float(one == pair) for one in pairs] for pair in dict.fromkeys(pairs)])


def _askable(tables: Tables, caller: Caller, evidence: Evidence) -> Flags:
    """`can_ask` for every finding at once."""
    open_, needing = _possible(tables.base, caller).copy(), _needing(tables.base)
    open_[[tables.finding_at[code] for code in (*evidence.said, *evidence.follows)]] = False
    present = set(evidence.present())
    for at, needs in needing:
        if open_[at] and present.isdisjoint(needs):
            open_[at] = False
    return open_


@lru_cache(maxsize=64)
def _possible(base: Knowledge, caller: Caller) -> Flags:
    """Which findings this person can be asked for by themselves, not as options."""
    options = {option for choice in base.choices.values() for option in choice.options}
    return np.array([one.code not in options and may_have(caller, one) for one in base.findings.values()])


@lru_cache(maxsize=4)
def _needing(base: Knowledge) -> list[tuple[int, tuple[str, ...]]]:
    return [(at, one.needs) for at, one in enumerate(base.findings.values()) if one.needs]


def can_ask(tables: Tables, caller: Caller, evidence: Evidence, code: str) -> bool:
    """Not known, not asked, the person can have it, and what it needs is there."""
    if code in tables.choice_of or evidence.settled(code):
        return False
    finding = tables.base.findings[code]
    if finding.needs and not any(evidence.has(need) for need in finding.needs):
        return False
    return may_have(caller, finding)


def can_choose(tables: Tables, caller: Caller, evidence: Evidence, code: str) -> bool:
    """A question with options is asked while none of them is known to be there and two may be."""
    choice = tables.base.choices[code]
    if choice.needs and not any(evidence.has(need) for need in choice.needs):
        return False
    if any(evidence.has(option) for option in choice.options):
        return False
    return len(open_options(tables, caller, evidence, code)) >= 2


def open_options(tables: Tables, caller: Caller, evidence: Evidence, code: str) -> list[str]:
    """Options of a choice that are not yet settled and that the person can have."""
    options = tables.base.choices[code].options
    return [one for one in options if not evidence.settled(one) and may_have(caller, tables.base.findings[one])]


def _of_findings(tables: Tables, chances: Floats, completing: frozenset[str]) -> Floats:
    """Information on the condition, plus information on whether it is dangerous, plus what completes a red flag."""
    yes = chances @ tables.said_yes
    told = entropy(yes) - chances @ tables.noise
    worth = told + DANGER * _of_danger(tables, chances, yes)
    for code in completing:
        at = tables.finding_at[code]
        worth[at] += COMPLETES * yes[at]
    return np.asarray(worth)


def _of_danger(tables: Tables, chances: Floats, yes: Floats) -> Floats:
    mass = float(chances[tables.dangerous].sum())
    if not 1e-9 < mass < 1 - 1e-9:
        return np.zeros_like(yes)
    grave = chances[tables.dangerous] @ tables.said_yes[tables.dangerous]
    mild = np.clip((yes - grave) / (1 - mass), 1e-9, 1 - 1e-9)
    grave = np.clip(grave / mass, 1e-9, 1 - 1e-9)
    return np.asarray(entropy(yes) - mass * entropy(grave) - (1 - mass) * entropy(mild))


@lru_cache(maxsize=64)
def _topic_bonus(base: Knowledge, topic: str) -> Floats:
    return np.array([SAME_TOPIC if one.topic == topic else 1.0 for one in base.findings.values()])


def _of_choices(tables: Tables, caller: Caller, evidence: Evidence, chances: Floats, topic: str) -> Iterator[Worth]:
    for code, table in tables.choices.items():
        if can_choose(tables, caller, evidence, code):
            bonus = SAME_TOPIC if table.choice.topic == topic else 1.0
            yield Worth(code, bonus * _of_choice(tables, table, chances))


def _of_choice(tables: Tables, table: ChoiceTable, chances: Floats) -> float:
    mixed = chances @ table.chance
    told = _spread(mixed) - float(chances @ table.noise)
    mass = float(chances[tables.dangerous].sum())
    if not 1e-9 < mass < 1 - 1e-9:
        return told
    grave = chances[tables.dangerous] @ table.chance[tables.dangerous] / mass
    mild = np.clip((mixed - mass * grave) / (1 - mass), 1e-12, 1)
    danger = _spread(mixed) - mass * _spread(grave) - (1 - mass) * _spread(mild)
    return told + DANGER * danger


def _spread(chances: Floats) -> float:
    return float(-(chances * np.log(chances)).sum())
