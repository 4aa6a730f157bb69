"""Names of insured persons as files hold them: in one cell or three, one person or a whole family."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from pharos.policies.rules.dates import read_date

_DATE = re.compile(r"[(\s,]*\b(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})\b(?:\s*г\.?\s?р?\.?)?[)\s,]*")
_NUMBERING = re.compile(r"^\s*\d{1,2}\s*[.)]\s*")
_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mstr|chd|inf|г-н|г-жа|господин|госпожа)\b\.?\s+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class NamedPerson:
    """A name from a shared cell, with the birth date written beside it, if any."""

    name: str
    birth_date: date | None = None


def looks_like_name(text: str) -> bool:
    """A word of letters, and more letters than digits: anything else has slipped in from another column."""
    if not _LETTERS.search(text) or len(text) > 150:
        return False
    return not _DIGIT.search(text) or 2 * sum(letter.isdigit() for letter in text) < len(text)


def people_in(text: str, *, pivot: int) -> tuple[NamedPerson, ...]:
    """The persons of one cell: one per line or semicolon; a comma parts persons only where each part is a
    whole name, since `IVANOV, IVAN` is one."""
    parts = [part for part in re.split(r"[;\n|]+", text) if part.strip(" ,")]
    if len(parts) == 1 and "," in text:
        pieces = [piece for piece in _DATE.sub(lambda found: f" {found[1]} ", text).split(",") if piece.strip()]
        if len(pieces) > 1 and all(len(_LETTERS.findall(piece)) >= 2 for piece in pieces):
            parts = pieces
    return tuple(_one(part, pivot) for part in parts)


def _one(text: str, pivot: int) -> NamedPerson:
    found = _DATE.search(text)
    born = read_date(found[1], None, pivot=pivot) if found else None
    bare = _DATE.sub(" ", text, count=1) if found and born else text
    bare = _TITLE.sub("", _NUMBERING.sub("", bare)).strip(" ,.-–()")
    return NamedPerson(re.sub(r"\s+", " ", bare), born)


def joined(*parts: str) -> str:
    """Surname, given name, patronymic as one name, in the order of a passport."""
    return " ".join(part for part in parts if part)


def name_keys(*keys: str) -> tuple[str, ...]:
    """Everything a person can be found by, from his person keys: each word and each pair of words.

    A pair finds the person in one step whether or not the patronymic is known; there are two person keys
    where a file gives the name in two scripts.
    """
    return tuple(dict.fromkeys(found for key in keys if key for found in _keys(key.split())))


def _keys(words: list[str]) -> Iterator[str]:
    words = words[:6]
    yield from words
    for pair in combinations(words, 2):
        yield " ".join(pair)
