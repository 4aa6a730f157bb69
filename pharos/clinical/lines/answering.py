"""The `answer` line: yes, no, don't know or an option, in the words people really use."""

import re
from collections.abc import Mapping

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.questions import COMPLAINT, NONE, WRONG, Question, Stage, is_list
from pharos.clinical.lines.small_words import folded, plain_answer
from pharos.clinical.opening.words import Token, tokens

_NO_OPTION = re.compile(r"(?:нет,? )?(ничего|ни(чего)? (одно|из)|none|neither|другое$|везде|весь\b|вся\b|по всему)")
_ORDINAL = {"первое": 1, "первый": 1, "второе": 2, "второй": 2, "третье": 3, "третий": 3, "четвертое": 4, "пятое": 5}
_SMALL = frozenset("я он она мы и в во на с со у о об от до за из к по же ли бы а но это что или то все".split())
_TURNS = frozenset({"но", "а", ",", ".", ";", "только", "but"})


def read_answer(question: Question, said: object, heard: Mapping[str, Answer] | None = None) -> str | None:
    """The answer as the interview knows it; None when it is none of those the question allows, or two at once.

    `heard`: what the same words say of findings, where somebody has listened to them.
    """
    if not isinstance(said, (str, int)):
        return None
    text = "yes" if said is True else "no" if said is False else folded(str(said))
    told = heard or {}
    if question.options:
        return _option(question, text, told)
    return _yes_or_no(question, text, told.get(question.findings[0]) if len(question.findings) == 1 else None)


def allowed(question: Question) -> list[str]:
    """What may be answered, by id."""
    if question.stage is Stage.READ_BACK:
        return [*(option.id for option in question.options), Answer.NO]
    if question.options:
        return [*(option.id for option in question.options), Answer.UNKNOWN]
    return list(Answer)


def _yes_or_no(question: Question, text: str, heard: Answer | None) -> str | None:
    plain = plain_answer(text)
    if question.stage is Stage.SCREEN:  # being awake: the finding is the opposite
        heard = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(heard) if heard else None
    if plain is None:
        return heard or _echo(question, tokens(text))
    if heard in (Answer.YES, Answer.NO) and plain in (Answer.YES, Answer.NO) and heard is not plain:
        return None
    return heard if plain is Answer.UNKNOWN and heard else plain


def _option(question: Question, text: str, heard: Mapping[str, Answer]) -> str | None:
    ids = {option.id for option in question.options}
    if text in ids:
        return text
    if (numbered := _by_number(question, text)) is not None:
        return numbered
    plain = plain_answer(text)
    if question.stage is Stage.READ_BACK:
        return plain or (Answer.YES if re.match(r"(?:ну |ой )*да\b", text) else None)
    named = next((code for code in question.findings if heard.get(code) is Answer.YES and code in ids), None)
    if named is None and plain is None:
        named = _by_words(question, tokens(text))
    if named is not None:
        return named
    if plain is Answer.NO or _NO_OPTION.match(text) or (plain is None and _closes_with_no(text)):
        return NONE
    return plain if plain is Answer.UNKNOWN or is_list(question) else None


def _by_number(question: Question, text: str) -> str | None:
    at = _ORDINAL.get(text)
    for number, option in enumerate(question.options, 1):
        names = (str(number), folded(option.name.ru), folded(option.name.en))
        if at == number or text in names:
            return option.id
    return None


def _by_words(question: Question, said: list[Token]) -> str | None:
    """The one option that shares most of the words that were said; none where two do or something is denied."""
    own = _content(said)
    if not own or any(word.text in ("не", "нет", "без") for word in said):
        return None
    shared = {
        option.id: sum(any(word.lemmas & other.lemmas for other in _content(tokens(option.name.ru))) for word in own)
        for option in question.options
        if option.id != NONE and not option.id.startswith(WRONG)
    }
    most = max(shared.values(), default=0)
    best = [code for code, count in shared.items() if count == most]
    enough = most >= (1 if question.id == COMPLAINT else 2) or 2 * most >= len(own)
    return best[0] if most and len(best) == 1 and enough else None


def _closes_with_no(text: str) -> bool:
    """ "Ну тошнит чуть-чуть, а так нет"."""
    return (
        re.search(r"(?:\bа |, )(?:так|больше|остального|другого|остальное)(?: вроде)? (?:нет|ничего)\W*$", text)
        is not None
    )


def _echo(question: Question, said: list[Token]) -> Answer | None:
    """The words of the question given back: "в сознании", "не болит", "хватает" to "не хватает воздуха?"."""
    end = next((at for at, word in enumerate(said) if at and word.text in _TURNS), len(said))
    clause, asked = said[:end], tokens(question.ask.ru)
    own = [word for word in _content(clause) if word.text not in ("не", "нет", "нету", "без")]
    again = [word for word in own if _denial_of(word, asked) is not None]
    if not again or not (len(again) == len(own) or any(word.verb for word in again)):
        return None
    denied = any(_denial_of(word, clause) for word in again) or clause[-1].text in ("нет", "нету")
    return Answer.YES if denied is any(_denial_of(word, asked) for word in again) else Answer.NO


def _denial_of(word: Token, among: list[Token]) -> bool | None:
    """Whether the word stands among these with a "не" right before it; None where it does not stand there."""
    places = [at for at, other in enumerate(among) if word.lemmas & other.lemmas and len(word.text) > 2]
    return any(at and among[at - 1].text in ("не", "без") for at in places) if places else None


def _content(words: list[Token]) -> list[Token]:
    return [word for word in words if word.text not in _SMALL and word.text[0].isalnum()]
