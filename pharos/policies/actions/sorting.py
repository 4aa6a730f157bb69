"""The file's rows sorted into those that stand and those that do not, before a transaction is opened."""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pharos.core.spelling import number_key
from pharos.core.tables.cells import Cell, as_text
from pharos.insurers import api as insurers
from pharos.policies.actions.preparing import Prepared
from pharos.policies.reading.digest import Moved, ReadRow, is_fault, is_skipped, read_rows
from pharos.policies.reading.spool import Spool
from pharos.policies.rules.faults import Problem, RowFault
from pharos.policies.rules.records import ToldPolicy

KEPT_PROBLEMS = 20_000
_STEP = 2_000


@dataclass(frozen=True)
class BadRow:
    """A problem with the cells of its row, for the list somebody sends back to the insurer."""

    problem: Problem
    cells: tuple[str, ...]


@dataclass
class Sorted:
    """What reading every row has come to."""

    prepared: Prepared
    good: Spool = field(default_factory=Spool)
    bad: list[BadRow] = field(default_factory=list)
    faulty_rows: set[int] = field(default_factory=set)
    seen_keys: list[str] = field(default_factory=list)
    rows: int = 0
    skipped: int = 0
    persons: int = 0
    too_many: int = 0

    def add(self, problems: Sequence[Problem], cells: Sequence[Cell]) -> None:
        texts = tuple(as_text(cell) for cell in cells) if problems else ()
        for problem in problems:
            if is_fault(problem):
                self.faulty_rows.add(problem.row)
            if len(self.bad) < KEPT_PROBLEMS:
                self.bad.append(BadRow(problem, texts))
            else:
                self.too_many += 1

    @property
    def headings(self) -> Sequence[str]:
        return self.prepared.digest.reading.headings

    @property
    def policies(self) -> Iterator[ToldPolicy]:
        return iter(self.good)


def sort_rows(prepared: Prepared, moved: Moved | None = None) -> Sorted:
    """Read every row. Numbers of another insurer are faults; everything else is decided by the rules."""
    result = Sorted(prepared)
    foreign = _foreign(prepared.insurer.id)
    number = prepared.digest.reading.column("number")
    for row in read_rows(prepared.digest):
        _sort(row, result, foreign, number)
        if moved and result.rows % _STEP == 0:
            moved(result.rows)
    return result


def _sort(row: ReadRow, result: Sorted, foreign: Callable[[str], bool], number: int | None) -> None:
    problems = list(row.problems)
    if any(is_skipped(problem) for problem in problems):
        result.skipped += 1
        result.add(problems, row.cells)
        return
    result.rows += 1
    policy = row.policy
    if policy is not None and foreign(policy.number):
        problems.append(Problem(row.row, result.headings[number or 0], RowFault.OTHER_INSURER))
        policy = None
    if policy is not None:
        result.good.add(policy)
        result.persons += len(policy.persons)
    elif number is not None and number < len(row.cells) and (key := number_key(as_text(row.cells[number]))):
        result.seen_keys.append(key)
    if problems:
        result.add(problems, row.cells)


def _foreign(insurer_id: UUID) -> Callable[[str], bool]:
    """Whether a number follows another insurer's pattern and none of this one's."""
    patterns = insurers.number_patterns()
    own = tuple(pair for pair in patterns if pair[0] == insurer_id)
    others = tuple(pair for pair in patterns if pair[0] != insurer_id)
    if not own:
        return lambda number: False

    def foreign(number: str) -> bool:
        if insurers.recognise_numbers([number], own):
            return False
        return bool(insurers.recognise_numbers([number], others))

    return foreign


def packed(bad: Sequence[BadRow], headings: Sequence[str]) -> bytes:
    """Bad rows as bytes to be sealed with the run."""
    rows = [
        [b.problem.row, b.problem.column, b.problem.code.value, b.problem.shape, b.problem.other_row, list(b.cells)]
        for b in bad
    ]
    return zlib.compress(json.dumps({"headings": list(headings), "rows": rows}, ensure_ascii=False).encode())


def unpacked(data: bytes) -> Mapping[str, Any]:
    """What `packed` made: headings, and rows of (row, column, code, shape, other row, cells)."""
    found: dict[str, Any] = json.loads(zlib.decompress(data))
    return found
