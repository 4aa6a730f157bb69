"""What the interview ends with: hypotheses with reasons, urgency, whom to see, what to do, what was not asked."""

from dataclasses import dataclass

import numpy as np

from pharos.clinical.interview.beliefs import votes
from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.flags import nearly
from pharos.clinical.interview.people import whose
from pharos.clinical.interview.talking import Interview
from pharos.clinical.interview.urgency import Verdict
from pharos.clinical.knowledge.linking import OTHER
from pharos.clinical.knowledge.parts import CALL_BACK_HOURS
from pharos.clinical.knowledge.values import Advice, Condition, Finding, Knowledge, RedFlag, Source, Specialist
from pharos.core.urgency import Urgency

SHOWN, LEAST_SHOWN = 5, 0.02
PROBABLE, POSSIBLE = 0.5, 0.15
EXCLUDE = 0.02
MOST_EXCLUDED = 6
NOTHING_BY_MOUTH = "nothing_by_mouth"
SPEAKS = 0.35
"""A finding is a reason when it moves the log-odds of a condition against the rest by this much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A finding, and whether it is there, that speaks for or against a hypothesis."""

    finding: Finding
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A condition, its chance and its word (likely, possible, unlikely, must_exclude), with reasons."""

    condition: Condition
    chance: float
    word: str
    supporting: tuple[Reason, ...]
    opposing: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that is handed on. The diagnosis is preliminary: it is the doctor's to make."""

    hypotheses: tuple[Hypothesis, ...]
    must_exclude: tuple[Hypothesis, ...]
    verdict: Verdict
    red_flags: tuple[RedFlag, ...]
    specialist: Specialist
    instead_of: Specialist | None
    advice: tuple[Advice, ...]
    call_back_hours: float
    not_asked: tuple[Finding, ...]
    unknown: tuple[Finding, ...]
    sources: tuple[Source, ...]
    reviewed: bool
    version: str


def outcome(talk: Interview) -> Outcome:
    """What is known at this moment of the interview, whether it is over or not."""
    order = np.argsort(-talk.chances, kind="stable")[:SHOWN]
    worth = [int(at) for place, at in enumerate(order) if place == 0 or talk.chances[at] >= LEAST_SHOWN]
    shown = tuple(_hypothesis(talk, at) for at in worth)
    exclude = _to_exclude(talk)
    specialist, instead_of = _specialist(talk)
    named = (*shown[:3], *exclude[:3])
    return Outcome(
        hypotheses=shown,
        must_exclude=exclude,
        verdict=talk.verdict,
        red_flags=tuple(talk.red_flags),
        specialist=specialist,
        instead_of=instead_of,
        advice=_advice(talk, shown),
        call_back_hours=min(_call_back(shown), CALL_BACK_HOURS[talk.verdict.urgency]),
        not_asked=_not_asked(talk),
        unknown=_unknown(talk),
        sources=_sources(talk.base, [one.condition for one in named], talk.red_flags),
        reviewed=all(one.condition.origin.reviewed_by for one in named),
        version=talk.base.version,
    )


def _hypothesis(talk: Interview, at: int) -> Hypothesis:
    condition = talk.base.conditions[talk.tables.conditions[at]]
    chance = float(talk.chances[at])
    supporting, opposing = _reasons(talk, at)
    return Hypothesis(
        condition=condition, chance=chance, word=_word(condition, chance), supporting=supporting, opposing=opposing
    )


def _word(condition: Condition, chance: float) -> str:
    if chance >= PROBABLE:
        return "likely"
    if condition.urgency >= Urgency.EMERGENCY and chance >= EXCLUDE:
        return "must_exclude"
    return "possible" if chance >= POSSIBLE else "unlikely"


def _reasons(talk: Interview, at: int) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Findings by how much they move this condition against the others as they stood before any answer."""
    rest = talk.prior.copy()
    rest[at] = 0
    rest /= rest.sum()
    moved: list[tuple[float, Reason]] = []
    for code, vote in votes(talk.tables, talk.evidence).items():
        for finding, present in _told(talk, code):
            moved.append((float(vote[at] - np.log(rest @ np.exp(vote))), Reason(finding=finding, present=present)))
    moved.sort(key=lambda pair: -abs(pair[0]))
    supporting = tuple(reason for by, reason in moved if by >= SPEAKS)
    return supporting, tuple(reason for by, reason in moved if by <= -SPEAKS)


def _told(talk: Interview, code: str) -> list[tuple[Finding, bool]]:
    base = talk.base
    if code in base.findings:
        return [(base.findings[code], talk.evidence.has(code))]
    options = base.choices[code].options
    chosen = [base.findings[one] for one in options if talk.evidence.has(one)]
    return [(one, True) for one in chosen] or [
        (base.findings[one], False) for one in options if talk.evidence.lacks(one)
    ]


def _to_exclude(talk: Interview) -> tuple[Hypothesis, ...]:
    """Dangerous conditions that are not unlikely enough, and those that a red flag suspects; the likeliest first."""
    found = {talk.tables.condition_at[code] for flag in talk.red_flags for code in flag.suspects}
    found |= set(np.flatnonzero(talk.tables.dangerous & (talk.chances >= EXCLUDE)).tolist())
    order = sorted(found, key=lambda at: -talk.chances[at])
    return tuple(_hypothesis(talk, at) for at in order[:MOST_EXCLUDED])


def _specialist(talk: Interview) -> tuple[Specialist, Specialist | None]:
    """Whom most of the chances ask for; a red flag may name another; where there is none, the next one there is."""
    wanted = next((flag.specialist for flag in talk.red_flags if flag.specialist), "")
    if not wanted:
        weights: dict[str, float] = {}
        for at, code in enumerate(talk.tables.conditions):
            if code != OTHER:
                who = whose(talk.base, talk.base.conditions[code], talk.caller)
                weights[who] = weights.get(who, 0.0) + float(talk.chances[at])
        wanted = max(weights, key=lambda who: weights[who])
    found = talk.base.specialists[wanted]
    if found.urgently and talk.verdict.urgency >= Urgency.EMERGENCY:
        found = talk.base.specialists[found.urgently]
    there = talk.caller.place.specialists
    if there is None or found.code in there:
        return found, None
    other = next((talk.base.specialists[code] for code in found.without if code in there), found)
    return other, (found if other is not found else None)


def _advice(talk: Interview, shown: tuple[Hypothesis, ...]) -> tuple[Advice, ...]:
    """What the likeliest conditions advise. While an ambulance is on its way, nothing of it is to be swallowed.

    What is likeliest may be a harmless thing beside the danger that called the ambulance.
    """
    codes = [code for one in shown[:1] for code in one.condition.advice]
    codes += [code for one in shown[1:3] if one.chance >= POSSIBLE for code in one.condition.advice]
    given = [talk.base.advice[code] for code in dict.fromkeys(codes)]
    against = {*codes, *([NOTHING_BY_MOUTH] if talk.verdict.urgency is Urgency.AMBULANCE else [])}
    return tuple(one for one in given if not set(one.unless) & against)


def _call_back(shown: tuple[Hypothesis, ...]) -> float:
    return min(one.condition.call_back for one in shown if one.chance >= POSSIBLE or one is shown[0])


def _not_asked(talk: Interview) -> tuple[Finding, ...]:
    """What would have raised a red flag and was never asked."""
    open_ = [
        code
        for flag in nearly(talk.base, talk.caller, talk.evidence)
        for code in flag.named
        if not talk.evidence.settled(code)
    ]
    return tuple(talk.base.findings[code] for code in dict.fromkeys(open_))


def _unknown(talk: Interview) -> tuple[Finding, ...]:
    return tuple(talk.base.findings[code] for code, said in talk.evidence.said.items() if said is Answer.UNKNOWN)


def _sources(base: Knowledge, conditions: list[Condition], flags: list[RedFlag]) -> tuple[Source, ...]:
    codes = [code for one in conditions for code in one.origin.sources]
    codes += [code for one in flags for code in one.origin.sources]
    return tuple(base.sources[code] for code in dict.fromkeys(codes))
