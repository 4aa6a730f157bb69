"""An interview as a page shows it, in one language: the question, what was answered, what is thought so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pharos.clinical import messages
from pharos.clinical.answer_keys import keys_for
from pharos.clinical.interview.outcome import outcome
from pharos.clinical.interview.questions import NONE, Question, Stage
from pharos.clinical.interview.urgency import MASS
from pharos.clinical.knowledge.parts import URGENCIES
from pharos.clinical.knowledge.values import RedFlag, Text
from pharos.clinical.lines import showing
from pharos.clinical.lines.resuming import Kept, Resumed, Step
from pharos.clinical.models import KeptInterview
from pharos.clinical.queries import kept_of, result_of, standing_of
from pharos.core.urgency import Urgency

DANGER = Urgency.EMERGENCY


@dataclass(frozen=True, kw_only=True)
class AnswerKey:
    """One answer that may be given, its words and the key it has."""

    value: str
    words: str
    key: str


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """What is read aloud now. `other` is the same sentence in the other language."""

    id: str
    number: int
    stage: str
    ask: str
    other: str
    hint: str
    why: str
    answers: tuple[AnswerKey, ...]
    listed: bool


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    """What was answered. `alarms`: it raised a red flag. `against`: findings whose first answer stands instead."""

    number: int
    ask: str
    said: str
    unknown: bool
    alarms: bool
    against: tuple[str, ...]
    moved: bool


@dataclass(frozen=True, kw_only=True)
class AlertView:
    """A red flag: its name, and the first words to say."""

    code: str
    name: str
    say: str
    urgency: Urgency


@dataclass(frozen=True, kw_only=True)
class HypothesisView:
    """A condition that may be behind it; `percent` is of a hundred such callers."""

    name: str
    plain: str
    icd10: str
    word: str
    percent: int
    danger: bool
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ResultView:
    """What is handed on, at this moment or at the end."""

    urgency: Urgency
    meaning: str
    rule: str
    because: str
    flags: tuple[str, ...]
    hypotheses: tuple[HypothesisView, ...]
    must_exclude: tuple[str, ...]
    specialist: str
    instead_of: str
    advice: tuple[str, ...]
    call_back_minutes: int
    not_asked: tuple[str, ...]
    unknown: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    reviewed: bool
    version: str
    asked: int
    label: str


@dataclass(frozen=True, kw_only=True)
class InterviewView:
    """The whole of it. `alerts`: the red flag raised last comes first. `dangerous`: the summed chance of what cannot
    wait, of a hundred, None once finished; `raises_from`: from where on it raises the urgency."""

    id: UUID
    subject: UUID
    version: int
    started_at: datetime
    touched_at: datetime
    finished_at: datetime | None
    staff_id: int | None
    facts: Mapping[str, Any]
    country: str
    place: str
    notices: tuple[str, ...]
    question: QuestionView | None
    answers: tuple[AnswerView, ...]
    alerts: tuple[AlertView, ...]
    fresh: bool
    base_changed: bool
    dangerous: int | None
    raises_from: int
    result: ResultView


def interview_view(interview_id: UUID, language: str) -> InterviewView | None:
    """The interview with this id, replayed; None when there is none or it is forgotten."""
    row = KeptInterview.objects.filter(pk=interview_id).first()
    if row is None or not row.state:
        return None
    kept = kept_of(row)
    stands = standing_of(kept)
    frozen = result_of(row)
    told = frozen or showing.result(stands.talk, outcome(stands.talk))["result"]
    return InterviewView(
        id=row.id,
        subject=row.subject,
        version=row.version,
        started_at=row.started_at,
        touched_at=row.touched_at,
        finished_at=row.finished_at,
        staff_id=row.staff_id,
        facts=kept.facts,
        country=kept.country,
        place=kept.place,
        notices=_notices(kept, language),
        question=None if frozen else _question(stands, language),
        answers=_answers(stands, language),
        alerts=tuple(_alert(flag, language) for flag in _newest_first(stands)),
        fresh=bool(stands.steps and stands.steps[-1].alarms),
        base_changed=kept.version != stands.talk.base.version,
        dangerous=None if frozen else _dangerous(stands),
        raises_from=round(MASS[DANGER] * 100),
        result=result_view(told, language),
    )


def result_view(told: Mapping[str, Any], language: str) -> ResultView:
    """A result as `pharos triage interview` gives it, in one language."""
    return ResultView(
        urgency=URGENCIES[told["urgency"]],
        meaning=told["urgency_meaning"][language],
        rule=messages.rule_words(told["urgency_rule"]),
        because=told["urgency_because"][language],
        flags=tuple(one[language] for one in told["red_flags"]),
        hypotheses=tuple(_hypothesis(one, language) for one in told["differential"]),
        must_exclude=tuple(_name(one, language) for one in told["must_exclude"]),
        specialist=told[f"specialist_{language}"],
        instead_of=told["instead_of"][language] if told["instead_of"] else "",
        advice=tuple(one[language] for one in told["advice"]),
        call_back_minutes=round(told["call_back_hours"] * 60),
        not_asked=tuple(one[language] for one in told["not_asked"]),
        unknown=tuple(one[language] for one in told["unknown"]),
        sources=tuple((one["title"], one["url"]) for one in told["sources"]),
        reviewed=told["reviewed_by_doctor"],
        version=told["version"],
        asked=told["asked"],
        label=told["label"][language],
    )


def _hypothesis(one: Mapping[str, Any], language: str) -> HypothesisView:
    return HypothesisView(
        name=_name(one, language),
        plain=one["plain_ru"] if language == "ru" and one["plain_ru"] != one["name_ru"] else "",
        icd10=one["icd10"],
        word=str(messages.LIKELINESS[one["word"]]),
        percent=round(one["p"] * 100),
        danger=URGENCIES[one["urgency"]] >= DANGER,
        supporting=tuple(_reason(reason, language) for reason in one["for"]),
        opposing=tuple(_reason(reason, language) for reason in one["against"]),
    )


def _name(one: Mapping[str, Any], language: str) -> str:
    return str(one["name_ru"] if language == "ru" else one["name"])


def _reason(one: Mapping[str, str], language: str) -> str:
    no = "нет: " if language == "ru" else "no "
    return one[language] if one["answer"] == "yes" else f"{no}{one[language]}"


def _pick(text: Text, language: str) -> str:
    return text.ru if language == "ru" else text.en


def _question(stands: Resumed, language: str) -> QuestionView | None:
    talk = stands.talk
    put = talk.question
    if put is None:
        return None
    return QuestionView(
        id=put.id,
        number=len(talk.asked) + 1,
        stage=str(messages.STAGES[put.stage.value]),
        ask=_pick(put.ask, language),
        other=_pick(put.ask, "en" if language == "ru" else "ru"),
        hint=_pick(put.hint, language),
        why=_pick(put.why, language),
        answers=_keys(put, language),
        listed=bool(put.options),
    )


def _keys(put: Question, language: str) -> tuple[AnswerKey, ...]:
    """The options, or yes and no; then that nobody knows. Read back, all of it may also be wrong."""
    yes, no, unknown = _PLAIN[language]
    given = [(one.id, _pick(one.name, language)) for one in put.options if one.id != NONE]
    given += [(one.id, _pick(one.name, language)) for one in put.options if one.id == NONE]
    if not put.options:
        given = [("yes", yes), ("no", no)]
    if put.stage is Stage.READ_BACK:
        given.append(("no", _ALL_WRONG[language]))
    else:
        given.append(("unknown", unknown))
    return tuple(
        AnswerKey(value=value, words=words, key=key)
        for (value, words), key in zip(given, keys_for(len(given)), strict=True)
    )


def _answers(stands: Resumed, language: str) -> tuple[AnswerView, ...]:
    return tuple(_answer(number, step, stands, language) for number, step in enumerate(stands.steps, 1))


def _answer(number: int, step: Step, stands: Resumed, language: str) -> AnswerView:
    findings = stands.talk.base.findings
    return AnswerView(
        number=number,
        ask=_pick(step.given.ask, language),
        said=_pick(step.given.said, language),
        unknown=step.given.answer == "unknown",
        alarms=bool(step.alarms),
        against=tuple(_pick(findings[one.finding].name, language) for one in step.against),
        moved=step.moved,
    )


def _alert(flag: RedFlag, language: str) -> AlertView:
    return AlertView(
        code=flag.code, name=_pick(flag.name, language), say=_pick(flag.say, language), urgency=flag.urgency
    )


def _newest_first(stands: Resumed) -> list[RedFlag]:
    """The red flags, those of the last answer first; the most urgent first among those of one answer."""
    raised = {code: number for number, step in enumerate(stands.steps) for code in step.alarms}
    return sorted(stands.talk.red_flags, key=lambda flag: -raised.get(flag.code, -1))


def _notices(kept: Kept, language: str) -> tuple[str, ...]:
    """What cannot be, in words; that nothing is known of age is not worth a warning."""
    told = [_pick(one.text, language) for one in kept.start.notices if one.code != "age_missing"]
    if kept.place and not kept.country:
        told.append(messages.place_unknown(kept.place))
    return tuple(told)


def _dangerous(stands: Resumed) -> int:
    talk = stands.talk
    return round(float(talk.chances[talk.tables.dangerous].sum()) * 100)


_PLAIN = {"ru": ("Да", "Нет", "Не знает"), "en": ("Yes", "No", "Does not know")}
_ALL_WRONG = {"ru": "всё не так", "en": "none of it is right"}
