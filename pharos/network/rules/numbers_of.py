"""Several telephones in one cell: told apart, notes in brackets left out, what is no number named."""

import re

from pharos.core.coordinates import plain

_BETWEEN = re.compile(r"[;,\n|]|\s/\s|\s+(?:или|or|and|и|y|et|ve)\s+|(?<=\d)\s*/\s*(?=[+0(]\d)|(?<=\d)\s+(?=\+)")
_NOTE = re.compile(r"\([^()\d]*\)")
_LED = re.compile(r"^(?:tel|phone|тел|телефон|моб|mob|mobile|fax|ph)\b[.:\s]*", re.IGNORECASE)
_PHONE = re.compile(r"^[+\d(][\d\s()./+-]{2,}(?:\s*(?:ext|доб|int|dahili|x)\.?\s*\d+)?$", re.IGNORECASE)
_NONE = re.compile(r"^(?:-+|—|нет|no|none|n/?a|no tiene|yok|non|unknown|н/?д)$", re.IGNORECASE)


def split(text: str) -> tuple[list[str], list[str]]:
    """(numbers, pieces that are none). A cell that says "none" holds neither."""
    numbers: list[str] = []
    lost: list[str] = []
    for piece in _BETWEEN.split(plain(text)):
        told = " ".join(_LED.sub("", _NOTE.sub(" ", piece).strip()).removeprefix("=").split())
        if not told or _NONE.match(told):
            continue
        digits = sum(one.isdigit() for one in told)
        (numbers if _PHONE.match(told) and 3 <= digits <= 20 else lost).append(told)
    return list(dict.fromkeys(numbers)), lost


def whole(text: str) -> int | None:
    """A number of beds; None for what is none."""
    try:
        number = int(float(text.replace(",", "."))) if text.strip() else None
    except (ValueError, OverflowError):
        return None
    return number if number is not None and 0 <= number < 20_000 else None
