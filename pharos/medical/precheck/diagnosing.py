"""The preliminary diagnosis against the findings, the clinic's against it, and whether all was soon enough."""

from pharos.clinical.plain import Appraisal, Condition, Finding, Text, conditions_of, icd10_in, proved
from pharos.core.urgency import Urgency
from pharos.medical.precheck.bases import Bases
from pharos.medical.precheck.sayings import Fact, problem, said
from pharos.medical.precheck.values import (
    Case,
    DiagnosisVerdict,
    Fit,
    Named,
    Problem,
    Relation,
    UrgencyVerdict,
    Weight,
)

GOOD_RANK = 3
UNLIKELY = 0.02
HOURS = {Urgency.AMBULANCE: 1.0, Urgency.EMERGENCY: 2.0, Urgency.URGENT: 24.0, Urgency.ROUTINE: 72.0}
"""Within how many hours a doctor sees the person."""
ALIKE = 0.34
LATE = "period_late"
MUCH_LOST = 0.34
"""Where so many of the findings were not understood, they do not speak against a diagnosis."""


def diagnosed(
    bases: Bases, case: Case, conditions: tuple[str, ...], appraisal: Appraisal, lost: int = 0
) -> DiagnosisVerdict:
    """Rank, what is unexplained, what must be excluded, how the clinic's word relates. What a test has shown stands
    first. `lost`: findings that were not understood."""
    shown = proved(case.findings, conditions)
    rank = 1 if shown else appraisal.rank
    fit, why = (Fit.FITS, said("fit_shown", text=shown)) if shown else _fit(bases, case, conditions, appraisal, lost)
    own = [bases.conditions[code] for code in conditions]
    clinic = conditions_of(bases.knowledge, bases.pharmacy, case.clinic_diagnosis) if case.clinic_diagnosis else ()
    return DiagnosisVerdict(
        said=case.diagnosis,
        condition=_condition(own[0], appraisal.chance) if own else None,
        rank=rank,
        fit=fit,
        why=why,
        likelier=tuple(_condition(one, chance) for one, chance in appraisal.ranked if one.code not in conditions)[
            : max((rank or 4) - 1, 0)
        ][:3],
        unexplained=tuple(_finding(one) for one in appraisal.unexplained if not (case.pregnant and one.code == LATE)),
        must_exclude=tuple(
            _condition(one, chance, said(*_excluded(appraisal, one))) for one, chance in appraisal.must_exclude
        ),
        not_asked=tuple(_finding(one) for one in appraisal.not_asked),
        relation=relation(bases, conditions, clinic, case) if case.clinic_diagnosis else None,
        clinic=_condition(bases.conditions[clinic[0]], None) if clinic else None,
        rule="posterior",
        sources=bases.cited(own[0].origin) if own else (),
    )


def _excluded(appraisal: Appraisal, one: Condition) -> tuple[str]:
    flagged = any(one.code in flag.suspects for flag in appraisal.red_flags)
    return ("exclude_flag" if flagged else "exclude_chance",)


def _fit(bases: Bases, case: Case, conditions: tuple[str, ...], appraisal: Appraisal, lost: int) -> tuple[Fit, Text]:
    if not case.diagnosis:
        return Fit.UNKNOWN, said("diagnosis_missing")
    if not conditions:
        return Fit.UNKNOWN, said("diagnosis_unknown", text=case.diagnosis)
    if not any(code in bases.knowledge.conditions for code in conditions):
        return Fit.UNKNOWN, said("fit_unasked")
    if appraisal.rank is None or appraisal.chance is None:
        return Fit.UNKNOWN, said("no_findings")
    best = appraisal.ranked[0][0].name
    facts: dict[str, Fact] = {"rank": appraisal.rank, "chance": appraisal.chance * 100, "best": best}
    if appraisal.rank <= GOOD_RANK:
        return (Fit.DOUBTFUL, said("fit_unexplained", **facts)) if len(appraisal.unexplained) > 1 else (
            Fit.FITS, said("fit_good", **facts)
        )  # fmt: skip
    if lost and lost >= MUCH_LOST * len(case.findings):
        return Fit.DOUBTFUL, said("fit_little_heard", lost=lost, of=len(case.findings), **facts)
    if appraisal.chance < UNLIKELY:
        return Fit.CONTRADICTED, said("fit_bad", **facts)
    return Fit.DOUBTFUL, said("fit_doubtful", **facts)


def relation(bases: Bases, first: tuple[str, ...], clinic: tuple[str, ...], case: Case) -> Relation:
    """Same condition or code; refined: one category of ICD-10, or alike in the base; else different."""
    if not first or not clinic:
        one, other = icd10_in(case.diagnosis), icd10_in(case.clinic_diagnosis)
        if one and other:
            return Relation.SAME if one == other else Relation.REFINED if one[:3] == other[:3] else Relation.DIFFERENT
        return Relation.UNKNOWN
    if set(first) & set(clinic):
        return Relation.SAME if set(first) == set(clinic) else Relation.REFINED
    known = bases.conditions
    pairs = [(known[one], known[other]) for one in first for other in clinic]
    return Relation.REFINED if any(alike(one, other) for one, other in pairs) else Relation.DIFFERENT


def alike(one: Condition, other: Condition) -> bool:
    """Of one ICD-10 category, or of one group, nearly as urgent, with much the same leading findings."""
    if one.icd10[:3] == other.icd10[:3]:
        return True
    if one.group != other.group or abs(one.urgency - other.urgency) > 1:
        return False
    leading = [{code for code, often in each.frequencies.items() if often >= ALIKE} for each in (one, other)]
    return len(leading[0] & leading[1]) >= ALIKE * len(leading[0] | leading[1])


def urgency_verdict(bases: Bases, case: Case, conditions: tuple[str, ...], appraisal: Appraisal) -> UrgencyVerdict:
    """What the findings ask for (never less than the diagnosis does) against what was decided and done."""
    own = [bases.conditions[code].urgency for code in conditions]
    asked = appraisal.verdict.urgency if appraisal.ranked else None
    flags = [flag for flag in appraisal.red_flags if flag.urgency >= Urgency.EMERGENCY]
    wanted = max([one for one in (asked, *own) if one is not None], default=None)
    if wanted is None:
        return UrgencyVerdict(urgency=None, why=said("urgency_none"), rule="")
    why = said("urgency_flag", flag=flags[0].name) if flags else said("urgency_wanted", urgency=urgency_name(wanted))
    rule = f"red_flag:{flags[0].code}" if flags else "posterior" if asked == wanted else "diagnosis"
    return UrgencyVerdict(urgency=wanted, why=why, rule=rule, problems=_late(case, wanted, rule))


def _late(case: Case, wanted: Urgency, rule: str) -> tuple[Problem, ...]:
    found = []
    if case.urgency_given is not None and case.urgency_given < wanted:
        weight = Weight.DANGER if wanted >= Urgency.EMERGENCY else Weight.SERIOUS
        given, should = urgency_name(case.urgency_given), urgency_name(wanted)
        found.append(problem("urgency_low", weight, rule, given=given, wanted=should))
    limit = HOURS.get(wanted)
    if limit is not None and case.hours_to_doctor is not None and case.hours_to_doctor > limit:
        weight = Weight.DANGER if wanted >= Urgency.EMERGENCY else Weight.SERIOUS
        found.append(problem("doctor_late", weight, "hours", hours=case.hours_to_doctor, limit=limit))
    return tuple(found)


def urgency_name(urgency: Urgency) -> Text:
    return said(f"urgency_is_{urgency.code}")


def _condition(one: Condition, chance: float | None, reason: Text | None = None) -> Named:
    return Named(code=one.code, name=one.name, icd10=one.icd10, chance=chance, reason=reason)


def _finding(one: Finding) -> Named:
    return Named(code=one.code, name=one.name)
