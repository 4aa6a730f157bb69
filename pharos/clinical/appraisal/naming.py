"""Which condition a written diagnosis means: our code, ICD-10, its name, or what clinics call it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pharos.clinical.knowledge.linking import OTHER
from pharos.clinical.knowledge.values import Condition, Knowledge
from pharos.clinical.pharmacy.spelling import sound, words
from pharos.clinical.pharmacy.unasked import unasked
from pharos.clinical.pharmacy.values import Pharmacy

STEM = 7
VAGUE = frozenset({"viral_fever"})
"""Conditions that a diagnosis means only where nothing else is named in it."""
CYRILLIC = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
ICD10 = re.compile(r"(?<![A-Z0-9])([A-Z]\d\d)(?:\.?(\d{1,2}))?(?![A-Z0-9])")
_PARTS = re.compile(r"[;,+\n]|(?<!\w)(?:и|and|with|с)(?!\w)|\.\s")
_APOSTROPHE = re.compile(r"['\u2019]s\b")
"""The s of swimmer's ear belongs to its word."""
_ABSENT = re.compile(
    r"(?<!не )\bисключ[её]н|не подтвержд|^\s*(?:не(?! исключ)|нет|no)\s|(?<!not )\b(?:excluded|ruled out)"
    r"|\bs/p\b|status post|состояние после|family history|в анамнезе|перен[её]с|\bв (?:19|20)\d\d\b",
    re.I,
)
"""What a part of a diagnosis says is not there, or is over: `менингит исключён`. `Исключить` is a suspicion."""
_EMPTY = frozenset(
    "острый острая острое acute остр ac unspecified неуточненный неуточненная неуточненное nos бну the of и в на с "
    "без "
    "disease болезнь заболевание syndrome синдром suspected подозрение probable вероятно dg "
    "diagnosis "
    "диагноз ds внебольничная лицо right left правый левый правосторонний левосторонний двусторонний bilateral легкая "
    "mild moderate severe тяжелая средней тяжести степени степень форма течение in a an with and by to or not "
    "dermatome дерматом дерматома дерматоме".split()
)
_SAID_ANYWAY = frozenset(words(" ".join(_EMPTY)))


@dataclass(frozen=True)
class Diagnoses:
    """Names as they are written, by the set of their stems, codes of ICD-10 by their signs.

    `written` comes first, for IBS is not ИБС, and hypertension not гипертермия. `within`: names that count inside
    longer texts; one written with `=` counts only alone: "отравление" is food poisoning, "отравление метанолом" is not.
    """

    written: Mapping[frozenset[str], str]
    exact: Mapping[frozenset[str], str]
    within: Mapping[frozenset[str], str]
    icd10: Mapping[str, list[str]]


@lru_cache(maxsize=16384)
def conditions_of(base: Knowledge, pharmacy: Pharmacy, text: str) -> tuple[str, ...]:
    """Codes of the conditions a text names, the whole first, then part by part; none when nothing is known."""
    said = text.strip()
    if said in base.conditions or said in unasked():
        return (said,)
    index = _index(base, pharmacy)
    by_code = _by_icd10(base, index, said)
    if by_code and not _only_cause(said):
        return by_code
    whole = _exact(index, said)
    if whole:
        return (whole,)
    every = [one for one in _PARTS.split(said) if one and one.strip()]
    parts = [one for one in every if not _ABSENT.search(one)] or every
    found = [code for part in parts if (code := _exact(index, part) or _within(base, index, part))]
    if not found and (code := _within(base, index, said)):
        found = [code]
    return tuple(dict.fromkeys(found)) or by_code


def _only_cause(text: str) -> bool:
    """Whether its codes say how it came about (V to Y) and words tell what it is: `Tick bite W57`."""
    codes = ICD10.findall(text.upper().translate(CYRILLIC))
    return all(category[0] in "VWXY" for category, _detail in codes)


def icd10_in(text: str) -> str:
    """The first code of ICD-10 in a text, `H66.9`; empty where there is none."""
    found = ICD10.search(text.upper().translate(CYRILLIC))
    return "" if found is None else found[1] + (f".{found[2]}" if found[2] else "")


def _by_icd10(base: Knowledge, index: Diagnoses, text: str) -> tuple[str, ...]:
    """The condition of the very code, else the commonest of its category."""
    found: list[str] = []
    for category, detail in ICD10.findall(text.upper().translate(CYRILLIC)):
        code = f"{category}.{detail}" if detail else category
        same = index.icd10.get(code) or index.icd10.get(code[:5]) or index.icd10.get(category) or ()
        if same:
            found.append(max(same, key=lambda one: _closeness(_known(base, one), code)))
    return tuple(dict.fromkeys(found))


def _known(base: Knowledge, code: str) -> Condition:
    return base.conditions.get(code) or unasked()[code]


def _closeness(one: Condition, code: str) -> tuple[bool, float]:
    return one.icd10 == code, one.weight


def _stems(text: str) -> frozenset[str]:
    told = words(_APOSTROPHE.sub("s", text))
    kept = [word for word in told if word not in _SAID_ANYWAY] or told
    return frozenset(sound(word)[:STEM] for word in kept)


def _exact(index: Diagnoses, text: str) -> str:
    return index.written.get(_as_written(text), "") or index.exact.get(_stems(text), "")


def _as_written(text: str) -> frozenset[str]:
    told = words(text)
    return frozenset([word for word in told if word not in _SAID_ANYWAY] or told)


def _within(base: Knowledge, index: Diagnoses, text: str) -> str:
    """The longest name all of whose words are in the text, the commonest condition of equal ones; the vague ones last:
    a viral sinusitis is a sinusitis."""
    stems = _stems(text)
    fitting = [
        (code not in VAGUE, len(name), _known(base, code).weight, code)
        for name, code in index.within.items()
        if name <= stems
    ]
    return max(fitting)[3] if fitting else ""


@lru_cache(maxsize=4)
def _index(base: Knowledge, pharmacy: Pharmacy) -> Diagnoses:
    written: dict[frozenset[str], str] = {}
    exact: dict[frozenset[str], str] = {}
    icd10: dict[str, list[str]] = {}
    own = [(code, name) for code, names in pharmacy.diagnoses.items() for name in names]
    for one in (*base.conditions.values(), *unasked().values()):
        if one.code == OTHER:
            continue
        spoken = (one.name.ru, one.name.en, one.plain.ru, one.plain.en, one.code.replace("_", " "))
        own += [(one.code, name) for name in spoken]
        icd10.setdefault(one.icd10, []).append(one.code)
        if "." in one.icd10:
            icd10.setdefault(one.icd10[:3], []).append(one.code)
    within: dict[frozenset[str], str] = {}
    for code, name in own:
        if ICD10.fullmatch(name):
            icd10[name] = [code]
            continue
        stems = _stems(name)
        written.setdefault(_as_written(name), code)
        if stems:
            exact.setdefault(stems, code)
            if not name.startswith("="):
                within.setdefault(stems, code)
    return Diagnoses(written, exact, within, icd10)
