"""The `answer` line: yes, no, don't know or an option, in the words people really use."""

import re

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.questions import NONE, Question, Stage, is_list

_WORDS = {
    Answer.YES: "yes y yeah yep true 1 + да ага угу есть было была были конечно верно правильно так именно",
    Answer.NO: "no n nope false 0 - нет неа не нету",
    Answer.UNKNOWN: "unknown ? unsure dont_know незнаю неизвестно непонятно",
}
_SAID = {word: answer for answer, words in _WORDS.items() for word in words.split()}
_LIKELY = re.compile(r"(?:вроде|кажется|похоже|скорее|наверное|наверно)(?: бы)?,? (да|нет|есть)\b")
_UNSURE = re.compile(
    r"(не знаю|не уверен|не помню|не мерил|не мерял|не понятно|не могу сказать|не поняла?|не смотрел|не проверял"
    r"|трудно сказать|сложно сказать|затрудня|кажется|без понятия|понятия не имею|откуда я знаю"
    r"|(?:может|может быть|возможно|наверное?|вроде|хз|maybe|perhaps)[.!]*$|don'?t know|not sure|unsure|no idea)"
)
_NO_OPTION = re.compile(r"(ничего|ни(чего)? (одно|из)|none|neither|нет$|другое$)")


def read_answer(question: Question, said: object) -> str | None:
    """The answer as the interview knows it; None when it is none of those the question allows."""
    if not isinstance(said, (str, int)):
        return None
    text = "yes" if said is True else "no" if said is False else str(said).strip().lower().replace("ё", "е")
    if question.options:
        return _option(question, text)
    if text in _SAID:
        return _SAID[text]
    likely = _LIKELY.match(text)
    if likely:
        return _SAID[likely[1]]
    if _UNSURE.match(text):
        return Answer.UNKNOWN
    if _NO_OPTION.match(text):
        return Answer.NO
    first = re.split(r"[\s,.;:!]+", text, maxsplit=1)[0]
    return _SAID.get(first)


def allowed(question: Question) -> list[str]:
    """What may be answered, by id."""
    if question.stage is Stage.READ_BACK:
        return [*(option.id for option in question.options), Answer.NO]
    if question.options:
        return [*(option.id for option in question.options), Answer.UNKNOWN]
    return list(Answer)


def _option(question: Question, text: str) -> str | None:
    ids = {option.id for option in question.options}
    if text in ids:
        return text
    for at, option in enumerate(question.options, 1):
        if text in (str(at), option.name.ru.lower().replace("ё", "е"), option.name.en.lower()):
            return option.id
    if question.stage is Stage.READ_BACK:
        return _SAID.get(text) or _SAID.get(re.split(r"[\s,.;:!]+", text, maxsplit=1)[0])
    if _SAID.get(text) is Answer.NO or _NO_OPTION.match(text):
        return NONE
    if _SAID.get(text) is Answer.UNKNOWN or _UNSURE.match(text):
        return Answer.UNKNOWN
    first = re.split(r"[\s,.;:!]+", text, maxsplit=1)[0]
    return Answer.YES if is_list(question) and _SAID.get(first) is Answer.YES else None
