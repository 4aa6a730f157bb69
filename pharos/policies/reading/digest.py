"""A whole file read once: its rows set aside, its columns surveyed, its date orders decided."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pharos.core.tables.cells import Cell, tidy
from pharos.core.tables.limits import Unreadable
from pharos.policies.reading.opening import File
from pharos.policies.reading.spool import Spool
from pharos.policies.reading.table import Table
from pharos.policies.rules.dates import Order
from pharos.policies.rules.faults import FileFault, Problem, RowFault, RowNote
from pharos.policies.rules.headings import heading_key, propose
from pharos.policies.rules.reading import Reading, Survey, heading_currency, skip_reason
from pharos.policies.rules.records import ToldPolicy
from pharos.policies.rules.rows import RowReader
from pharos.policies.rules.targets import IGNORE, NOT_KEPT, NUMBER, person_of

Moved = Callable[[int], None]
_STEP = 2_000


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What is settled before reading: by the insurer's saved mapping, by a person, or by the command line."""

    columns: Mapping[str, str] = field(default_factory=dict)
    date_orders: Mapping[str, Order] = field(default_factory=dict)
    empty_means_not_bought: bool = False
    region: str | None = None
    currency: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Digest:
    """The rows and the plan by which to read them."""

    reading: Reading
    rows: Spool
    survey: Survey
    doubts: tuple[tuple[int, FileFault], ...]

    @property
    def count(self) -> int:
        return self.survey.rows


@dataclass(frozen=True)
class ReadRow:
    """One row's outcome: the policy if it stands, what was found, and the cells for the list of bad rows."""

    row: int
    policy: ToldPolicy | None
    problems: Sequence[Problem]
    cells: Sequence[Cell]


def needed_columns(targets: Sequence[str | None]) -> FileFault | None:
    """A file without numbers or names is not a register."""
    if NUMBER not in targets:
        return FileFault.NO_NUMBER_COLUMN
    named = any(target and person_of(target) for target in targets) or "status" in targets or "cancelled_on" in targets
    return None if named else FileFault.NO_PERSON_COLUMN


def digest(file: File, table: Table, choices: Choices, *, today: date, moved: Moved | None = None) -> Digest:
    """Read every row once. Raises Unreadable for caps and for a file that is no register."""
    headings = table.header.headings
    targets = propose(headings, choices.columns)
    lacking = needed_columns(targets)
    if lacking:
        raise Unreadable(lacking, headings=", ".join(heading for heading in headings if heading)[:500])
    survey, rows = Survey(headings, targets), Spool()
    for number, cells, flaw in _data(file, table):
        survey.see(cells)
        rows.add((number, cells, flaw))
        if survey.rows > file.limits.rows:
            raise Unreadable(FileFault.TOO_MANY_ROWS, limit=file.limits.rows)
        if moved and survey.rows % _STEP == 0:
            moved(survey.rows)
    if not survey.rows:
        raise Unreadable(FileFault.NO_ROWS)
    orders = survey.orders(choices.date_orders)
    reading = Reading(
        headings=headings,
        targets=targets,
        today=today,
        orders=orders,
        empty_means_not_bought=choices.empty_means_not_bought,
        region=choices.region,
        short_rows_are_faults=file.format == "csv"
        and survey.short <= max(3, survey.rows // 50)
        and survey.short * 2 < survey.rows,
        listed_options=frozenset(survey.listed),
        currency=heading_currency(headings, targets) or choices.currency,
    )
    return Digest(reading, rows, survey, tuple(survey.doubts(orders, choices.date_orders)))


def _data(file: File, table: Table) -> Iterator[tuple[int, tuple[Cell, ...], str]]:
    """Rows after the header that hold anything, tidied."""
    for row in file.rows():
        if row.number <= table.header.last:
            continue
        cells = tuple(tidy(cell) for cell in row.cells)
        if row.flaw or any(cell is not None for cell in cells):
            yield row.number, cells, row.flaw


def read_rows(digested: Digest) -> Iterator[ReadRow]:
    """Every row read by the plan, in the file's order. Rows that are no data come with a note and no policy."""
    reader = RowReader(digested.reading)
    for number, cells, flaw in digested.rows:
        reason = None if flaw else skip_reason(cells, digested.reading)
        if reason:
            yield ReadRow(number, None, [Problem(number, "", reason)], cells)
            continue
        short = [] if flaw else reader.short(number, len(cells))
        policy, problems = reader.read(number, cells, flaw)
        yield ReadRow(number, None if short else policy, [*short, *problems], cells)


def with_targets(choices: Choices, columns: Mapping[str, str]) -> Choices:
    return replace(choices, columns={**choices.columns, **columns})


def not_kept(reading: Reading) -> list[str]:
    """Columns understood and deliberately left out, such as passports and premiums."""
    return [
        h
        for h, target in zip(reading.headings, reading.targets, strict=True)
        if target in (NOT_KEPT, IGNORE) and heading_key(h)
    ]


def is_skipped(problem: Problem) -> bool:
    return problem.code in (RowNote.TOTALS, RowNote.REPEATED_HEADER)


def is_fault(problem: Problem) -> bool:
    return isinstance(problem.code, RowFault)
