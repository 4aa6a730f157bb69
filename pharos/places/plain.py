"""The door without a database: what the data files alone say of a place. For commands that must start at once."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pharos.places.countries import country
from pharos.places.resolving import answer
from pharos.places.rules import KNOWN, NAMED, PlaceMatch
from pharos.places.speaking import run as resolve_aloud

__all__ = ["PlainNumber", "PlainPlace", "find_plainly", "numbers_plainly", "resolve_aloud"]

EMERGENCY = Path(__file__).parent / "data" / "emergency.toml"
SERVICES = ("ambulance", "general")
CLOSE, LITTLE_KNOWN = 100, 50


@dataclass(frozen=True, slots=True)
class PlainPlace:
    """A country, and the name of the town or resort where one was said. `assumed` where places of little note elsewhere
    bear the name too, and somebody should be asked."""

    country: str
    name: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class PlainNumber:
    """A number as the file has it: nobody of ours has verified it."""

    service: str
    number: str
    note_ru: str
    note_en: str


def find_plainly(said: str, country_code: str = "") -> PlainPlace | None:
    """The country a text means, where a careful person would ask nothing or only make sure. None if unclear."""
    if country_code:
        try:
            return PlainPlace(country(country_code).code, said)
        except KeyError:
            pass
    found = answer(said, language="en", limit=4)
    if not found.candidates:
        return None
    first = found.candidates[0]
    same = {one.country for one in found.candidates if one.score > first.score - CLOSE} == {first.country}
    if same or not found.ask:
        return PlainPlace(first.country, said)
    return PlainPlace(first.country, said, assumed=True) if _far_better_known(found.candidates) else None


def _far_better_known(candidates: Sequence[PlaceMatch]) -> bool:
    """Whether the first was named and is known to many, and its namesakes elsewhere to few: Goa."""
    first, *others = candidates
    elsewhere = max((one.weight for one in others if one.country != first.country), default=0)
    return first.reason in NAMED and first.weight >= KNOWN and elsewhere < LITTLE_KNOWN


def numbers_plainly(country_code: str) -> list[PlainNumber]:
    """The ambulance's number, then the general one; empty where the file has none."""
    rows = [row for row in _emergency() if row["country"] == country_code and row["service"] in SERVICES]
    rows.sort(key=lambda row: SERVICES.index(row["service"]))
    return [PlainNumber(row["service"], row["number"], row.get("note_ru", ""), row.get("note_en", "")) for row in rows]


@cache
def _emergency() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(EMERGENCY.read_text(encoding="utf-8"))["number"]
    return rows
