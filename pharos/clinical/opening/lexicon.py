"""How people say things: patterns of words for findings, written by hand in `data/base/words`.

A pattern is a few words that stand near each other in one clause, in any order and form; `|` parts alternatives,
`<hurt>` is a named set, `*` stands for any ending, `=жар` is that form only, `не` in it is meant. Patterns are parted
by `;`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property

from pharos.clinical.knowledge.entries import Entry, Fault, KnowledgeFaults, close, entries
from pharos.clinical.knowledge.loading import DATA
from pharos.clinical.knowledge.values import Finding, Knowledge
from pharos.clinical.opening.words import lemmas, sound

LANGUAGES = ("ru", "en")
SMALL = frozenset("и в на с у по от до за из к о не ни the a an of in on at my his her to and is".split())


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a pattern: dictionary words and beginnings of words that may stand there."""

    words: frozenset[str]
    starts: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()


class Means(StrEnum):
    """What a pattern says of its finding: it is there; it is not (`not_ru`); neither, in spite of the words
    (`except_ru`)."""

    YES = "yes"
    NO = "no"
    NOTHING = "nothing"


_FIELDS = ((Means.YES, "{}"), (Means.NO, "not_{}"), (Means.NOTHING, "except_{}"))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that together mean a finding, deny it, or only sound like it."""

    finding: str
    slots: tuple[Slot, ...]
    text: str
    means: Means = Means.YES


@dataclass(frozen=True)
class Lexicon:
    """All patterns of both languages, found by any word of their rarest slot."""

    patterns: tuple[Pattern, ...]
    by_word: Mapping[str, tuple[Pattern, ...]]
    by_start: tuple[tuple[str, Pattern], ...]

    @cached_property
    def sounds(self) -> dict[str, set[str]]:
        """Every word of the patterns by how it sounds; made when the first misspelt word is heard."""
        found: dict[str, set[str]] = {}
        for word in {word for pattern in self.patterns for slot in pattern.slots for word in slot.words}:
            found.setdefault(sound(word), set()).add(word)
        return found


@cache
def lexicon(base: Knowledge) -> Lexicon:
    """The words of the base's folder. Raises KnowledgeFaults."""
    faults: list[Fault] = []
    found = list(_read(base, faults))
    if faults:
        raise KnowledgeFaults(faults)
    named = {pattern.finding for pattern in found}
    found += [pattern for code, one in base.findings.items() if code not in named for pattern in _own_name(one)]
    return _indexed(tuple(found))


def _read(base: Knowledge, faults: list[Fault]) -> Iterator[Pattern]:
    sets = _sets(faults)
    for entry in entries(DATA, "words/*.toml", faults):
        if entry.file.endswith("/sets.toml"):
            continue
        if entry.code not in base.findings:
            entry.fault("", f"no finding has this code{close(entry.code, base.findings)}")
        for language in LANGUAGES:
            for means, field in _FIELDS:
                for text in _parted(entry.text(field.format(language), "")):
                    yield replace(_pattern(entry, text, sets), means=means)
        entry.close()


def _sets(faults: list[Fault]) -> dict[str, Slot]:
    found: dict[str, Slot] = {}
    for entry in entries(DATA, "words/sets.toml", faults):
        words = f"{entry.text('ru', '')} {entry.text('en', '')}".split()
        found[entry.code] = _slot(words)
        entry.close()
    return found


def _parted(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(";") if part.strip()]


def _pattern(entry: Entry, text: str, sets: Mapping[str, Slot]) -> Pattern:
    slots = []
    for word in text.split():
        parts = [part for part in word.split("|") if part]
        named = [part[1:-1] for part in parts if part.startswith("<")]
        for name in named:
            if name not in sets:
                entry.fault("ru, en", f"there is no set <{name}>{close(name, sets)}")
        own = _slot([part for part in parts if not part.startswith("<")])
        all_of = [own, *(sets[name] for name in named if name in sets)]
        slots.append(
            Slot(
                frozenset().union(*(one.words for one in all_of)),
                tuple(start for one in all_of for start in one.starts),
                frozenset().union(*(one.exact for one in all_of)),
            )
        )
    return Pattern(entry.code, tuple(slots), text)


def _slot(words: list[str]) -> Slot:
    """`боль` in any form, `боле*` with any ending, `=жар` as it stands."""
    exact = [word[1:] for word in words if word.startswith("=")]
    starts = [word[:-1] for word in words if word.endswith("*")]
    whole = [word for word in words if not word.startswith("=") and not word.endswith("*")]
    return Slot(
        frozenset(lemma for word in whole for lemma in lemmas(word)),
        tuple(word.replace("ё", "е") for word in starts),
        frozenset(word.replace("ё", "е") for word in exact),
    )


def _own_name(finding: Finding) -> Iterator[Pattern]:
    """A finding nobody wrote words for is known by its own short name, if that says it in four words or fewer."""
    for name in (finding.name.ru, finding.name.en):
        words = [word for word in name.lower().replace(",", " ").split() if word not in SMALL]
        if 1 <= len(words) <= 4 and all(word.replace("-", "").isalpha() for word in words):
            yield Pattern(finding.code, tuple(_slot([word]) for word in words), name)


def _indexed(patterns: tuple[Pattern, ...]) -> Lexicon:
    by_word: dict[str, list[Pattern]] = {}
    by_start: list[tuple[str, Pattern]] = []
    for pattern in patterns:
        key = min(
            (slot for slot in pattern.slots), key=lambda slot: len(slot.words | slot.exact) + 3 * len(slot.starts)
        )
        for word in key.words | key.exact:
            by_word.setdefault(word, []).append(pattern)
        by_start += [(start, pattern) for start in key.starts]
    return Lexicon(
        patterns,
        {word: tuple(found) for word, found in by_word.items()},
        tuple(by_start),
    )
