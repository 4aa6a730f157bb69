"""What the rules of a list ask of the gazetteer, handed to them so that they need none."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Town:
    """A town as told: certain where it may be taken without asking."""

    name: str
    country: str
    latitude: float
    longitude: float
    certain: bool


def _no_town(_town: str, _country: str) -> Town | None:
    return None


def _no_country(_latitude: float, _longitude: float) -> str:
    return ""


def _anywhere(_latitude: float, _longitude: float) -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class Ways:
    """What the rules ask of the gazetteer: the code of a country as told, whether a point is near that country, where a
    town is, in which country a point lies, and how many km it is from there to the nearest town."""

    country: Callable[[str], str | None]
    inside: Callable[[str, float, float], bool]
    town: Callable[[str, str], Town | None] = _no_town
    country_at: Callable[[float, float], str] = _no_country
    away: Callable[[float, float], float] = _anywhere
