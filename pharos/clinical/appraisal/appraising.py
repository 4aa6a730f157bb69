"""A written diagnosis against written findings: its rank, what it leaves unexplained, which dangers are open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from pharos.clinical.appraisal.measured import measured, only_measured, told_normal
from pharos.clinical.appraisal.proving import tells_of_test
from pharos.clinical.interview.evidence import Answer, parts
from pharos.clinical.interview.flags import nearly
from pharos.clinical.interview.people import Caller, may_have
from pharos.clinical.interview.talking import Interview, begun
from pharos.clinical.interview.urgency import Verdict
from pharos.clinical.knowledge.linking import OTHER
from pharos.clinical.knowledge.values import Condition, Finding, Kind, Knowledge, RedFlag
from pharos.clinical.opening.hearing import hear
from pharos.clinical.pharmacy.spelling import words

RANKED = 5
OPEN_DANGER = 0.05
"""A dangerous condition this likely, not the diagnosis itself, has to be excluded."""
EXPLAINS = 0.1
MOST_ASKED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Codes said to be there and absent; `lost`: phrases that no finding of the base was heard in."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """`ranked`: the likeliest conditions with their chances. `rank`: of the written one, None without findings."""

    ranked: tuple[tuple[Condition, float], ...]
    rank: int | None
    chance: float | None
    unexplained: tuple[Finding, ...]
    must_exclude: tuple[tuple[Condition, float], ...]
    red_flags: tuple[RedFlag, ...]
    verdict: Verdict
    not_asked: tuple[Finding, ...]


def findings_of(base: Knowledge, said: Sequence[str], denied: Sequence[str] = ()) -> Findings:
    """Findings in words or codes. Each phrase is heard by itself, so that nothing is lost in a long list."""
    answers: dict[str, Answer] = {}
    lost: list[str] = []
    for phrase in said:
        heard = _phrase(base, phrase)
        for code, answer in heard.items():
            if answers.get(code) is not Answer.YES:
                answers[code] = answer
        if not heard and not tells_of_test(phrase):
            lost.append(phrase)
    for phrase in denied:
        heard = _phrase(base, phrase)
        for code in heard:
            answers.setdefault(code, Answer.NO)
        if not heard:
            lost.append(phrase)
    return Findings(answers=answers, lost=tuple(lost))


def appraise(base: Knowledge, caller: Caller, findings: Mapping[str, Answer], diagnoses: Sequence[str]) -> Appraisal:
    """Everything known of the written diagnoses (codes, the best ranked counts) given the findings."""
    fitting = {code: said for code, said in findings.items() if may_have(caller, base.findings[code])}
    talk, _against = begun(base, caller).told(fitting)
    order = [int(at) for at in np.argsort(-talk.chances, kind="stable")]
    listed = [talk.tables.conditions[at] for at in order if talk.tables.conditions[at] != OTHER]
    present = [code for code in talk.evidence.said if talk.evidence.has(code)]
    own = min((code for code in diagnoses if code in listed), key=listed.index, default="")
    diagnoses = [code for code in diagnoses if code in base.conditions]
    ranked = tuple((base.conditions[code], _chance(talk, code)) for code in listed[:RANKED])
    return Appraisal(
        ranked=ranked if present else (),
        rank=listed.index(own) + 1 if own and present else None,
        chance=_chance(talk, own) if own and present else None,
        unexplained=unexplained(base, diagnoses, present) if own else (),
        must_exclude=_open_dangers(talk, set(diagnoses)) if present else (),
        red_flags=tuple(talk.red_flags),
        verdict=talk.verdict,
        not_asked=_not_asked(talk),
    )


def unexplained(base: Knowledge, diagnoses: Sequence[str], present: Sequence[str]) -> tuple[Finding, ...]:
    """Findings there for which no written diagnosis has a reason. History and exposures need none."""
    found = []
    for code in present:
        finding = base.findings[code]
        if finding.kind is Kind.SYMPTOM and not any(_explains(base, base.conditions[one], code) for one in diagnoses):
            found.append(finding)
    return tuple(found)


def _explains(base: Knowledge, condition: Condition, finding: str) -> bool:
    """The condition makes it, or what it is part of, or what it is said besides (linked), at least now and then."""
    often = condition.frequencies
    if often.get(finding, 0.0) >= EXPLAINS:
        return True
    if finding in often:
        return False
    one = base.findings[finding]
    wider = one.needs if finding in parts(base) else ()
    narrower = [code for code, other in base.findings.items() if finding in other.needs and code in parts(base)]
    linked = [code for code, other in base.findings.items() if one.linked and other.linked == one.linked]
    return any(often.get(code, 0.0) >= EXPLAINS for code in (*wider, *narrower, *linked))


@lru_cache(maxsize=32768)
def _phrase(base: Knowledge, phrase: str) -> Mapping[str, Answer]:
    said = phrase.strip()
    if said in base.findings:
        return {said: Answer.YES}
    named = _names(base).get(" ".join(words(said)))
    if named:
        return {named: Answer.YES}
    read = measured(said, base.findings)
    heard = {} if only_measured(said) else hear(base, said).findings
    return {**heard, **_normal(base, said, heard), **read}


def _normal(base: Knowledge, said: str, heard: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """What is told to be normal, unless the rest of the phrase says that it is there after all."""
    return {
        code: Answer.NO
        for code, rest in told_normal(said, base.findings).items()
        if heard.get(code) is not Answer.YES or hear(base, rest).findings.get(code) is not Answer.YES
    }


@lru_cache(maxsize=4)
def _names(base: Knowledge) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in base.findings.values():
        for name in (one.name.ru, one.name.en):
            found.setdefault(" ".join(words(name)), one.code)
    return found


def _chance(talk: Interview, code: str) -> float:
    return float(talk.chances[talk.tables.condition_at[code]])


def _open_dangers(talk: Interview, own: set[str]) -> tuple[tuple[Condition, float], ...]:
    """What could kill and is not unlikely enough, and what a red flag suspects; not the diagnosis itself."""
    suspected = {code for flag in talk.red_flags for code in flag.suspects}
    likely = {
        talk.tables.conditions[int(at)] for at in np.flatnonzero(talk.tables.dangerous & (talk.chances >= OPEN_DANGER))
    }
    found = [(talk.base.conditions[code], _chance(talk, code)) for code in (suspected | likely) - own - {OTHER}]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0].code))[:6])


def _not_asked(talk: Interview) -> tuple[Finding, ...]:
    """What would complete a red flag of which a part is there, and nobody told; the first few."""
    codes = [
        code
        for flag in nearly(talk.base, talk.caller, talk.evidence)
        if any(talk.evidence.has(code) for code in flag.named)
        for code in flag.named
        if not talk.evidence.settled(code)
    ]
    return tuple(talk.base.findings[code] for code in list(dict.fromkeys(codes))[:MOST_ASKED])
