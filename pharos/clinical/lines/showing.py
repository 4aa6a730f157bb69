"""Questions, alerts and results as JSON."""

from collections.abc import Iterable
from typing import Any

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.outcome import Hypothesis, Outcome, Reason
from pharos.clinical.interview.people import Number
from pharos.clinical.interview.questions import Question
from pharos.clinical.interview.talking import Interview
from pharos.clinical.knowledge.parts import URGENCIES
from pharos.clinical.knowledge.values import Condition, Finding, RedFlag, Specialist, Text
from pharos.clinical.lines.starting import Notice
from pharos.core.urgency import Urgency

_CODES = {urgency: code for code, urgency in URGENCIES.items()}
_WORDS = {
    "likely": Text("вероятно", "likely"),
    "possible": Text("возможно", "possible"),
    "unlikely": Text("маловероятно", "unlikely"),
    "must_exclude": Text("нужно исключить", "must be excluded"),
}
_ROUTES = {
    Urgency.AMBULANCE: Text("вызвать скорую сейчас", "call an ambulance now"),
    Urgency.EMERGENCY: Text("в больницу в ближайший час", "to hospital within the hour"),
    Urgency.URGENT: Text("врач сегодня, не позже суток", "a doctor today, at most within 24 hours"),
    Urgency.ROUTINE: Text("врач в ближайшие дни", "a doctor in the next days"),
    Urgency.SELF_CARE: Text("можно справиться самим, вернуться при ухудшении", "self-care; come back if it gets worse"),
}
LABEL = Text(
    "Предварительно: гипотезы для врача, диагноз ставит врач.", "Preliminary: hypotheses for the doctor, who diagnoses."
)
NOT_REVIEWED = Text("База ещё не проверена врачом.", "The base has not been reviewed by a doctor.")


def both(text: Text) -> dict[str, str]:
    return {"ru": text.ru, "en": text.en}


def urgency_code(urgency: Urgency) -> str:
    return _CODES[urgency]


def question(talk: Interview, put: Question) -> dict[str, Any]:
    """The question, how urgent things look at this moment, and how many were asked."""
    told: dict[str, Any] = {"id": put.id, **both(put.ask), "why": put.why.ru, "why_en": put.why.en}
    if put.options:
        told["options"] = [{"id": option.id, **both(option.name)} for option in put.options]
    if put.hint.ru:
        told |= {"hint_ru": put.hint.ru, "hint_en": put.hint.en}
    told |= {"stage": put.stage.value, "number": len(talk.asked) + 1}
    return {"question": told, "urgency": urgency_code(talk.verdict.urgency)}


def alert(flag: RedFlag, numbers: Iterable[Number]) -> dict[str, Any]:
    """A red flag, the first words to say and what to dial."""
    told: dict[str, Any] = {"code": flag.code, **both(flag.name), "urgency": urgency_code(flag.urgency)}
    told |= {"say_ru": flag.say.ru, "say_en": flag.say.en, "emergency_numbers": [_number(one) for one in numbers]}
    return {"alert": told | {"sources": list(flag.origin.sources), "reviewed": bool(flag.origin.reviewed_by)}}


def notice(one: Notice) -> dict[str, str]:
    return {"code": one.code, **both(one.text)}


def result(talk: Interview, end: Outcome) -> dict[str, Any]:
    """Everything that is handed on, in the order in which it is needed."""
    place = talk.caller.place
    told: dict[str, Any] = {
        "label": both(LABEL),
        "urgency": urgency_code(end.verdict.urgency),
        "urgency_meaning": both(_ROUTES[end.verdict.urgency]),
        "urgency_rule": end.verdict.rule,
        "urgency_because": both(end.verdict.because),
        "red_flags": [{"code": flag.code, **both(flag.name)} for flag in end.red_flags],
        "emergency_numbers": [_number(one) for one in place.numbers],
        "country": place.country,
        "differential": [_hypothesis(one) for one in end.hypotheses],
        "must_exclude": [_named(one.condition) | {"p": round(one.chance, 4)} for one in end.must_exclude],
        "specialist": end.specialist.code,
        "specialist_ru": end.specialist.name.ru,
        "specialist_en": end.specialist.name.en,
        "instead_of": _specialist(end.instead_of),
        "advice": [*_said_by_flags(end), *({"code": one.code, **both(one.text)} for one in end.advice)],
        "call_back_hours": end.call_back_hours,
        "asked": len(talk.asked),
        "counted": talk.counted,
        "answers": [{"id": one.question.id, "answer": one.answer} for one in talk.asked],
        "not_asked": [_finding(one) for one in end.not_asked],
        "unknown": [_finding(one) for one in end.unknown],
        "sources": [{"code": one.code, "title": one.title, "url": one.url} for one in end.sources],
        "reviewed_by_doctor": end.reviewed,
        "review": both(Text("", "") if end.reviewed else NOT_REVIEWED),
        "version": end.version,
    }
    return {"result": told}


def _said_by_flags(end: Outcome) -> list[dict[str, str]]:
    """What the gravest red flags have said already: it stands first, for who reads the end alone. Each word once."""
    gravest = [flag for flag in end.red_flags if flag.urgency is end.verdict.urgency]
    told = {flag.say: flag.code for flag in reversed(gravest)}
    return [{"code": code, **both(say)} for say, code in reversed(told.items())]


def _hypothesis(one: Hypothesis) -> dict[str, Any]:
    return _named(one.condition) | {
        "p": round(one.chance, 4),
        "word": one.word,
        "word_ru": _WORDS[one.word].ru,
        "plain_ru": one.condition.plain.ru,
        "urgency": urgency_code(one.condition.urgency),
        "for": [_reason(reason) for reason in one.supporting],
        "against": [_reason(reason) for reason in one.opposing],
    }


def _named(one: Condition) -> dict[str, Any]:
    return {"code": one.code, "icd10": one.icd10, "name": one.name.en, "name_ru": one.name.ru}


def _reason(reason: Reason) -> dict[str, str]:
    answer = Answer.YES if reason.present else Answer.NO
    return _finding(reason.finding) | {"answer": answer.value}


def _finding(one: Finding) -> dict[str, str]:
    return {"id": one.code, "ru": one.name.ru, "en": one.name.en}


def _specialist(one: Specialist | None) -> dict[str, str] | None:
    return {"code": one.code, **both(one.name)} if one else None


def _number(one: Number) -> dict[str, Any]:
    return {
        "service": one.service,
        "number": one.number,
        "note_ru": one.note_ru,
        "note_en": one.note_en,
        "verified": one.sure,
    }
