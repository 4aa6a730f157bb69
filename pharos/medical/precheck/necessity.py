"""Tests and hospital days: what the diagnosis and the findings call for, and what they do not."""

from functools import lru_cache

from pharos.clinical.plain import Answer, Examination, Text, words
from pharos.core.urgency import Urgency
from pharos.medical.precheck.bases import Bases
from pharos.medical.precheck.person import Person, begins
from pharos.medical.precheck.sayings import joined, said
from pharos.medical.precheck.values import ItemVerdict, StayVerdict, Verdict

USUAL_DAYS = {Urgency.SELF_CARE: 0.0, Urgency.ROUTINE: 0.0, Urgency.URGENT: 1.0, Urgency.EMERGENCY: 3.0,
              Urgency.AMBULANCE: 7.0}  # fmt: skip
"""Where no entry says more: nobody of the first two needs a bed."""


def examined(bases: Bases, person: Person, place: int, name: str) -> ItemVerdict:
    """One test by name."""
    one = examination(bases, name)
    if one is None:
        return ItemVerdict(
            place=place, name=name, code="", title=Text("", ""), verdict=Verdict.UNKNOWN,
            why=said("test_unknown", text=name), rule="",
        )  # fmt: skip
    verdict, why = _judged(bases, person, one)
    return ItemVerdict(
        place=place,
        name=name,
        code=one.code,
        title=one.name,
        verdict=verdict,
        why=joined(why, one.why),
        rule=f"examination:{one.code}",
        sources=bases.cited(one.origin),
    )


@lru_cache(maxsize=4096)
def examination(bases: Bases, name: str) -> Examination | None:
    """The test a name means, the most particular words first; where they stand nowhere together, in any order."""
    every = bases.pharmacy.examinations.values()
    fitting = [
        (max(len(word) for word in one.words if begins((word,), name)), one.code)
        for one in every
        if begins(one.words, name)
    ]
    apart = [(len(word), one.code) for one in every for word in one.words if " " in word and _anywhere(word, name)]
    if apart and (not fitting or max(apart) > max(fitting)):
        fitting = apart
    return bases.pharmacy.examinations[max(fitting)[1]] if fitting else None


def _anywhere(phrase: str, name: str) -> bool:
    """Whether each word of a phrase begins a word of the name: `ultrasound kidney` in "ultrasound of both kidneys"."""
    told = words(name)
    return all(any(word.startswith(one) for word in told) for one in words(phrase))


def _judged(bases: Bases, person: Person, one: Examination) -> tuple[Verdict, Text]:
    needed = next((code for code in person.conditions if code in one.needed), "")
    if needed:
        return Verdict.NEEDED, said("test_needed", condition=bases.conditions[needed].name)
    reason = next((code for code in one.findings if person.findings.get(code) is Answer.YES), "")
    if reason:
        return Verdict.NEEDED, said("test_finding", finding=bases.knowledge.findings[reason].name)
    optional = next((code for code in person.conditions if code in one.optional), "")
    if optional and one.pregnant and person.pregnant:
        return Verdict.NEEDED, said("test_pregnant", condition=bases.conditions[optional].name)
    if optional:
        return Verdict.OPTIONAL, said("test_optional", condition=bases.conditions[optional].name)
    if not person.conditions:
        return Verdict.UNKNOWN, said("no_diagnosis")
    grave = any(bases.conditions[code].urgency >= Urgency.EMERGENCY for code in person.conditions)
    if grave:
        return Verdict.OPTIONAL, said("test_grave")
    name = bases.conditions[person.conditions[0]].name
    return Verdict(one.otherwise), said(f"test_otherwise_{one.otherwise}", condition=name)


def stay_verdict(bases: Bases, person: Person, days: float | None, urgency: Urgency | None) -> StayVerdict | None:
    """Hospital days against what is usual for the diagnosis; never too many where the findings ask for a hospital."""
    if days is None:
        return None
    if not person.conditions:
        return StayVerdict(days=days, usual=None, verdict=Verdict.UNKNOWN, why=said("no_diagnosis"), rule="")
    usual, rule, why = max((_usual(bases, code) for code in person.conditions), key=lambda one: one[0])
    origin = bases.pharmacy.stays.get(rule)
    if usual == 0 and urgency is not None and urgency >= Urgency.EMERGENCY:
        usual, why = 1.0, said("stay_findings")
    sources = bases.cited(origin.origin) if origin else bases.sources(["ours"])
    rule = f"stay:{rule}" if origin else f"stay_by_urgency:{rule}"
    verdict = Verdict.NEEDED if days <= usual else Verdict.NOT_NEEDED
    code = "stay_none" if not days else "stay_within" if days <= usual else "stay_beyond" if usual else "stay_needless"
    told = said(code, days=days, usual=usual, beyond=max(days - usual, 0.0))
    if not days:
        verdict = Verdict.OPTIONAL if not usual else Verdict.UNKNOWN
    return StayVerdict(days=days, usual=usual, verdict=verdict, why=joined(told, why), rule=rule, sources=sources)


def _usual(bases: Bases, condition: str) -> tuple[float, str, Text]:
    stay = bases.pharmacy.stays.get(condition)
    if stay is not None:
        return stay.days, condition, stay.why
    urgency = bases.conditions[condition].urgency
    return USUAL_DAYS[urgency], urgency.code, Text("", "")
