"""Whether what was found in a clause is denied: "не болит", "температуры нет", "без рвоты", "no fever"."""

from pharos.clinical.opening.words import Token

_BEFORE = frozenset(
    {"не", "ни", "без", "not", "no", "without", "never", "nor", "denies", "isn't", "doesn't", "don't", "hasn't"}
)
_NONE = frozenset({"нет", "нету", "отсутствует", "отсутствуют", "none"})
_WAS = frozenset({"было", "была", "были", "наблюдается", "наблюдалось", "замечал", "замечала", "замечали", "беспокоит"})
_FILLERS = frozenset(
    "почти сильно особо очень вроде пока больше никакой никакого никакая никаких такой такого и или ни у меня него "
    "нее нас сейчас даже совсем вообще уже тоже , any a the or and really very much".split()
)
_REACH = 4
_RUN_OUT = frozenset("сил силы мочи спасу слов терпения покоя времени денег сна".split())
"""What is said to be at an end: "зуб ноет, сил нет" denies no tooth."""


def denied(clause: list[Token], places: list[int]) -> bool:
    """Whether the words at these places of a clause are said not to be."""
    first, last = min(places), max(places)
    return _not_before(clause, first) or _not_inside(clause, places) or _none_around(clause, first, last)


def _not_before(clause: list[Token], first: int) -> bool:
    """A "not" right before, with nothing but small words between."""
    for at in range(first - 1, max(first - 1 - _REACH, -1), -1):
        text = clause[at].text
        if text in _BEFORE:
            return text not in ("не", "not") or _belongs(clause, at, first)
        if text not in _FILLERS:
            return False
    return False


def _belongs(clause: list[Token], at: int, first: int) -> bool:
    """ "Не" denies the very next word that is not small; "не только", "не могу" and "не проходит" deny nothing."""
    if at and clause[at - 1].text in ("чуть", "едва", "почти"):
        return False
    following = clause[at + 1].text if at + 1 < len(clause) else ""
    return following not in ("только", "просто", "могу", "может", "проходит", "отпускает", "only", "just")


def _not_inside(clause: list[Token], places: list[int]) -> bool:
    """ "Ухо не болит": the "not" stands between, right before a verb that is meant."""
    for at in places[1:] if places[0] < places[-1] else ():
        if at and clause[at - 1].text in ("не", "not", "doesn't", "isn't") and at - 1 not in places and clause[at].verb:
            return True
    between = {clause[at].text for at in range(min(places), max(places)) if at not in places}
    return bool(between & _NONE)


def _none_around(clause: list[Token], first: int, last: int) -> bool:
    """ "Температуры и кашля нет", "нет ни кашля, ни рвоты", "рвоты не было"."""
    if any(word.text in _NONE for word in clause[max(0, first - 8) : first]) and _genitive_chain(clause, first):
        return True
    for at in range(last + 1, min(last + 8, len(clause))):
        text = clause[at].text
        if text in _NONE:
            return clause[at - 1].text not in ("то", *_RUN_OUT) and (
                not clause[last].nominative or clause[last].genitive
            )
        if text in _FILLERS:
            continue
        if text in _WAS and clause[at - 1].text == "не":
            return True
        if clause[at].verb or (clause[at].noun and not clause[at].genitive):
            return False
    return False


def _genitive_chain(clause: list[Token], first: int) -> bool:
    """Whether everything from "нет" to here is a list of what there is none of."""
    for at in range(first - 1, -1, -1):
        word = clause[at]
        if word.text in _NONE:
            return clause[first].genitive or not clause[first].nominative
        if word.verb or not (word.genitive or word.text in _FILLERS):
            return False
    return False
