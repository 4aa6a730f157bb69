"""A vignette played to the end: who answers as written, and now and then wrongly where noise is wanted."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from pharos.clinical.evaluation.vignettes import Vignette
from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.outcome import Outcome, outcome
from pharos.clinical.interview.questions import COMPLAINT, NONE, WRONG, Question, Stage
from pharos.clinical.interview.talking import Interview, begun
from pharos.clinical.knowledge.linking import OTHER
from pharos.clinical.knowledge.values import Knowledge
from pharos.clinical.opening.hearing import Heard
from pharos.core.urgency import Urgency

HearingOf = Callable[[Knowledge, str], Heard]


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """How an interview went: the order of the hypotheses, the chance of the first, what was decided."""

    vignette: Vignette
    ranked: tuple[str, ...]
    chance: float
    urgency: Urgency
    rule: str
    specialist: str
    asked: int
    counted: int

    def hit(self, first: int) -> bool:
        """Whether the diagnosis, or one as good, is among the first so many."""
        return bool({self.vignette.diagnosis, *self.vignette.also} & set(self.ranked[:first]))


def play(
    base: Knowledge, vignette: Vignette, *, hear: HearingOf, language: str = "ru", wrong: float = 0.0, seed: int = 0
) -> Played:
    """Play it; `wrong` is the share of wrong answers, drawn from the seed and the vignette's code."""
    talk, end = played_out(base, vignette, hear=hear, language=language, wrong=wrong, seed=seed)
    return Played(
        vignette=vignette,
        ranked=tuple(one.condition.code for one in end.hypotheses if one.condition.code != OTHER),
        chance=end.hypotheses[0].chance,
        urgency=end.verdict.urgency,
        rule=end.verdict.rule,
        specialist=end.specialist.code,
        asked=len(talk.asked),
        counted=talk.counted,
    )


def played_out(
    base: Knowledge, vignette: Vignette, *, hear: HearingOf, language: str = "ru", wrong: float = 0.0, seed: int = 0
) -> tuple[Interview, Outcome]:
    """The interview itself and its outcome, for whoever wants to read it."""
    chance = random.Random(f"{seed} {vignette.code}")
    heard = hear(base, vignette.opening.to(language))
    talk = begun(base, vignette.caller, heard.findings, heard.complaints)
    while (question := talk.question) is not None:
        answer = _answer(talk, question, vignette)
        if wrong and chance.random() < wrong:
            answer = _wrong(talk, question, answer, chance)
        talk, _against = talk.answered(answer)
    return talk, outcome(talk)


def _answer(talk: Interview, question: Question, vignette: Vignette) -> str:
    if question.stage is Stage.SCREEN:
        return _to_screen(talk, question, vignette)
    if question.stage is Stage.READ_BACK:
        shown = {option.id.removeprefix(WRONG) for option in question.options}
        wrong = [code for code in question.findings if vignette.says(code) is not talk.heard[code] and code in shown]
        return f"{WRONG}{wrong[0]}" if wrong else Answer.YES
    if question.id == COMPLAINT:
        return _complaint(talk, vignette)
    if question.options:
        return _option(question, vignette)
    return vignette.says(question.findings[0])


def _to_screen(talk: Interview, question: Question, vignette: Vignette) -> str:
    screen = talk.base.screens[question.id]
    if screen.options:
        return _option(question, vignette)
    said = vignette.says(screen.yes or screen.no)
    if said is Answer.UNKNOWN and vignette.others is Answer.UNKNOWN:
        said = Answer.NO  # what a text does not mention of danger to life was not there
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(said, said) if screen.no else said


def _option(question: Question, vignette: Vignette) -> str:
    options = [option.id for option in question.options if option.id != NONE]
    chosen = [code for code in vignette.yes if code in options]
    if chosen:
        return chosen[0]
    unknown = all(vignette.says(code) is Answer.UNKNOWN for code in options) and question.stage is not Stage.SCREEN
    return Answer.UNKNOWN if unknown else NONE


def _complaint(talk: Interview, vignette: Vignette) -> str:
    """The complaint of the first finding that leads to one."""
    for code in vignette.yes:
        for one in talk.base.complaints.values():
            if code == one.lead:
                return one.code
    return next((one.code for one in talk.base.complaints.values() if {one.lead, *one.signs} & set(vignette.yes)), NONE)


def _wrong(talk: Interview, question: Question, answer: str, chance: random.Random) -> str:
    """Another answer than the right one. Nobody invents danger to life, but it may go unsaid."""
    if question.stage is Stage.SCREEN:
        screen = talk.base.screens[question.id]
        return NONE if screen.options else Answer.YES if screen.no else Answer.NO
    if question.stage is Stage.READ_BACK or answer == Answer.UNKNOWN:
        return answer
    if question.options:
        return chance.choice([option.id for option in question.options if option.id != answer])
    return Answer.NO if answer == Answer.YES else Answer.YES
