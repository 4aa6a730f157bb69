"""Case numbers: two digits of the year, a dash, at least six digits: `26-000123`."""

import re

_WRITTEN = re.compile(r"^(?:(\d{2})\s*[-–— ]\s*)?(\d[\d  ]*\d|\d)$")


def format_number(year: int, count: int) -> str:
    return f"{year % 100:02d}-{count:06d}"


def parse_number(text: str, year: int) -> str | None:
    """What a person types: `26-114207`, `26-114 207`, `26114207` (eight digits and more), `114207` of this year."""
    match = _WRITTEN.match(text.strip())
    if not match:
        return None
    own_year, digits = match[1], re.sub(r"\D", "", match[2])
    if own_year is None and len(digits) >= 8:
        own_year, digits = digits[:2], digits[2:]
    prefix = own_year or f"{year % 100:02d}"
    return f"{prefix}-{int(digits):06d}" if len(digits) <= 9 else None
