"""Opening hours as OpenStreetMap writes them (`Mo-Fr 08:00-20:00; PH off`), read by `opening-hours-py`."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, UnknownCountryError  # type: ignore[attr-defined]  # its stubs leave it out

ALWAYS = "24/7"
_AT = re.compile(r"-->\s*(\d+):(\d+)")
_DAYS = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс)", re.IGNORECASE)


class Opened(StrEnum):
    """Whether somebody is there: `unknown` where nobody asked, and where the hours themselves say "perhaps"."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class HoursFault:
    """What cannot be read: the place, counted in letters from 1, and the piece that begins there."""

    at: int
    piece: str
    weekdays: bool
    """Days are written in full or in Russian: they are Mo, Tu, We, Th, Fr, Sa, Su."""


@dataclass(frozen=True)
class Now:
    """How it stands at a moment, and when that changes (in the time there); None for never or unknown."""

    opened: Opened
    until: datetime | None


def fault(text: str) -> HoursFault | None:
    """None for hours that can be read, and for none at all."""
    if not text.strip():
        return None
    try:
        OpeningHours(text, auto_country=False, auto_timezone=False)
    except ParserError as error:
        found = _AT.search(str(error))
        at = int(found[2]) if found else 1
        return HoursFault(at, text[at - 1 : at + 14].strip(), bool(_DAYS.search(text)))
    return None


def tidy(text: str) -> str:
    """As the library writes the same hours, so that two spellings are one. ValueError where unreadable."""
    if not text.strip():
        return ""
    try:
        return str(OpeningHours(text, auto_country=False, auto_timezone=False).normalize())
    except ParserError as error:
        raise ValueError(text) from error


def always(text: str) -> bool:
    """Day and night, every day, holidays too."""
    try:
        return bool(text) and tidy(text) == ALWAYS
    except ValueError:
        return False


def at(text: str, moment: datetime, zone: str, country: str) -> Now:
    """Public holidays are those of the country, as far as the library knows them."""
    if not text:
        return Now(Opened.UNKNOWN, None)
    if text == ALWAYS:
        return Now(Opened.OPEN, None)
    try:
        read, there = _read(text, zone, country), moment.astimezone(ZoneInfo(zone))
    except (ParserError, ValueError):
        return Now(Opened.UNKNOWN, None)
    state, _comment = read.state(there)
    told = Opened(str(state))
    change = read.next_change(there)
    return Now(told, change if isinstance(change, datetime) else None)


@lru_cache(maxsize=20_000)
def _read(text: str, zone: str, country: str) -> OpeningHours:
    """Where the library knows no holidays of a country, none are counted."""
    for code in (country or None, None):
        try:
            return OpeningHours(
                text, timezone=ZoneInfo(zone), country=code, auto_country=False, auto_timezone=False,
                max_interval_days=366,
            )  # fmt: skip
        except UnknownCountryError:
            continue
    raise AssertionError("hours without a country are always read")
