"""A pre-check as JSON and as text for a person, in Russian or English."""

from collections.abc import Iterable, Iterator
from typing import Any

from pharos.clinical.plain import Text
from pharos.medical.precheck.diagnosing import urgency_name
from pharos.medical.precheck.values import (
    Cited,
    DiagnosisVerdict,
    ItemVerdict,
    MedicineVerdict,
    Named,
    Notice,
    Precheck,
    Problem,
    Relation,
    StayVerdict,
    UrgencyVerdict,
    Verdict,
    Weight,
)

VERDICTS = {
    Verdict.NEEDED: Text("нужно", "needed"),
    Verdict.OPTIONAL: Text("на усмотрение", "optional"),
    Verdict.NOT_NEEDED: Text("не нужно", "not needed"),
    Verdict.CONTRAINDICATED: Text("противопоказано", "contraindicated"),
    Verdict.UNKNOWN: Text("неизвестно", "unknown"),
}
RELATIONS = {
    Relation.SAME: Text("тот же", "same"),
    Relation.REFINED: Text("уточнён", "refined"),
    Relation.DIFFERENT: Text("другой", "different"),
    Relation.UNKNOWN: Text("не распознан", "not recognised"),
}
MARKS = {Verdict.NEEDED: "+", Verdict.OPTIONAL: "~", Verdict.NOT_NEEDED: "-", Verdict.CONTRAINDICATED: "!",
         Verdict.UNKNOWN: "?"}  # fmt: skip
_WORDS = {
    "diagnosis": Text("Диагноз", "Diagnosis"), "urgency": Text("Срочность", "Urgency"),
    "medicines": Text("Лекарства", "Medicines"), "tests": Text("Исследования", "Tests"),
    "days": Text("Больница", "Hospital"), "exclude": Text("исключить", "exclude"),
    "unexplained": Text("не объяснено", "unexplained"), "whole": Text("В целом", "As a whole"),
    "missing": Text("Не назначено, а нужно", "Wanted and not given"), "notices": Text("Не понято", "Not understood"),
    "likelier": Text("вероятнее", "likelier"), "case": Text("Случай", "Case"), "clinic": Text("клиника", "clinic"),
    "not_reviewed": Text("База не проверена врачом.", "The base is not reviewed by a doctor."),
}  # fmt: skip


def as_data(one: Precheck) -> dict[str, Any]:
    """For JSON: every sentence in both languages, every source with its address."""
    return {
        "id": one.id,
        "diagnosis": _diagnosis(one.diagnosis),
        "urgency": _urgency(one.urgency),
        "medicines": [_medicine(each) for each in one.medicines],
        "tests": [_item(each) for each in one.tests],
        "hospital_days": _stay(one.hospital_days),
        "problems": [_problem(each) for each in one.problems],
        "missing": [_named(each) for each in one.missing],
        "notices": [_notice(each) for each in one.notices],
        "risk": one.risk,
        "low_risk": one.low_risk,
        "version": one.version,
        "reviewed": one.reviewed,
    }


def as_lines(one: Precheck, language: str, number: int = 1) -> Iterator[str]:
    """For a person to read."""
    tell = _Telling(language)
    yield f"{tell.word('case')} {one.id or number}"
    yield from tell.diagnosis(one.diagnosis, one.urgency)
    if one.medicines:
        yield f"  {tell.word('medicines')}:"
        for each in one.medicines:
            yield from tell.medicine(each)
    for item in one.tests:
        yield f"  {tell.word('tests')}: {tell.verdict(item.verdict)} {item.name}: {tell(item.why)}"
    if one.hospital_days is not None:
        stay = one.hospital_days
        yield f"  {tell.word('days')}: {tell.verdict(stay.verdict)} {tell(stay.why)}"
    for problem in one.problems:
        yield f"  {tell.word('whole')}: {tell(problem.text)}"
    if one.missing:
        yield f"  {tell.word('missing')}: {'; '.join(tell(each.name) for each in one.missing)}"
    for notice in one.notices:
        yield f"  {tell.word('notices')}: {notice.where}: {tell(notice.text)}"
    yield f"  {tell.word('not_reviewed')} {one.version}"


class _Telling:
    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: Text) -> str:
        return text.to(self.language)

    def word(self, code: str) -> str:
        return self(_WORDS[code])

    def verdict(self, verdict: Verdict) -> str:
        return f"[{MARKS[verdict]}] {self(VERDICTS[verdict])},"

    def diagnosis(self, one: DiagnosisVerdict, urgency: UrgencyVerdict) -> Iterator[str]:
        named = f"{self(one.condition.name)} ({one.condition.icd10})" if one.condition else one.said or "?"
        yield f"  {self.word('diagnosis')}: {named}. {self(one.why)}"
        for code, rows in (("exclude", one.must_exclude), ("unexplained", one.unexplained), ("likelier", one.likelier)):
            if rows:
                yield f"    {self.word(code)}: {', '.join(self(each.name) for each in rows)}"
        if one.relation is not None:
            named = self(one.clinic.name) if one.clinic else "?"
            yield f"    {self.word('clinic')}: {named} ({self(RELATIONS[one.relation])})"
        if urgency.urgency is not None:
            yield f"  {self.word('urgency')}: {self(urgency_name(urgency.urgency))}. {self(urgency.why)}"
        for problem in urgency.problems:
            yield f"    {self(problem.text)}"

    def medicine(self, one: MedicineVerdict) -> Iterator[str]:
        inn = f" ({self(one.inn)})" if self(one.inn) else ""
        yield f"    {self.verdict(one.verdict)} {one.name}{inn}: {self(one.why)}"
        for problem in one.problems:
            if self(problem.text) not in self(one.why):
                yield f"        {'!' if problem.weight >= Weight.SERIOUS else '-'} {self(problem.text)}"
        if one.sources:
            yield f"        [{'; '.join(each.title for each in one.sources[:3])}]"


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"ru": text.ru, "en": text.en}


def _sources(cited: Iterable[Cited]) -> list[dict[str, str]]:
    return [{"code": one.code, "title": one.title, "url": one.url} for one in cited]


def _named(one: Named | None) -> dict[str, Any] | None:
    if one is None:
        return None
    told: dict[str, Any] = {"code": one.code, "name": _text(one.name)}
    if one.icd10:
        told["icd10"] = one.icd10
    if one.chance is not None:
        told["chance"] = round(one.chance, 4)
    if one.reason is not None:
        told["reason"] = _text(one.reason)
    return told


def _diagnosis(one: DiagnosisVerdict) -> dict[str, Any]:
    return {
        "said": one.said,
        "condition": _named(one.condition),
        "rank": one.rank,
        "fit": one.fit.value,
        "why": _text(one.why),
        "likelier": [_named(each) for each in one.likelier],
        "unexplained": [_named(each) for each in one.unexplained],
        "must_exclude": [_named(each) for each in one.must_exclude],
        "not_asked": [_named(each) for each in one.not_asked],
        "relation": one.relation.value if one.relation else None,
        "clinic": _named(one.clinic),
        "rule": one.rule,
        "source": _sources(one.sources),
    }


def _urgency(one: UrgencyVerdict) -> dict[str, Any]:
    return {
        "urgency": one.urgency.code if one.urgency else None,
        "why": _text(one.why),
        "rule": one.rule,
        "problems": [_problem(each) for each in one.problems],
    }


def _medicine(one: MedicineVerdict) -> dict[str, Any]:
    return {
        "name": one.name,
        "inn": one.inn.en.lower() or None,
        "inn_ru": one.inn.ru.lower() or None,
        "substances": list(one.substances),
        "atc": one.atc or None,
        "verdict": one.verdict.value,
        "flagged": one.flagged,
        "problems": [_problem(each) for each in one.problems],
        "why": _text(one.why),
        "rule": one.rule,
        "source": _sources(one.sources),
    }


def _problem(one: Problem) -> dict[str, Any]:
    told = {"code": one.code, "weight": one.weight.name.lower(), "text": _text(one.text), "rule": one.rule}
    return told | {"source": _sources(one.sources)}


def _item(one: ItemVerdict) -> dict[str, Any]:
    return {
        "name": one.name,
        "code": one.code or None,
        "title": _text(one.title),
        "verdict": one.verdict.value,
        "why": _text(one.why),
        "rule": one.rule,
        "source": _sources(one.sources),
    }


def _stay(one: StayVerdict | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "days": one.days,
        "usual": one.usual,
        "beyond": one.beyond,
        "verdict": one.verdict.value,
        "why": _text(one.why),
        "rule": one.rule,
        "source": _sources(one.sources),
    }


def _notice(one: Notice) -> dict[str, Any]:
    return {"where": one.where, "code": one.code, "text": _text(one.text)}
