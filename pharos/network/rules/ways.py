"""What the rules of a list ask of the gazetteer, handed to them so that they need none."""

from collections.abc import Callable
from dataclasses import dataclass

from pharos.core.coordinates import Point


@dataclass(frozen=True, slots=True)
class Town:
    """A town as told: certain where it may be taken without asking."""

    name: str
    country: str
    latitude: float
    longitude: float
    certain: bool

    @property
    def point(self) -> Point:
        return self.latitude, self.longitude


def _no_town(_town: str, _country: str) -> Town | None:
    return None


def _no_country(_latitude: float, _longitude: float) -> str:
    return ""


def _no_countries(_text: str) -> tuple[str, ...]:
    return ()


def _anywhere(_latitude: float, _longitude: float) -> float:
    return 0.0


def _not_beyond(_country: str, _latitude: float, _longitude: float) -> float:
    return 0.0


def _not_apart(_one: Point, _other: Point) -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class Ways:
    """What the rules ask of the gazetteer: the code of a country as told, and the several a word may mean; whether a
    point is near that country, and how many km it is beyond it; where a town is, in which country a point lies, how
    many km it is from there to the nearest town, and how far two points are apart."""

    country: Callable[[str], str | None]
    inside: Callable[[str, float, float], bool]
    town: Callable[[str, str], Town | None] = _no_town
    country_at: Callable[[float, float], str] = _no_country
    away: Callable[[float, float], float] = _anywhere
    beyond: Callable[[str, float, float], float] = _not_beyond
    countries: Callable[[str], tuple[str, ...]] = _no_countries
    apart: Callable[[Point, Point], float] = _not_apart
