"""One row of a file to one policy with its persons, or to the faults that keep it out."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from pharos.core.spelling import number_key
from pharos.core.tables.cells import Cell, as_text
from pharos.policies.rules.cells import (
    is_cancelled,
    lost_digits,
    read_amount,
    read_choice,
    read_currency,
)
from pharos.policies.rules.dates import halves, read_date
from pharos.policies.rules.faults import Problem, RowFault, RowNote, shape
from pharos.policies.rules.persons import persons_of
from pharos.policies.rules.reading import Reading, listed_options, option_columns
from pharos.policies.rules.records import ToldPolicy
from pharos.policies.rules.territory import countries_in

_ERRORS = frozenset(
    (
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "#Н/Д",
        "#ССЫЛКА!",
        "#ЗНАЧ!",
        "#ИМЯ?",
        "#ДЕЛ/0!",
        "#ЧИСЛО!",
    )
)
_TEXT_LIMIT = 250
_NUMBER_LIMIT = 40


class RowReader:
    """Reads rows by one plan. `read` gives the policy (None when a fault keeps it out) and every problem found."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._columns = {target: n for n, target in enumerate(reading.targets) if target}
        self._mapped = sorted(n for target, n in self._columns.items() if target not in ("ignore", "not_kept"))
        self._options = option_columns(reading.targets)
        self._list = self._columns.get("options")

    def read(self, row: int, cells: Sequence[Cell], flaw: str = "") -> tuple[ToldPolicy | None, list[Problem]]:
        cells = (
            [*cells, *[None] * (len(self.reading.targets) - len(cells))]
            if len(cells) < len(self.reading.targets)
            else cells
        )
        found = _Row(self, row, cells)
        if flaw:
            found.problem(RowFault(flaw), None)
            return None, found.problems
        found.sound()
        policy = found.policy()
        return (None if any(problem.is_fault for problem in found.problems) else policy), found.problems

    def short(self, row: int, width: int) -> list[Problem]:
        """The fault of a CSV row that breaks off, where the other rows do not."""
        if self.reading.short_rows_are_faults and width < len(self.reading.targets):
            return [
                Problem(
                    row, self.reading.headings[width] if width < len(self.reading.headings) else "", RowFault.TOO_SHORT
                )
            ]
        return []


class _Row:
    """The row under the eye: its cells and what was found wrong so far."""

    def __init__(self, reader: RowReader, row: int, cells: Sequence[Cell]) -> None:
        self.reader, self.reading, self.row, self.cells = reader, reader.reading, row, cells
        self.problems: list[Problem] = []

    def problem(self, code: RowFault | RowNote, column: int | None, value: object = "") -> None:
        heading = self.reading.headings[column] if column is not None and column < len(self.reading.headings) else ""
        self.problems.append(Problem(self.row, heading, code, shape(value) if value != "" else ""))

    def cell(self, target: str) -> Cell:
        column = self.reader._columns.get(target)
        return self.cells[column] if column is not None else None

    def sound(self) -> None:
        """Faults of the cells themselves, before their meaning."""
        if len(self.cells) > len(self.reading.targets):
            extra = [cell for cell in self.cells[len(self.reading.targets) :] if cell is not None]
            if extra:
                self.problem(RowFault.TOO_LONG, None)
        for column in self.reader._mapped:
            value = self.cells[column]
            if isinstance(value, str):
                if "\ufffd" in value:
                    self.problem(RowFault.BROKEN_TEXT, column, value)
                elif value[0] == "#" and value.upper() in _ERRORS:
                    self.problem(RowFault.CELL_ERROR, column, value)
                elif len(value) > _TEXT_LIMIT and self.reading.targets[column] not in (
                    "options",
                    "person.name",
                    "territory",
                ):
                    self.problem(RowFault.TEXT_TOO_LONG, column, value)

    def policy(self) -> ToldPolicy | None:
        number = self.number()
        cancelled, cancelled_on = self.cancellation()
        start, end = self.period(needed=not cancelled)
        persons = persons_of(self, needed=not cancelled)
        amount, currency = self.sum_insured()
        territory = self.text("territory")
        if number is None:
            return None
        return ToldPolicy(
            row=self.row,
            number=number,
            number_key=number_key(number),
            programme=self.text("programme")[:120],
            holder=self.text("holder")[:200],
            valid_from=start,
            valid_to=end,
            issued_on=self.day_in("issued_on"),
            territory=territory[:500],
            countries=countries_in(territory) if territory else (),
            sum_insured=amount,
            currency=currency,
            cancelled=cancelled,
            cancelled_on=cancelled_on,
            options=self.options(),
            persons=persons,
        )

    def text(self, target: str) -> str:
        return as_text(self.cell(target))

    def number(self) -> str | None:
        column = self.reader._columns["number"]
        value = self.cells[column]
        if value is None:
            self.problem(RowFault.NO_NUMBER, column)
            return None
        if lost_digits(value):
            self.problem(RowFault.DIGITS_LOST, column, value)
            return None
        text = as_text(value)
        series = self.text("series")
        if series and not number_key(text).startswith(number_key(series)):
            text = f"{series} {text}" if series[-1:].isalpha() == text[:1].isalpha() else f"{series}-{text}"
        key = number_key(text)
        if not key or len(text) > _NUMBER_LIMIT or not any(letter.isdigit() for letter in key):
            self.problem(RowFault.BAD_NUMBER, column, value)
            return None
        return text

    def day_in(self, target: str, value: Cell = None) -> date | None:
        column = self.reader._columns.get(target)
        if column is None:
            return None
        value = self.cells[column] if value is None else value
        if value is None:
            return None
        day = read_date(value, self.reading.orders.get(column), pivot=self.reading.pivot)
        if day is None:
            self.problem(RowFault.BAD_DATE, column, _dated(value))
        elif not 1990 <= day.year <= self.reading.today.year + 30:
            self.problem(RowFault.YEAR_ODD, column, _dated(value))
        return day

    def period(self, *, needed: bool) -> tuple[date | None, date | None]:
        columns = self.reader._columns
        start, end = self.day_in("valid_from"), self.day_in("valid_to")
        if "validity" in columns and not (start and end):
            start, end = self._range(start, end)
        if needed:
            for day, target, code in ((start, "valid_from", RowFault.NO_START), (end, "valid_to", RowFault.NO_END)):
                if day is None and target in columns and self.cell(target) is None and self.cell("validity") is None:
                    self.problem(code, columns[target])
        if start and end and end < start:
            self.problem(RowFault.REVERSED, columns.get("valid_to", columns.get("validity")))
        return start, end

    def _range(self, start: date | None, end: date | None) -> tuple[date | None, date | None]:
        value, column = self.cell("validity"), self.reader._columns["validity"]
        if value is None:
            if "valid_from" not in self.reader._columns:
                self.problem(RowFault.NO_START, column)
            return start, end
        parts = halves(value) if isinstance(value, str) else (value,)
        if len(parts) == 1 and "valid_to" in self.reader._columns:
            return self.day_in("validity") or start, end
        days = [self.day_in("validity", part) for part in parts]
        if len(days) != 2:
            self.problem(RowFault.BAD_DATE, column, value)
            return start, end
        return start or days[0], end or days[1]

    def sum_insured(self) -> tuple[Decimal | None, str]:
        value, column = self.cell("sum_insured"), self.reader._columns.get("sum_insured")
        told = self.currency()
        if value is None or column is None:
            return None, told
        amount = None if isinstance(value, (bool, date, datetime)) else read_amount(value)
        if amount is None:
            self.problem(RowFault.BAD_AMOUNT, column, value)
            return None, told
        currency = told or amount.currency or self.reading.currency
        if not currency:
            self.problem(RowNote.NO_CURRENCY, column)
        return amount.amount, currency

    def currency(self) -> str:
        value = self.text("currency")
        code = read_currency(value) if value else ""
        if code is None:
            self.problem(RowNote.BAD_CURRENCY, self.reader._columns["currency"], value)
        return code or ""

    def cancellation(self) -> tuple[bool | None, date | None]:
        cancelled_on = self.day_in("cancelled_on")
        value = self.text("status")
        told = is_cancelled(value) if value else None
        if value and told is None:
            self.problem(RowNote.BAD_STATUS, self.reader._columns["status"], value)
        return (True if cancelled_on is not None else told), cancelled_on

    def options(self) -> dict[str, bool]:
        found: dict[str, bool] = {}
        if self.reader._list is not None:
            self._listed(found, self.reader._list)
        for column, code in self.reader._options.items():
            value = self.cells[column]
            if value is None:
                if self.reading.empty_means_not_bought:
                    found.setdefault(code, False)
                continue
            choice = read_choice(value)
            if choice is None:
                self.problem(RowNote.BAD_OPTION, column, value)
            else:
                found[code] = choice
        return found

    def _listed(self, found: dict[str, bool], column: int) -> None:
        codes, understood = listed_options(self.cells[column])
        found.update(dict.fromkeys(codes, True))
        if not understood:
            self.problem(RowNote.BAD_OPTION, column, self.cells[column])
        elif self.reading.empty_means_not_bought:
            for code in self.reading.listed_options:
                found.setdefault(code, False)


def _dated(value: Cell) -> object:
    return f"{value:%d.%m.%Y}" if isinstance(value, (date, datetime)) else value
