"""Sentences parted into clauses: what is said of one thing is not said of the next."""

from collections.abc import Iterator

from pharos.clinical.opening.words import Token

_STOPS = frozenset(".!?…\n")
_PARTS = frozenset({",", ";", ":", "(", ")", "—", "–"})
_TURNS = frozenset({"но", "а", "однако", "зато", "хотя", "потом", "затем", "but", "then", "although", "however"})
_JOINS = frozenset({"и", "да", "and"})


def clauses(words: list[Token]) -> Iterator[tuple[list[Token], int]]:
    """Clauses of one verb each; a list of nouns stays with the verb before it. The number is where its own words begin:
    a clause without a subject ("икра болит и опухла") has the nouns of the clause before it in front.
    """
    for sentence in _sentences(words):
        before: list[Token] = []
        for clause in _clauses(sentence):
            own = _without_subject(clause) and bool(before)
            yield ([*before, *clause], len(before)) if own else (clause, 0)
            before = [word for word in clause if word.noun] or before


def _sentences(words: list[Token]) -> Iterator[list[Token]]:
    found: list[Token] = []
    for word in words:
        if word.text[0] in _STOPS:
            yield found
            found = []
        else:
            found.append(word)
    yield found


def _clauses(sentence: list[Token]) -> Iterator[list[Token]]:
    found: list[Token] = []
    for piece in _pieces(sentence):
        turn = bool(piece) and piece[0].text in _TURNS
        if found and (turn or (_has_verb(piece) and _has_verb(found))):
            yield found
            found = []
        elif found:
            found.append(Token(",", frozenset({","})))
        found.extend(piece)
    if found:
        yield found


def _pieces(sentence: list[Token]) -> Iterator[list[Token]]:
    """Cut at commas and dashes, before turning words, and before "and" where a verb follows it."""
    found: list[Token] = []
    for at, word in enumerate(sentence):
        cut = word.text in _TURNS or (word.text in _JOINS and _has_verb(_until_stop(sentence, at + 1)))
        if word.text in _PARTS or cut:
            if found:
                yield found
            found = [word] if word.text in _TURNS else []
        else:
            found.append(word)
    if found:
        yield found


def _until_stop(sentence: list[Token], start: int) -> list[Token]:
    found: list[Token] = []
    for word in sentence[start:]:
        if word.text in _PARTS or word.text in _TURNS or word.text in _JOINS:
            break
        found.append(word)
    return found


def _without_subject(words: list[Token]) -> bool:
    """It begins with what happens, and nothing in it may be what it happens to."""
    first = next((word for word in words if len(word.text) > 1), None)
    return first is not None and first.verb and not any(word.noun and word.nominative for word in words)


def _has_verb(words: list[Token]) -> bool:
    return any(word.verb for word in words)
