"""Embassies and consulates that may know a doctor where a request needs one."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pharos.network.desk.queries.place import spot_of
from pharos.network.models import Candidate, DestinationRequest
from pharos.places import api as places

FILE = Path(__file__).parents[2] / "data" / "missions.tsv"
SHOWN, ABROAD = 4, 2
CHECKED = "W"


@dataclass(frozen=True, slots=True)
class Mission:
    """An embassy or a consulate of Russia. `latitude` and `longitude` are those of its city; one that is not `sourced`
    is general knowledge of country and city alone."""

    country: str
    kind: str
    city: str
    city_ru: str
    latitude: float
    longitude: float
    page: str
    sourced: bool

    @property
    def code(self) -> str:
        return f"{self.country}/{self.city}"

    @property
    def name(self) -> str:
        """In English, as letters abroad need it."""
        return f"{'Embassy' if self.kind == 'embassy' else 'Consulate'} of Russia, {self.city}"

    def town(self, language: str) -> str:
        return self.city_ru if language == "ru" else self.city


def missions_near(row: DestinationRequest) -> list[tuple[Mission, float]]:
    """Those in the country of the request, the nearest first; where there is none, the nearest of all. Without those
    that are candidates already."""
    spot = spot_of(row)
    if spot is None:
        return []
    taken = set(row.candidates.filter(kind=Candidate.Kind.MISSION).values_list("name", flat=True))
    far = sorted(
        (
            (one, places.kilometres(spot.latitude, spot.longitude, one.latitude, one.longitude))
            for one in missions()
            if one.name not in taken
        ),
        key=lambda pair: pair[1],
    )
    here = [pair for pair in far if pair[0].country == row.country]
    if here or any(one.country == row.country for one in missions()):
        return here[:SHOWN]
    return far[:ABROAD]


@cache
def missions() -> tuple[Mission, ...]:
    """All we know of, as the file has them."""
    rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple(
        Mission(country, kind, city, ru, float(lat), float(lon), page, source == CHECKED)
        for country, kind, city, ru, lat, lon, page, source in rows
    )


def mission_named(name: str) -> Mission | None:
    """By its name; None where it stands in the file no more."""
    return next((one for one in missions() if one.name == name), None)


def mission(code: str) -> Mission | None:
    """By its code; None where there is none."""
    return next((one for one in missions() if one.code == code), None)
