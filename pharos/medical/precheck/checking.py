"""The pre-check of one case: everything read, every rule asked, one verdict for each line."""

from collections.abc import Iterator, Sequence

from pharos.clinical.plain import Caller, InterviewPlace, Medicine, Text, appraise, conditions_of, findings_of
from pharos.medical.precheck.bases import Bases
from pharos.medical.precheck.bases import bases as our_bases
from pharos.medical.precheck.circumstances import told as told_besides
from pharos.medical.precheck.diagnosing import diagnosed, urgency_verdict
from pharos.medical.precheck.indication import Indication, indication
from pharos.medical.precheck.necessity import examined, stay_verdict
from pharos.medical.precheck.person import Person, person_of
from pharos.medical.precheck.prescribing import Item, item_of, unclear
from pharos.medical.precheck.safety.doses import doses, lengths, ways
from pharos.medical.precheck.safety.doses import together as given_together
from pharos.medical.precheck.safety.pairs import ORDER, Given, beside, second_antibiotics, with_own
from pharos.medical.precheck.safety.person import personal
from pharos.medical.precheck.sayings import joined, notice, said
from pharos.medical.precheck.stewardship import missing, together, weighing
from pharos.medical.precheck.values import (
    Case,
    Cited,
    Fit,
    MedicineVerdict,
    Notice,
    Precheck,
    Problem,
    Verdict,
    Weight,
)

INFANT = 3.0
YOUNG_INFANT = 0.25
NEEDLESS = frozenset({"duplicate_same", "duplicate_class", "second_antibiotic"})
"""Problems that make a line needless beside another one, whatever speaks for it alone."""


def precheck(case: Case, bases: Bases | None = None) -> Precheck:
    """Check one case. Pure: the same case and the same bases give the same answer."""
    using = bases or our_bases()
    findings = findings_of(using.knowledge, case.findings, case.denied)
    conditions = of_age(case, conditions_of(using.knowledge, using.pharmacy, case.diagnosis) if case.diagnosis else ())
    case = told_besides(case, conditions)
    person, notices = person_of(using, case, findings.answers, conditions)
    place = InterviewPlace(country=case.country)
    caller = Caller(age=_round(case.age), sex=case.sex, pregnant=case.pregnant, place=place)
    appraisal = appraise(using.knowledge, caller, findings.answers, conditions)
    diagnosis = diagnosed(using, case, conditions, appraisal, len(findings.lost))
    urgency = urgency_verdict(using, case, conditions, appraisal)
    items, unread = _items(using, case)
    medicines = _medicines(using, person, items)
    told = [
        *_still_unread(case.notices, {"diagnosis"} if conditions else set(), items),
        *notices,
        *unread,
        *(notice("findings", "finding_unknown", text=one) for one in findings.lost),
    ]
    if case.diagnosis and not conditions:
        told.append(notice("diagnosis", "diagnosis_unknown", text=case.diagnosis))
    made = Precheck(
        id=case.id,
        diagnosis=diagnosis,
        urgency=urgency,
        medicines=medicines,
        tests=tuple(examined(using, person, place, name) for place, name in enumerate(case.tests)),
        hospital_days=stay_verdict(using, person, case.hospital_days, urgency.urgency),
        problems=together(using, person, items, medicines),
        missing=missing(using, person, items),
        notices=tuple(told),
        version=using.version,
        reviewed=False,
    )
    return weighing(made, dangerous=diagnosis.fit is Fit.CONTRADICTED)


def of_age(case: Case, conditions: tuple[str, ...]) -> tuple[str, ...]:
    """A fever under three months is never taken for a virus (NICE NG143): another condition with other rules."""
    young = case.age is not None and case.age < YOUNG_INFANT
    return tuple("young_infant_fever" if young and code == "viral_fever" else code for code in conditions)


def _round(age: float | None) -> float | None:
    """Whole months for infants, whole years for others: the base knows no finer spans, and equal callers are kept."""
    if age is None:
        return None
    return int(age * 12) / 12 if age < INFANT else float(int(age))


def _still_unread(notices: Sequence[Notice], read: set[str], items: Sequence[Item]) -> Iterator[Notice]:
    """Without those of a strange script whose words were known nevertheless."""
    known = read | {f"medicines[{one.place}].name" for one in items if one.substances}
    return (one for one in notices if one.code != "language_unknown" or one.where not in known)


def _items(bases: Bases, case: Case) -> tuple[list[Item], list[Notice]]:
    items, notices = [], []
    for place, written in enumerate(case.medicines):
        if not written.name:
            continue  # told by its place when it was read
        item, told = item_of(bases, place, written, case.country)
        items.append(item)
        notices += told
    return items, notices


def _medicines(bases: Bases, person: Person, items: Sequence[Item]) -> tuple[MedicineVerdict, ...]:
    given: list[Given] = []
    alone: dict[tuple[int, str], list[Problem]] = {}
    for item in items:
        for medicine in item.substances:
            found = indication(bases, person, item, medicine)
            problems = _alone(bases, person, item, medicine, found)
            alone[item.place, medicine.code] = problems
            given.append(Given(item=item, medicine=medicine, indication=found, worst=_worst(problems)))
    seconds = second_antibiotics(bases, given)
    for at, much in given_together(bases, person, items).items():
        alone[at].append(much)
    verdicts = []
    for item in items:
        own = [one for one in given if one.item.place == item.place]
        for one in own:
            alone[item.place, one.medicine.code] += beside(bases, one, given)
        extra = [seconds[item.place]] if item.place in seconds else []
        verdicts.append(_verdict(bases, item, own, alone, extra))
    return tuple(verdicts)


def _alone(bases: Bases, person: Person, item: Item, medicine: Medicine, found: Indication) -> list[Problem]:
    one = Given(item=item, medicine=medicine, indication=found)
    return [
        *personal(bases, person, item, medicine, needed=found.needed),
        *with_own(bases, person, one),
        *doses(bases, person, item, medicine),
        *lengths(bases, item, medicine, found.row),
        *ways(bases, person, item, medicine),
    ]


def _worst(problems: Sequence[Problem]) -> Weight | None:
    return max((one.weight for one in problems), default=None)


def _verdict(
    bases: Bases,
    item: Item,
    own: Sequence[Given],
    alone: dict[tuple[int, str], list[Problem]],
    extra: Sequence[Problem],
) -> MedicineVerdict:
    """One line: its substances together. A part that is stopped stops all; a good part carries a needless one."""
    if not own:
        return _unknown(bases, item)
    problems = [*extra, *(one for given in own for one in alone[item.place, given.medicine.code])]
    problems = sorted({(one.code, one.rule): one for one in problems}.values(), key=lambda one: -one.weight)
    kinds = [given.indication.verdict for given in own]
    if Verdict.CONTRAINDICATED in kinds or _worst(problems) is Weight.DANGER:
        verdict = Verdict.CONTRAINDICATED
    elif any(one.code in NEEDLESS for one in problems):
        verdict = Verdict.NOT_NEEDED
    else:
        verdict = min(kinds, key=ORDER.index)
        if verdict is Verdict.NEEDED and len(set(kinds)) > 1:
            verdict = Verdict.OPTIONAL
    leading = _leading(own, verdict)
    stopping = [one.text for one in problems if one.weight is Weight.DANGER or one.code in NEEDLESS]
    fitting = leading.indication.verdict in (Verdict.NEEDED, Verdict.OPTIONAL)
    apart = [said("apart")] if stopping and fitting else []
    why = joined(*stopping, *apart, leading.indication.why) if stopping else leading.indication.why
    return MedicineVerdict(
        place=item.place,
        name=item.written.name,
        substances=tuple(given.medicine.code for given in own),
        inn=Text(
            " + ".join(given.medicine.name.ru for given in own), " + ".join(given.medicine.name.en for given in own)
        ),
        atc=own[0].medicine.atc if len(own) == 1 else "",
        verdict=verdict,
        why=why,
        rule=problems[0].rule if stopping else leading.indication.rule,
        problems=tuple(problems),
        sources=_sources(leading, problems),
    )


def _leading(own: Sequence[Given], verdict: Verdict) -> Given:
    """The substance whose reason is told: the one that the verdict comes from, else the first."""
    return next((given for given in own if given.indication.verdict is verdict), own[0])


def _sources(leading: Given, problems: Sequence[Problem]) -> tuple[Cited, ...]:
    every = [*leading.indication.sources, *(source for one in problems for source in one.sources)]
    return tuple({one.code: one for one in every}.values())


def _unknown(bases: Bases, item: Item) -> MedicineVerdict:
    code, facts = unclear(bases, item.written, item.recognised)
    return MedicineVerdict(
        place=item.place,
        name=item.written.name,
        substances=(),
        inn=Text("", ""),
        atc="",
        verdict=Verdict.UNKNOWN,
        why=said(code, **facts),
        rule="",
    )
