"""Treatments made up for trials, read as strictly as the data; the format is in docs/medical-precheck.md."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pharos.medical.precheck.reading import case_of
from pharos.medical.precheck.values import Case, Verdict

PROBLEMS = ("dose", "duplicate", "interaction", "pregnancy", "allergy", "age", "illness", "length", "route")
FINE = frozenset({Verdict.NEEDED, Verdict.OPTIONAL})
KNOWN = frozenset({"expect_tests", "expect_days", "expect_fit", "note"})


class TreatmentFaults(Exception):
    """A file of treatments that cannot be used, fault by fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an expert would say: any of these verdicts; `problem` must be told besides."""

    verdicts: frozenset[Verdict]
    problem: str

    @property
    def bad(self) -> bool:
        """Whether the doctor must be made to look."""
        return bool(self.problem) or not self.verdicts & (FINE | {Verdict.UNKNOWN})

    @property
    def good(self) -> bool:
        """Whether the doctor must not be bothered."""
        return not self.problem and self.verdicts <= FINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Vignette:
    """A case and what is expected of each of its lines."""

    code: str
    file: str
    case: Case
    medicines: tuple[Expected, ...]
    tests: tuple[frozenset[Verdict], ...]


def read_treatments(path: Path) -> list[Vignette]:
    """Of a file, or of all files of a folder. Raises TreatmentFaults with every fault."""
    paths = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    faults: list[str] = []
    found: list[Vignette] = []
    if not path.exists() or not paths:
        raise TreatmentFaults(f"{path}: there is no such file, or no .toml in it")
    for one in paths:
        try:
            tables = tomllib.loads(one.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
            faults.append(f"{one.name}: is no TOML: {broken}")
            continue
        for code, table in tables.items():
            found.append(_vignette(one.name, code, table, faults))
    if faults:
        raise TreatmentFaults("\n".join(faults))
    return found


def _vignette(file: str, code: str, table: Mapping[str, Any], faults: list[str]) -> Vignette:
    where = f"{file}: {code}"
    rows = table.get("medicines", [])
    lines = [{name: value for name, value in row.items() if name not in ("expect", "problem")} for row in rows]
    case = case_of(
        {"id": code} | {name: value for name, value in table.items() if name not in KNOWN} | {"medicines": lines}
    )
    for one in case.notices:
        if one.code in ("field_unknown", "text_wanted", "list_wanted"):
            faults.append(f"{where}: {one.where}: {one.text.en}")
    return Vignette(
        code=code,
        file=file,
        case=case,
        medicines=tuple(_expected(f"{where}: {row.get('name')}", row, faults) for row in rows),
        tests=tuple(_verdicts(f"{where}: expect_tests", one, faults) for one in table.get("expect_tests", ())),
    )


def _expected(where: str, row: Mapping[str, Any], faults: list[str]) -> Expected:
    problem = str(row.get("problem", ""))
    if problem and problem not in PROBLEMS:
        faults.append(f"{where}: problem {problem!r}; allowed: {', '.join(PROBLEMS)}")
    return Expected(verdicts=_verdicts(where, str(row.get("expect", "")), faults), problem=problem)


def _verdicts(where: str, text: str, faults: list[str]) -> frozenset[Verdict]:
    known = {one.value: one for one in Verdict}
    wrong = [word for word in text.split() if word not in known]
    if wrong or not text.split():
        faults.append(f"{where}: expect {text!r}; allowed: {', '.join(known)}")
    return frozenset(known[word] for word in text.split() if word in known)
