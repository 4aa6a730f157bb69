"""The knowledge base as numbers, made once per version: what each condition makes likely, asked and answered.

Frequencies become chances by noisy-OR with the finding's base rate (people have coughs for other reasons too); the
caller's error then keeps every answer from being certain. A finding that needs another is kept as its chance given
that one, so that the two together count once. A question with options is one draw among its options and none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pharos.clinical.interview.evidence import parts
from pharos.clinical.knowledge.linking import OTHER
from pharos.clinical.knowledge.values import FREQUENCY, Choice, Effort, Knowledge
from pharos.core.urgency import Urgency

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

MISTAKEN_OWN = 0.00005
COINCIDENCE = 0.1
"""What callers begin with is this much rarer a coincidence than what they say yes to when asked."""
LEAST, MOST = 0.0005, 0.985
PRICE = {Effort.EASY: 1.0, Effort.LOOK: 1.15, Effort.DEVICE: 1.4, Effort.DELICATE: 1.3}


@dataclass(frozen=True, slots=True)
class Errs:
    """How often a caller says yes to what is not there, no to what is, and chooses a wrong option of several."""

    yes: float
    no: float
    option: float


CAREFUL, CARELESS = Errs(0.01, 0.07, 0.10), Errs(0.08, 0.15, 0.20)
"""Two kinds of callers; nobody knows which one is on the line until the answers disagree. Measured nowhere: chosen on
the vignettes for tuning, played with right answers and with one in ten wrong."""
CARELESS_SHARE = 0.2


class Vote(IntEnum):
    """What may be heard of a finding: yes, no, no without knowing what it needs, yes told by the caller himself."""

    YES = 0
    NO = 1
    NO_ALONE = 2
    VOLUNTEERED = 3


@dataclass(frozen=True)
class ChoiceTable:
    """One question with options: log-chance of each option and, last, of none, for every condition."""

    choice: Choice
    at: Ints
    chance: Floats
    logs: Floats
    noise: Floats


@dataclass(frozen=True)
class Tables:
    """Rows are conditions, columns findings; in `votes` the other way round, one row for each thing that may be heard
    of a finding, in the order of `Vote`: log-chances, given what the finding needs is there but for `NO_ALONE`.
    `noise`: the entropy of the answer that remains once the condition is known.
    """

    base: Knowledge
    conditions: tuple[str, ...]
    findings: tuple[str, ...]
    condition_at: Mapping[str, int]
    finding_at: Mapping[str, int]
    said_yes: Floats
    votes: Floats
    noise: Floats
    price: Floats
    urgency: Ints
    dangerous: npt.NDArray[np.bool_]
    choices: Mapping[str, ChoiceTable]
    choice_of: Mapping[str, str]
    linked: Mapping[str, str]
    explains: npt.NDArray[np.bool_]
    dangers: frozenset[str]
    careless: "Tables | None"


@lru_cache(maxsize=4)
def tables(base: Knowledge) -> Tables:
    """The numbers of a base for a careful caller, `careless` for another; made once for each base that is in use."""
    return _tables(base, CAREFUL, _tables(base, CARELESS))


def entropy(chance: Floats) -> Floats:
    """Of a yes or no with this chance of yes, in nats."""
    return np.asarray(-(chance * np.log(chance) + (1 - chance) * np.log1p(-chance)))


def _tables(base: Knowledge, errs: Errs, careless: Tables | None = None) -> Tables:
    conditions, findings = tuple(base.conditions), tuple(base.findings)
    finding_at = {code: at for at, code in enumerate(findings)}
    whole = _chances(base, conditions, finding_at)
    given = _given_needs(base, whole, finding_at)
    own = _given_needs(base, _chances(base, conditions, finding_at, COINCIDENCE), finding_at, COINCIDENCE)
    said_yes, alone = _said(given, errs), _said(whole, errs)
    heard = (
        np.log(said_yes),
        np.log1p(-said_yes),
        np.log1p(-alone),
        np.log(own * (1 - errs.no) + (1 - own) * MISTAKEN_OWN),
    )
    urgency = np.array([int(base.conditions[code].urgency) for code in conditions])
    dangers = _dangers(base)
    choices = {code: _choice(choice, given, finding_at, errs) for code, choice in base.choices.items()}
    return Tables(
        base=base,
        conditions=conditions,
        findings=findings,
        condition_at={code: at for at, code in enumerate(conditions)},
        finding_at=finding_at,
        said_yes=said_yes,
        votes=np.ascontiguousarray(np.vstack([one.T for one in heard])),
        noise=entropy(said_yes),
        price=np.array([PRICE[base.findings[code].effort] for code in findings]),
        urgency=urgency,
        dangerous=urgency >= int(Urgency.EMERGENCY),
        choices=choices,
        choice_of={option: code for code, one in base.choices.items() for option in one.options},
        linked={one.code: one.linked for one in base.findings.values() if one.linked and one.code not in dangers},
        dangers=dangers,
        explains=_explains(base, conditions, finding_at),
        careless=careless,
    )


def _explains(base: Knowledge, conditions: tuple[str, ...], finding_at: Mapping[str, int]) -> npt.NDArray[np.bool_]:
    """Whether a condition's author named a finding as there at least now and then. What is not in the base may have
    anything."""
    found = np.zeros((len(conditions), len(finding_at)), dtype=np.bool_)
    for row, code in enumerate(conditions):
        found[row] = code == OTHER
        for finding, often in base.conditions[code].frequencies.items():
            found[row, finding_at[finding]] |= often > FREQUENCY["never"]
    return found


def _dangers(base: Knowledge) -> frozenset[str]:
    """Findings of the grave red flags: each has a vote of its own, and a yes to one never lowers urgency."""
    grave = [one for one in base.red_flags.values() if one.urgency >= Urgency.EMERGENCY]
    return frozenset(code for one in grave for code in one.named)


def _chances(
    base: Knowledge, conditions: tuple[str, ...], finding_at: Mapping[str, int], coincidence: float = 1.0
) -> Floats:
    usual = coincidence * np.array([one.base for one in base.findings.values()])
    whole = np.tile(usual, (len(conditions), 1))
    for row, code in enumerate(conditions):
        for finding, often in base.conditions[code].frequencies.items():
            at = finding_at[finding]
            never = often <= FREQUENCY["never"]
            whole[row, at] = min(often, usual[at] / 3) if never else 1 - (1 - often) * (1 - usual[at])
    return np.asarray(np.clip(whole, LEAST * coincidence, MOST))


def _given_needs(base: Knowledge, whole: Floats, finding_at: Mapping[str, int], coincidence: float = 1.0) -> Floats:
    """Chances given that what a finding needs is there. Where a condition does not name the finding, its chance is
    that of anybody who has what it needs."""
    given = whole.copy()
    for one in base.findings.values():
        if one.code not in parts(base):
            continue
        at, needs = finding_at[one.code], [finding_at[need] for need in one.needs]
        usual = coincidence * one.base / sum(base.findings[need].base for need in one.needs)
        given[:, at] = min(usual, MOST)
        for row, condition in enumerate(base.conditions.values()):
            if one.code in condition.frequencies:
                given[row, at] = whole[row, at] / whole[row, needs].max()
    return np.clip(given, LEAST, MOST)


def _said(chance: Floats, errs: Errs) -> Floats:
    """The chance of hearing yes: what is there may be denied, what is not may be claimed."""
    return chance * (1 - errs.no) + (1 - chance) * errs.yes


def _choice(choice: Choice, given: Floats, finding_at: Mapping[str, int], errs: Errs) -> ChoiceTable:
    at = np.array([finding_at[option] for option in choice.options])
    options = given[:, at]
    none = np.clip(1 - options.sum(axis=1, keepdims=True), 0.05, 1)
    chance = np.hstack([options, none])
    chance /= chance.sum(axis=1, keepdims=True)
    chance = chance * (1 - errs.option) + errs.option / chance.shape[1]
    logs = np.log(chance)
    return ChoiceTable(choice, at, chance, logs, -(chance * logs).sum(axis=1))
