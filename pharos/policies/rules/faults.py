"""What can be wrong with a file, a row or a cell. The wording is in `messages`."""

from dataclasses import dataclass
from enum import StrEnum


class FileFault(StrEnum):
    """The file is refused whole as no register; what makes it no table at all is a `core.tables` fault."""

    NO_NUMBER_COLUMN = "no_number_column"
    NO_PERSON_COLUMN = "no_person_column"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    ORDER_AMBIGUOUS = "date_order_ambiguous"
    HALF_CONVERTED = "dates_half_converted"


class RowFault(StrEnum):
    """A row is not imported; the others are."""

    NO_NUMBER = "missing_number"
    NO_NAME = "missing_name"
    NO_START = "missing_valid_from"
    NO_END = "missing_valid_to"
    BAD_NUMBER = "bad_number"
    DIGITS_LOST = "number_digits_lost"
    BAD_NAME = "bad_name"
    BAD_DATE = "bad_date"
    REVERSED = "dates_reversed"
    BORN_IN_FUTURE = "birth_date_in_future"
    BORN_TOO_EARLY = "birth_date_too_early"
    YEAR_ODD = "year_out_of_range"
    BAD_AMOUNT = "bad_amount"
    CELL_ERROR = "cell_error"
    TOO_SHORT = "row_too_short"
    TOO_LONG = "row_too_long"
    UNCLOSED_QUOTE = "unclosed_quote"
    BROKEN_TEXT = "broken_characters"
    TEXT_TOO_LONG = "text_too_long"
    CONFLICT = "conflicts_with_earlier_row"
    OTHER_INSURER = "number_of_other_insurer"


class RowNote(StrEnum):
    """The row is imported; something about it should be known."""

    BAD_STATUS = "status_not_understood"
    BAD_OPTION = "option_not_understood"
    BAD_PHONE = "phone_not_understood"
    BAD_CURRENCY = "currency_not_understood"
    NO_CURRENCY = "currency_missing"
    NO_BIRTH_DATE = "birth_date_missing"
    DUPLICATE = "duplicate_row"
    TOTALS = "totals_row_skipped"
    REPEATED_HEADER = "repeated_header_skipped"


@dataclass(frozen=True)
class Problem:
    """One fault or note of one row. `shape` is the pattern of the value (`99.99.9999`), never the value."""

    row: int
    column: str
    code: RowFault | RowNote
    shape: str = ""
    other_row: int | None = None

    @property
    def is_fault(self) -> bool:
        return isinstance(self.code, RowFault)


def shape(value: object) -> str:
    """A value's pattern: letters as `a`, digits as 9, so that a list of errors tells nobody's name or birthday."""
    text = str(value)[:40]
    return "".join("9" if c.isdigit() else "a" if c.isalpha() else c if c.isprintable() else "?" for c in text)
