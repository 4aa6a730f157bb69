"""Who is treated, as the rules see it: illnesses, allergies and own medicines found in the words of the case."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pharos.clinical.plain import Answer, Illness, Medicine, Treatment, icd10_in, recognise, words
from pharos.medical.precheck.bases import Bases
from pharos.medical.precheck.prescribing import LOW_ASPIRIN, against_clots
from pharos.medical.precheck.sayings import notice
from pharos.medical.precheck.values import Case, Notice

ADULT = 18.0
ELDERLY = 65.0
_SHORT = 4


@dataclass(frozen=True, kw_only=True)
class Person:
    """`weight` may be an estimate by age (`weighed` says whether). `own`: codes of medicines taken at home.

    `allergic`: medicines by code; `allergic_groups`: groups of allergies.toml; `rows`: treatment of each diagnosis,
    the most particular row first.
    """

    age: float | None
    pregnant: bool
    trimester: int | None
    breastfeeding: bool
    weight: float | None
    weighed: bool
    illnesses: tuple[Illness, ...]
    own: tuple[Medicine, ...]
    allergic: tuple[Medicine, ...]
    allergic_groups: tuple[str, ...]
    findings: Mapping[str, Answer]
    conditions: tuple[str, ...]
    rows: tuple[Treatment, ...]

    @property
    def child(self) -> bool:
        return self.age is not None and self.age < ADULT

    def has(self, codes: Iterable[str]) -> bool:
        """Whether one of these findings is there, or one of these conditions is the diagnosis."""
        return any(self.findings.get(code) is Answer.YES or code in self.conditions for code in codes)

    def ill(self, codes: Iterable[str]) -> Illness | None:
        """The first of these known illnesses that the person has."""
        wanted = set(codes)
        return next((one for one in self.illnesses if one.code in wanted), None)


def person_of(
    bases: Bases, case: Case, findings: Mapping[str, Answer], conditions: tuple[str, ...]
) -> tuple[Person, list[Notice]]:
    """The person, and what of illnesses, allergies and own medicines was not understood."""
    notices: list[Notice] = []
    illnesses = _illnesses(bases, case, findings, notices)
    allergic, groups = _allergies(bases, case.allergies, notices)
    own = _own(bases, case.own_medicines, notices)
    weight = case.weight if case.weight is not None else usual_weight(case.age)
    made = Person(
        age=case.age,
        pregnant=case.pregnant,
        trimester=case.trimester,
        breastfeeding=case.breastfeeding,
        weight=weight,
        weighed=case.weight is not None,
        illnesses=illnesses,
        own=own,
        allergic=allergic,
        allergic_groups=groups,
        findings=findings,
        conditions=conditions,
        rows=rows_of(bases, case, findings, conditions),
    )
    return made, notices


def usual_weight(age: float | None) -> float | None:
    """Kilograms at an age, the middle of WHO's growth standards in round numbers; None for adults and unknown ages."""
    if age is None or age >= ADULT:
        return None
    steps = ((0.0, 3.5), (0.25, 6.0), (0.5, 7.7), (1, 9.5), (2, 12.0), (3, 14.0), (5, 18.0), (7, 23.0), (10, 32.0),
             (12, 40.0), (14, 50.0), (16, 58.0), (18, 65.0))  # fmt: skip
    for (low, light), (high, heavy) in pairwise(steps):
        if age < high:
            return light + (heavy - light) * (age - low) / (high - low)
    return steps[-1][1]


def rows_of(
    bases: Bases, case: Case, findings: Mapping[str, Answer], conditions: tuple[str, ...]
) -> tuple[Treatment, ...]:
    """Rows that hold for this person: of pregnancy, findings, words, ages, then the plain one; for each diagnosis."""
    found: list[Treatment] = []
    for condition in conditions:
        fitting = [one for one in by_condition(bases).get(condition, ()) if _fits(one, case, findings)]
        fitting.sort(key=lambda one: (not one.pregnant, not one.when, not one.said, one.ages.high - one.ages.low))
        found += fitting
    return tuple(found)


@lru_cache(maxsize=4)
def by_condition(bases: Bases) -> dict[str, list[Treatment]]:
    """All rows by their condition."""
    found: dict[str, list[Treatment]] = {}
    for one in bases.pharmacy.treatments.values():
        found.setdefault(one.condition, []).append(one)
    return found


def _fits(row: Treatment, case: Case, findings: Mapping[str, Answer]) -> bool:
    everybody = row.ages.low <= 0 and row.ages.high >= 200
    if row.pregnant and not case.pregnant:
        return False
    if not everybody and (case.age is None or case.age not in row.ages):
        return False
    if row.said and not begins(row.said, f"{case.diagnosis} {case.clinic_diagnosis}"):
        return False
    return all(findings.get(code) is Answer.YES for code in row.when)


def _illnesses(bases: Bases, case: Case, findings: Mapping[str, Answer], notices: list[Notice]) -> tuple[Illness, ...]:
    found: dict[str, Illness] = {}
    for place, text in enumerate(case.chronic):
        heard = illnesses_in(bases, text)
        found |= {one.code: one for one in heard}
        if not heard:
            notices.append(notice(f"chronic[{place}]", "illness_unknown", text=text))
    for text in (*case.chronic, *case.findings):
        found |= {code: bases.pharmacy.illnesses[code] for code in kidneys_in(text)}
    for one in bases.pharmacy.illnesses.values():
        if one.finding and findings.get(one.finding) is Answer.YES:
            found.setdefault(one.code, one)
    if "kidney_severe" in found:
        found.setdefault("kidney", bases.pharmacy.illnesses["kidney"])
    return tuple(found.values())


_FILTERED = re.compile(r"(?:скф|клиренс(?: креатинина)?|\bкк|gfr|clcr|crcl|filtration)\D{0,15}(\d{1,3})(?!\d)", re.I)
SEVERE, IMPAIRED = 30, 60
"""Filtration of the kidneys in ml a minute under which a person's kidneys are severely ill, and ill at all."""


@lru_cache(maxsize=8192)
def kidneys_in(text: str) -> tuple[str, ...]:
    """Illnesses of the kidneys that a filtration told in figures means: `СКФ 22`, `eGFR = 45`."""
    found = _FILTERED.search(text)
    filtered = int(found[1]) if found else IMPAIRED
    return () if filtered >= IMPAIRED else ("kidney",) if filtered >= SEVERE else ("kidney", "kidney_severe")


@lru_cache(maxsize=8192)
def illnesses_in(bases: Bases, text: str) -> tuple[Illness, ...]:
    """Known illnesses that a text names, by ICD-10 or in words."""
    icd10 = icd10_in(text)
    return tuple(
        one
        for one in bases.pharmacy.illnesses.values()
        if (icd10 and icd10.startswith(one.icd10)) or begins(one.words, text)
    )


@lru_cache(maxsize=65536)
def begins(starts: tuple[str, ...], text: str) -> bool:
    """Whether a word of the text begins with one of these; short ones must be whole words, several stand anywhere."""
    told, low = words(text), " ".join(words(text))
    for start in (" ".join(words(one)) for one in starts):
        if " " in start:
            if start in low:
                return True
        elif any(word == start if len(start) < _SHORT else word.startswith(start) for word in told):
            return True
    return False


def _allergies(
    bases: Bases, said: tuple[str, ...], notices: list[Notice]
) -> tuple[tuple[Medicine, ...], tuple[str, ...]]:
    medicines: dict[str, Medicine] = {}
    groups: list[str] = []
    for place, text in enumerate(said):
        named = [bases.pharmacy.medicines[code] for code in recognise(bases.pharmacy, text.split(":")[0]).contains]
        heard = [code for code, one in bases.pharmacy.allergies.items() if begins(one.words, text)]
        medicines |= {one.code: one for one in named}
        groups += heard
        if not named and not heard:
            notices.append(notice(f"allergies[{place}]", "allergy_unknown", text=text))
    return tuple(medicines.values()), tuple(dict.fromkeys(groups))


def _own(bases: Bases, said: tuple[str, ...], notices: list[Notice]) -> tuple[Medicine, ...]:
    found: dict[str, Medicine] = {}
    for place, text in enumerate(said):
        heard = recognise(bases.pharmacy, text)
        usual = heard.written.strength or LOW_ASPIRIN  # at home it is taken against clots
        found |= {code: against_clots(bases.pharmacy.medicines[code], usual) for code in heard.contains}
        if not heard.known:
            notices.append(notice(f"own_medicines[{place}]", "medicine_unknown", text=text))
    return tuple(found.values())
