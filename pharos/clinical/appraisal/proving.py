"""Tests that show an illness: `NS1 positive`, `на снимке инфильтрат`. A written diagnosis they show needs no rank."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from pharos.clinical.knowledge.entries import Entry, Fault, KnowledgeFaults
from pharos.clinical.knowledge.loading import knowledge, read
from pharos.clinical.pharmacy.loading import DATA

Parts = tuple[str, ...]
_DENIED = re.compile(
    r"(?<!\w)(?:нет|не|без|ни|no|not|without|sin|senza|sans|negative|neg|отриц\w*|исключ\w*"
    r"|норм\w*|normal\w*|сомнит\w*|doubtful|pending|await\w*|ожида\w*|в работе|назнач\w*|rule out|ruled out)(?!\w)"
    r"|\(\s*[-−–]\s*\)|\s[-−–]\s*$|\?",
    re.I,
)
"""Denied, normal, or not known yet."""
_NUMBER = r"\D{0,15}(\d+(?:[.,]\d+)?)"
_NORMAL = (
    (re.compile(rf"(?:амилаз|липаз|amylas|lipas)\w*{_NUMBER}", re.I), 0.0, 200.0),
    (re.compile(rf"(?:лактат|lactat)\w*{_NUMBER}", re.I), 0.0, 2.0),
    (re.compile(rf"(?:bicarbonat|бикарбонат)\w*{_NUMBER}", re.I), 18.0, 60.0),
)
"""Figures that show nothing, from and up to: units a litre, and millimoles."""


def proved(findings: Sequence[str], diagnoses: Sequence[str]) -> str:
    """The first finding that shows one of the diagnoses (codes); empty where none does."""
    return next((said for said in findings if not shown_by(said).isdisjoint(diagnoses)), "")


def tells_of_test(said: str) -> bool:
    """Whether a finding is a test that shows some illness, so that it is not lost where no complaint is heard in it."""
    return bool(shown_by(said))


@lru_cache(maxsize=32768)
def shown_by(said: str) -> frozenset[str]:
    """Conditions that one finding shows; none where it denies something or is within the norm."""
    low = said.lower().replace("ё", "е")
    found = {code for code, ways in proofs().items() if any(all(part in low for part in way) for way in ways)}
    return frozenset() if found and (_DENIED.search(said) or _within_norm(low)) else frozenset(found)


def _within_norm(low: str) -> bool:
    read = [(pattern.search(low), least, most) for pattern, least, most in _NORMAL]
    return any(least <= float(found[1].replace(",", ".")) <= most for found, least, most in read if found)


@cache
def proofs() -> Mapping[str, tuple[Parts, ...]]:
    """Ways to show each condition: words that stand together. Raises KnowledgeFaults."""
    faults: list[Fault] = []
    found = read(DATA, "proofs.toml", _ways, faults)
    strange = found.keys() - knowledge().conditions.keys()
    faults += [Fault("proofs.toml", code, "", f"{code!r} is no condition") for code in sorted(strange)]
    if faults:
        raise KnowledgeFaults(faults)
    return found


def _ways(entry: Entry) -> tuple[Parts, ...]:
    ways = [one for one in entry.text("words").lower().replace("ё", "е").split(";") if one.strip()]
    return tuple(tuple(part.strip() for part in one.split("&")) for one in ways)
