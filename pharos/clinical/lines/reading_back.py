"""What was heard read back, and corrected in words: "всё верно, кроме травмы", "сыпи нет, остальное да"."""

import re
from collections.abc import Callable, Iterator, Mapping

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.questions import NONE, WRONG, Question, Stage
from pharos.clinical.interview.talking import Interview
from pharos.clinical.lines.small_words import plain_answer
from pharos.clinical.opening.words import Token, tokens

_EXCEPT = re.compile(r"(?:кроме|за исключением|только не|except|but not)\b(.*)", re.IGNORECASE | re.DOTALL)
_THE_REST = re.compile(
    r"\b(?:остальное|остальные|все остальное|rest)\b.*\b(?:да|верно|так|правильно|right|yes)\b", re.IGNORECASE
)

_DENY = frozenset({"нет", "нету", "не", "неверно", "неправда", "no", "not", "wrong"})
_VAGUE = frozenset({"болит", "боль", "сильная", "сильный", "больно", "после", "дольше"})

Listening = Callable[[str], Mapping[str, Answer]]


def wrong_ones(
    question: Question, read: Mapping[str, Answer], heard: Mapping[str, Answer], listen: Listening, said: str
) -> list[str]:
    """What of the things read back is not so, as the answers to give one after another; a "yes" at the end where the
    rest was said to be right."""
    if question.stage is not Stage.READ_BACK:
        return []
    left_out = _EXCEPT.search(said)
    named = set(listen(left_out[1])) if left_out else set()
    named |= set(_denied_by_name(question, read, said))
    against = [code for code in question.findings if code in named or heard.get(code, read[code]) is not read[code]]
    if not against:
        return []
    right = left_out is not None or plain_answer(said) is Answer.YES or _THE_REST.search(said) is not None
    return [*(f"{WRONG}{code}" for code in against), *([Answer.YES.value] if right else [])]


def _denied_by_name(question: Question, read: Mapping[str, Answer], said: str) -> Iterator[str]:
    """ "Бледности нет": the words of what was read, with a "no" in the same breath."""
    for clause in re.split(r"[,.;:!]| а | но ", said):
        words = tokens(clause)
        if not any(word.text in _DENY for word in words):
            continue
        for option in question.options:
            code = option.id.removeprefix(WRONG)
            if read.get(code) is Answer.YES and _shares(words, tokens(option.name.ru.partition(":")[2])):
                yield code


def _shares(words: list[Token], name: list[Token]) -> bool:
    """A word of the name that says anything was said."""
    telling = (word for word in name if word.text not in _VAGUE and len(word.text) > 3)
    return any(word.lemmas & other.lemmas for other in telling for word in words)


def following(talk: Interview, answer: str) -> str | None:
    """A further answer as the question now pending takes it; None where the talk has gone on to something else."""
    question = talk.question
    if question is None:
        return None
    code = answer.removeprefix(WRONG)
    if code != answer and question.stage is Stage.CONFIRM and question.id == code:
        return Answer.NO if talk.heard.get(code) is Answer.YES else Answer.YES
    if answer == Answer.YES:
        return answer if question.stage in (Stage.READ_BACK, Stage.CONFIRM) else None
    return answer if answer in {option.id for option in question.options} and answer != NONE else None
