"""An interview put away and taken up again: what was told at the start, and each answer as it was given."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pharos.clinical.interview import fixed
from pharos.clinical.interview.evidence import Answer, Contradiction, with_answers
from pharos.clinical.interview.people import Place
from pharos.clinical.interview.questions import Question, Stage
from pharos.clinical.interview.talking import Asked, Interview, begun
from pharos.clinical.knowledge.values import Knowledge, Text
from pharos.clinical.lines.starting import Start, read_start

NOTHING = Text("", "")
FACTS = ("age", "sex", "pregnant", "place", "country", "day_of_trip", "month", "opening")


@dataclass(frozen=True, kw_only=True)
class Given:
    """One answer, with enough of its question to count it again when the base has changed since.

    `question` is empty for something told without being asked; `heard` is then what it may mean, to be asked back.
    """

    question: str = ""
    answer: str = ""
    stage: str = ""
    topic: str = ""
    ask: Text = NOTHING
    said: Text = NOTHING
    means: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    heard: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is stored of an interview: the start as it was told, what the first words may mean, and the answers."""

    version: str
    facts: Mapping[str, Any]
    country: str = ""
    place: str = ""
    heard: Mapping[str, str] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()

    @property
    def start(self) -> Start:
        """Who is ill, with a notice for everything that cannot be."""
        return read_start({name: value for name, value in self.facts.items() if name in FACTS})


@dataclass(frozen=True)
class Step:
    """One answer in its place, and what it contradicts; `moved` when the base no longer asks this here."""

    given: Given
    against: tuple[Contradiction, ...]
    moved: bool
    alarms: tuple[str, ...]


@dataclass(frozen=True)
class Resumed:
    """The interview as it stands, and how it came there."""

    talk: Interview
    steps: tuple[Step, ...]


def given_to(talk: Interview, answer: str, said: Text) -> Given:
    """The answer to the question that is pending, ready to be kept."""
    question = talk.question
    assert question is not None
    return Given(
        question=question.id,
        answer=answer,
        stage=question.stage.value,
        topic=question.topic,
        ask=question.ask,
        said=said,
        means={code: told.value for code, told in fixed.meaning(talk, question, answer).items()},
        findings=question.findings,
        complaints=fixed.complaint_said(question, answer),
    )


def resumed(base: Knowledge, kept: Kept, place: Place) -> Resumed:
    """The interview after its answers. The same base asks the same questions again; where it would ask something else
    by now, the answer still counts for what it meant."""
    heard = {code: Answer(told) for code, told in kept.heard.items()}
    talk = begun(base, kept.start.caller(place), heard, kept.complaints)
    steps: list[Step] = []
    for given in kept.given:
        before = {flag.code for flag in talk.red_flags}
        talk, against, moved = _taken(talk, given)
        alarms = tuple(flag.code for flag in talk.red_flags if flag.code not in before)
        steps.append(Step(given, tuple(against), moved, alarms))
    return Resumed(talk, tuple(steps))


def _taken(talk: Interview, given: Given) -> tuple[Interview, list[Contradiction], bool]:
    if not given.question:
        known = {code: Answer(told) for code, told in given.heard.items() if code in talk.base.findings}
        return talk.listened(known), _against(talk, known), False
    question = talk.question
    if question is not None and question.id == given.question and _fits(question, given.answer):
        after, against = talk.answered(given.answer)
        return after, against, False
    after, against = _counted(talk, given)
    return after, against, True


def _against(talk: Interview, heard: Mapping[str, Answer]) -> list[Contradiction]:
    """What was just heard, though it was answered otherwise before, or nobody knew: never passed over in silence."""
    stands = {code: talk.evidence.of(code) for code in heard}
    return [
        Contradiction(code, before, heard[code])
        for code, before in stands.items()
        if before is not None and before is not heard[code]
    ]


def _fits(question: Question, answer: str) -> bool:
    """An option that the question no longer has cannot be chosen again."""
    return answer in {option.id for option in question.options} or answer in set(Answer)


def _counted(talk: Interview, given: Given) -> tuple[Interview, list[Contradiction]]:
    means = {code: Answer(told) for code, told in given.means.items() if code in talk.base.findings}
    evidence, against = with_answers(talk.base, talk.evidence, means)
    question = Question(
        id=given.question,
        stage=Stage(given.stage),
        ask=given.ask,
        hint=NOTHING,
        why=NOTHING,
        findings=tuple(code for code in given.findings if code in talk.base.findings),
        topic=given.topic,
    )
    named = tuple(one for one in given.complaints if one in talk.base.complaints)
    after = replace(
        talk,
        evidence=evidence,
        asked=(*talk.asked, Asked(question, given.answer)),
        complaints=(*talk.complaints, *named),
    )
    return after, against


def to_data(kept: Kept) -> dict[str, Any]:
    """As plain data, for JSON."""
    return {
        "version": kept.version,
        "facts": dict(kept.facts),
        "country": kept.country,
        "place": kept.place,
        "heard": dict(kept.heard),
        "complaints": list(kept.complaints),
        "given": [_given_data(one) for one in kept.given],
    }


def from_data(data: Mapping[str, Any]) -> Kept:
    """What `to_data` made."""
    return Kept(
        version=data["version"],
        facts=data["facts"],
        country=data["country"],
        place=data["place"],
        heard=data["heard"],
        complaints=tuple(data["complaints"]),
        given=tuple(_given(one) for one in data["given"]),
    )


def _given_data(one: Given) -> dict[str, Any]:
    pairs = {"ask": [one.ask.ru, one.ask.en], "said": [one.said.ru, one.said.en]}
    lists = {"findings": list(one.findings), "complaints": list(one.complaints)}
    maps = {"means": dict(one.means), "heard": dict(one.heard)}
    return {
        "question": one.question, "answer": one.answer, "stage": one.stage, "topic": one.topic,
        **pairs, **lists, **maps,
    }  # fmt: skip


def _given(data: Mapping[str, Any]) -> Given:
    return Given(
        question=data["question"],
        answer=data["answer"],
        stage=data["stage"],
        topic=data["topic"],
        ask=Text(*data["ask"]),
        said=Text(*data["said"]),
        means=data["means"],
        findings=tuple(data["findings"]),
        complaints=tuple(data["complaints"]),
        heard=data["heard"],
    )
