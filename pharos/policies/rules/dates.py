"""Dates in insurers' files: what one cell says, and which order a whole column is written in.

`07/08/2018` says nothing alone. A column decides: one `31/07/2018` makes it day first. A column that never
decides is a question for a person, never a guess.
"""

# ruff: noqa: E501  (tables of wordings read across)

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

_EPOCH = date(1899, 12, 30)
_NUMERIC = re.compile(r"^(\d{1,4})\s?([./\-\s])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?:\s*(?:г\.?|года?))?(?:[T\s,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$")  # fmt: skip
_SOLID = re.compile(r"^\d{8}$")
_WORDED = re.compile(r"^(\d{1,2})[\s.\-]*([^\W\d_]{3,10})\.?[\s.,\-]*(\d{2,4})(?:\s*(?:г\.?|года?))?$")
_WORDED_US = re.compile(r"^([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_MONTHS = ("янв jan", "фев feb", "мар mar", "апр apr", "мая май may", "июн jun", "июл jul", "авг aug", "сен sep", "окт oct",
           "ноя nov", "дек dec")  # fmt: skip
_RANGE = re.compile(r"\s*(?:\s[-–—]\s|–|—|\bпо\b|\bдо\b|\bto\b|\buntil\b|\btill\b|\.\.\.?|…|;)\s*", re.IGNORECASE)
_FROM = re.compile(r"^(?:с|c|со|from|от)\s+", re.IGNORECASE)


class Order(StrEnum):
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class Doubt(StrEnum):
    """Why a column of dates must not be read as it is."""

    AMBIGUOUS = "date_order_ambiguous"
    HALF_CONVERTED = "dates_half_converted"


@dataclass
class ColumnOfDates:
    """What the cells of one column give away about its order. Fed cell by cell, asked once at the end."""

    shapes: Counter[str] = field(default_factory=Counter)

    def see(self, value: object) -> None:
        if isinstance(value, (date, datetime)):
            self.shapes["real_over_12" if value.day > 12 else "real"] += 1
        elif isinstance(value, str):
            for part in (value,) if len(value) < 12 else halves(value):
                self.shapes[_shape(part)] += 1

    def doubt(self) -> Doubt | None:
        """Why the column cannot be read by itself; None when it can."""
        seen = self.shapes
        if seen["real"] >= 4 and not seen["real_over_12"] and seen["first"] and not seen["second"]:
            return Doubt.HALF_CONVERTED
        return Doubt.AMBIGUOUS if seen["either"] and self.order() is None else None

    def order(self) -> Order | None:
        """The order the column itself proves; None when nothing needs one or nothing proves one."""
        first, second = self.shapes["first"], self.shapes["second"]
        if first > 10 * second:
            return Order.DAY_FIRST
        if second > 10 * first:
            return Order.MONTH_FIRST
        # Whoever writes 01.07.2026 in the same column means 01/02/1985 the same way round.
        return Order.DAY_FIRST if self.shapes["dotted"] and not second else None


@lru_cache(maxsize=50_000)
def _shape(text: str) -> str:
    """`first`/`second`: which place holds a number over 12; `either`: both could be a month; `dotted`, `other`.

    Dots are how Russian and its neighbours write day first, so a dotted date needs no proof.
    """
    found = _NUMERIC.match(text.strip())
    if not found or len(found[1]) > 2:
        return "other"
    if found[2] == ".":
        return "dotted"
    first, second = int(found[1]), int(found[3])
    if first > 12 >= second:
        return "first"
    if second > 12 >= first:
        return "second"
    return "other" if first == second else "either"


def halves(text: str) -> tuple[str, ...]:
    """`с 01.07.2018 по 15.07.2018` as its two dates; any other text as itself."""
    bare = _FROM.sub("", text.strip())
    parts = [_FROM.sub("", part).strip() for part in _RANGE.split(bare) if part.strip()]
    if len(parts) != 2:
        tight = re.match(r"^(\d{1,2}[./]\d{1,2}[./]\d{2,4})\s*-\s*(\d{1,2}[./]\d{1,2}[./]\d{2,4})$", bare)
        return (tight[1], tight[2]) if tight else (bare,)
    return parts[0], parts[1]


def read_date(value: object, order: Order | None, *, pivot: int) -> date | None:
    """The date a cell holds, or None when it holds none. `pivot` is the last year a two-digit year may mean.

    Excel serial numbers count from 1899-12-30; a bare number that looks like a year is no date.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _from_number(value)
    return _from_text(value, order, pivot) if isinstance(value, str) else None


def _from_number(value: float) -> date | None:
    if 10_000_000 <= value <= 99_999_999 and value == int(value):
        return _solid(str(int(value)))
    if not 60 < value < 80_000 or 1900 <= value <= 2100:
        return None
    return _EPOCH + timedelta(days=int(value))


@lru_cache(maxsize=100_000)
def _from_text(text: str, order: Order | None, pivot: int) -> date | None:
    text = text.strip()
    numeric = _NUMERIC.match(text)
    if numeric:
        return _numeric(numeric, order, pivot)
    if _SOLID.match(text):
        return _solid(text)
    if text.isascii() and text.replace(".", "", 1).isdigit() and len(text) <= 8:
        return _from_number(float(text)) if len(text.partition(".")[0]) == 5 else None
    return _worded(text, pivot)


def _numeric(found: re.Match[str], order: Order | None, pivot: int) -> date | None:
    first, separator, second, third = found[1], found[2], found[3], found[4]
    if len(first) > 2:
        return _date(first, second, third, pivot) if len(first) == 4 and len(third) <= 2 else None
    if len(third) not in (2, 4):
        return None
    swapped = separator != "." and (order is Order.MONTH_FIRST or (order is None and int(second) > 12))
    return _date(third, first, second, pivot) if swapped else _date(third, second, first, pivot)


def _solid(text: str) -> date | None:
    if 1900 <= int(text[:4]) <= 2100 and (found := _date(text[:4], text[4:6], text[6:], 9999)):
        return found
    return _date(text[4:], text[2:4], text[:2], 9999) if 1900 <= int(text[4:]) <= 2100 else None


def _worded(text: str, pivot: int) -> date | None:
    lowered = text.casefold()
    found = _WORDED.match(lowered)
    if found:
        return _date(found[3], str(_month(found[2])), found[1], pivot)
    american = _WORDED_US.match(lowered)
    return _date(american[3], str(_month(american[1])), american[2], pivot) if american else None


def _month(word: str) -> int:
    return next((place for place, names in enumerate(_MONTHS, 1) if word[:3] in names.split()), 0)


def _date(year: str, month: str, day: str, pivot: int) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if 2000 + number <= pivot else 1900
    elif len(year) != 4:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
