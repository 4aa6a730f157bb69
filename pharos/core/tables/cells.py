"""Single cells as text, whatever the program that wrote them made of them."""

import re
from datetime import date, datetime

Cell = str | int | float | bool | date | datetime | None

_INVISIBLE = dict.fromkeys([*range(0x20), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF], None) | {
    0x09: " ",
    0x0A: "\n",
    0x0D: "\n",
    0xA0: " ",
    0x2007: " ",
    0x2009: " ",
    0x202F: " ",
    0x2028: "\n",
}
_SPACES = re.compile(r" {2,}")


def tidy(value: object) -> Cell:
    """A cell without what cannot be seen: no-break spaces, zero-width marks, the apostrophe that means text."""
    if value is None or isinstance(value, (bool, int, float, date, datetime)):
        return value
    return tidy_text(value) if isinstance(value, str) else tidy_text(str(value))


def tidy_text(text: str) -> str | None:
    text = text.translate(_INVISIBLE).strip()
    if not text:
        return None
    if text[0] in "'`’" and len(text) > 1:
        text = text[1:].lstrip()
    if "  " in text:
        text = _SPACES.sub(" ", text)
    return text or None


def as_text(value: Cell) -> str:
    """A cell as words: `4512.0` is 4512, a date is written as in the country's papers."""
    if isinstance(value, str):
        return value.replace("\n", " ") if "\n" in value else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value == value and abs(value) < 1e16 and value == int(value) else repr(value)
    if isinstance(value, (date, datetime)):
        return f"{value:%d.%m.%Y}"
    return str(value)
