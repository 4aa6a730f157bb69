"""What a caller's first words suggest: findings that are said to be there or denied. They count once confirmed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pharos.clinical.interview.evidence import Answer, parts
from pharos.clinical.knowledge.values import Knowledge
from pharos.clinical.opening.clauses import clauses
from pharos.clinical.opening.denial import denied
from pharos.clinical.opening.latin import in_cyrillic
from pharos.clinical.opening.lexicon import Lexicon, Means, Pattern, Slot, lexicon
from pharos.clinical.opening.measures import Steps, read_off, temperature
from pharos.clinical.opening.words import Token, sound, tokens

MOST = 8
REACH = 4
"""How many words more than its own a pattern may stretch over."""
LONGEST = 20_000
DEGREES = Steps(((38.0, "fever"), (39.0, "high_fever")), low=(36.0, "temp_low"))


@dataclass(frozen=True, slots=True)
class Heard:
    """Findings the words may mean, said to be there or denied, in the order of the words; and complaints."""

    findings: Mapping[str, Answer] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()


def hear(base: Knowledge, text: str) -> Heard:
    """What a text in Russian or English suggests. A finding both said and denied is taken as said, to be asked."""
    if not text.strip():
        return Heard()
    words = [_mended(word, lexicon(base)) for word in tokens(in_cyrillic(text[:LONGEST]))]
    found: dict[str, Answer] = {}
    for clause, own in clauses(words):
        for finding, answer in _in_clause(lexicon(base), clause, own).items():
            if answer is Answer.YES:
                found[finding] = answer
            else:
                found.setdefault(finding, answer)
    degrees = temperature(words)
    if degrees is not None:
        found |= {code: answer for code, answer in read_off(degrees, DEGREES).items() if code in base.findings}
    return Heard(_telling(base, found))


def _in_clause(words: Lexicon, clause: list[Token], own: int) -> dict[str, Answer]:
    """What one clause says; what only sounds like a finding is left out, and yes goes before no."""
    found: dict[str, Answer] = {}
    not_meant: set[str] = set()
    in_order = sorted(_matches(words, clause), key=lambda match: (min(match[1]), match[0].finding, match[0].text))
    for pattern, places in in_order:
        if max(places) < own:
            continue  # said in the clause before, and heard there
        if pattern.means is Means.NOTHING:
            not_meant.add(pattern.finding)
        elif pattern.means is Means.NO or _is_denied(pattern, clause, places):
            found.setdefault(pattern.finding, Answer.NO)
        else:
            found[pattern.finding] = Answer.YES
    return {finding: answer for finding, answer in found.items() if finding not in not_meant}


def _is_denied(pattern: Pattern, clause: list[Token], places: list[int]) -> bool:
    """A pattern with its own "not" is what it says; its "not" cannot deny it."""
    if any({"не", "нет", "not", "cannot"} & slot.words for slot in pattern.slots):
        return False
    return denied(clause, places)


def _matches(words: Lexicon, clause: list[Token]) -> Iterator[tuple[Pattern, list[int]]]:
    tried: set[int] = set()
    for token in clause:
        near = [pattern for lemma in token.lemmas for pattern in words.by_word.get(lemma, ())]
        near += [pattern for start, pattern in words.by_start if token.text.startswith(start)]
        for pattern in near:
            if id(pattern) not in tried:
                tried.add(id(pattern))
                places = _places(pattern, clause)
                if places:
                    yield pattern, places


def _places(pattern: Pattern, clause: list[Token]) -> list[int]:
    """Where each slot stands, near enough together; empty when one is not there."""
    fitting = [[at for at, token in enumerate(clause) if _fits(slot, token)] for slot in pattern.slots]
    if not all(fitting):
        return []
    best: list[int] = []
    for first in fitting[0]:
        places = [first]
        for ats in fitting[1:]:
            free = [at for at in ats if at not in places]
            if not free:
                break
            places.append(min(free, key=lambda at: abs(at - first)))
        if len(places) == len(pattern.slots) and (not best or _stretch(places) < _stretch(best)):
            best = places
    return sorted(best) if best and _stretch(best) <= len(pattern.slots) + REACH else []


def _stretch(places: list[int]) -> int:
    return max(places) - min(places) + 1


def _fits(slot: Slot, token: Token) -> bool:
    if slot.words & token.lemmas or token.text in slot.exact:
        return True
    return bool(slot.starts) and token.text.startswith(slot.starts)


def _mended(token: Token, words: Lexicon) -> Token:
    """A word no dictionary has, as the word of the lexicon that sounds like it or is one slip away."""
    if token.known or len(token.text) < 4:
        return token
    near = frozenset(word for lemma in token.lemmas for word in words.sounds.get(sound(lemma), ()))
    if not near:
        keys = {sound(lemma) for lemma in token.lemmas if len(lemma) > 4}
        near = frozenset(
            word for key, known in words.sounds.items() if any(_one_slip(key, own) for own in keys) for word in known
        )
    return replace(token, lemmas=token.lemmas | near)


def _one_slip(one: str, other: str) -> bool:
    """At most one letter dropped, added, changed or swapped; words under six sounds must be the same."""
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = {(one[at + 1 :], other[at + 1 :]), (one[at:], other[at + 1 :]), (one[at + 1 :], other[at:])}
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or any(left == right for left, right in rests)


def _telling(base: Knowledge, found: Mapping[str, Answer]) -> dict[str, Answer]:
    """The most particular ones: who has 39 is not asked whether there is fever; what is denied with its parent goes."""
    implied = {need for code, answer in found.items() if answer is Answer.YES for need in _ancestors(base, code)}
    gone = {code for code, answer in found.items() if answer is Answer.NO}
    kept = {
        code: answer
        for code, answer in found.items()
        if code not in implied and not (answer is Answer.NO and gone & set(_ancestors(base, code)))
    }
    yes = [code for code, answer in kept.items() if answer is Answer.YES]
    no = [code for code, answer in kept.items() if answer is Answer.NO]
    return {code: kept[code] for code in [*yes, *no][:MOST]}


def _ancestors(base: Knowledge, code: str) -> Iterator[str]:
    needs = base.findings[code].needs if code in parts(base) else ()
    for need in needs if len(needs) == 1 else ():
        yield need
        yield from _ancestors(base, need)
