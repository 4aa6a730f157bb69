"""Questions as they are put to the caller, and why each of them is asked."""

from dataclasses import dataclass
from enum import StrEnum

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.knowledge.values import Choice, Complaint, Finding, Knowledge, Screen, Text

NONE = "none"
COMPLAINT, ABOUT, LIST = "complaint", "about_", "dangers_"
NO_OPTION = Text("ничего из этого", "none of these")
ALL_RIGHT = Text("всё верно", "all of it is right")
WRONG = "wrong:"
ELSEWHERE = Text("везде или в другом месте", "all over or elsewhere")
NO_COMPLAINT = Text("другое", "something else")


class Stage(StrEnum):
    """Why a question comes where it comes. The first three and `danger` are fixed and not counted."""

    SCREEN = "screen"
    READ_BACK = "read_back"
    CONFIRM = "confirm"
    COMPLAINT = "complaint"
    DANGER = "danger"
    LIKELY = "likely"


COUNTED = (Stage.COMPLAINT, Stage.LIKELY)
VOLUNTEERED = (Stage.READ_BACK, Stage.CONFIRM, Stage.COMPLAINT)
"""A yes here is something the caller came with, not something he was asked for."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from: a finding, a complaint, or `none`."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to read aloud. `findings`: what it is about; `topic`: for keeping the talk together."""

    id: str
    stage: Stage
    ask: Text
    hint: Text
    why: Text
    options: tuple[Option, ...] = ()
    findings: tuple[str, ...] = ()
    topic: str = ""


def is_list(question: Question) -> bool:
    """Dangers read out, of which several may be there; a question with options is otherwise one draw."""
    return bool(question.options) and (question.stage is Stage.SCREEN or question.id.startswith(LIST))


def of_screen(base: Knowledge, screen: Screen) -> Question:
    options = tuple(Option(code, base.findings[code].name) for code in screen.options)
    return Question(
        id=screen.code,
        stage=Stage.SCREEN,
        ask=screen.ask,
        hint=screen.hint,
        why=Text("Спрашивают всегда: опасность для жизни", "Always asked: danger to life"),
        options=(*options, Option(NONE, NO_OPTION)) if options else (),
        findings=(*filter(None, (screen.yes, screen.no)), *screen.options),
    )


def of_finding(finding: Finding, stage: Stage, why: Text) -> Question:
    return Question(
        id=finding.code,
        stage=stage,
        ask=finding.ask,
        hint=finding.hint,
        why=why,
        findings=(finding.code,),
        topic=finding.topic,
    )


def of_choice(base: Knowledge, choice: Choice, options: list[str], stage: Stage, why: Text) -> Question:
    named = tuple(Option(code, base.findings[code].name) for code in options)
    return Question(
        id=choice.code,
        stage=stage,
        ask=choice.ask,
        hint=choice.hint,
        why=why,
        options=(*named, Option(NONE, ELSEWHERE)),
        findings=tuple(options),
        topic=choice.topic,
    )


def of_dangers(base: Knowledge, code: str, findings: list[str], why: Text) -> Question:
    """Dangers read out as a list, one of which may be chosen."""
    first = code.endswith("_1")
    named = tuple(Option(one, base.findings[one].name) for one in findings)
    return Question(
        id=code,
        stage=Stage.DANGER,
        ask=Text("Есть при этом что-нибудь из этого?", "Is any of this there as well?")
        if first
        else Text("А что-нибудь из этого?", "And any of this?"),
        hint=Text(
            "Прочитайте все. Если есть одно, остальные спросим ещё раз.", "Read all. One yes: the rest come again."
        ),
        why=why,
        options=(*named, Option(NONE, NO_OPTION)),
        findings=tuple(findings),
    )


def of_complaints(complaints: list[Complaint]) -> Question:
    return Question(
        id=COMPLAINT,
        stage=Stage.COMPLAINT,
        ask=Text("Что беспокоит больше всего?", "What troubles you most?"),
        hint=Text("Если несколько, то самое сильное или самое новое.", "Of several, the worst or the newest."),
        why=Text("С этого начинаются вопросы об опасностях", "The questions of danger depend on it"),
        options=(*(Option(one.code, one.name) for one in complaints), Option(NONE, NO_COMPLAINT)),
    )


def of_signs(base: Knowledge, complaint: Complaint, findings: list[str]) -> Question:
    """What of a complaint it is exactly."""
    return Question(
        id=f"{ABOUT}{complaint.code}",
        stage=Stage.COMPLAINT,
        ask=Text("Что именно?", "What exactly?"),
        hint=Text("Если несколько, то самое сильное или самое новое.", "Of several, the worst or the newest."),
        why=Text(f"Жалоба: {complaint.name.ru.lower()}", f"The complaint: {complaint.name.en.lower()}"),
        options=(*(Option(code, base.findings[code].name) for code in findings), Option(NONE, NO_OPTION)),
        findings=tuple(findings),
    )


def of_read_back(base: Knowledge, code: str, heard: dict[str, Answer]) -> Question:
    """What the caller said by himself, read back in one breath: right as a whole, or one thing of it wrong."""
    told = {code: answer for code, answer in heard.items() if not _goes_without_saying(base, code, heard)}
    wrong = [Option(f"{WRONG}{code}", _otherwise(base.findings[code].name, answer)) for code, answer in told.items()]
    return Question(
        id=code,
        stage=Stage.READ_BACK,
        ask=_read(base, told),
        hint=Text(
            "Если одно неверно, отметьте его: остальное прочитаем ещё раз.", "Mark what is wrong: the rest again."
        ),
        why=Text("Сказанное своими словами считается только после подтверждения", "Own words count once confirmed"),
        options=(Option(Answer.YES, ALL_RIGHT), *wrong),
        findings=tuple(heard),
    )


def _goes_without_saying(base: Knowledge, code: str, heard: dict[str, Answer]) -> bool:
    """Who says 38.5 has not said 39: not worth a sentence of its own."""
    needs = base.findings[code].needs
    return heard[code] is Answer.NO and any(heard.get(need) is Answer.YES for need in needs)


def _read(base: Knowledge, told: dict[str, Answer]) -> Text:
    """What is there first, then what is not: "Правильно понимаю: болит горло, кашель; этого нет: температура 38?"."""
    there = [base.findings[code].name for code, answer in told.items() if answer is Answer.YES]
    not_there = [base.findings[code].name for code, answer in told.items() if answer is not Answer.YES]
    ru, en = ", ".join(name.ru for name in there), ", ".join(name.en for name in there)
    no_ru, no_en = ", ".join(name.ru for name in not_there), ", ".join(name.en for name in not_there)
    if not there:
        return Text(f"Правильно понимаю, этого нет: {no_ru}?", f"Have I got this right, there is no {no_en}?")
    if not_there:
        ru, en = f"{ru}; этого нет: {no_ru}", f"{en}; not there: {no_en}"
    return Text(f"Правильно понимаю: {ru}?", f"Have I got this right: {en}?")


def _otherwise(name: Text, answer: Answer) -> Text:
    """The option that sets one of them right."""
    if answer is Answer.YES:
        return Text(f"неверно: {name.ru}", f"wrong: {name.en}")
    return Text(f"на самом деле есть: {name.ru}", f"it is there: {name.en}")
