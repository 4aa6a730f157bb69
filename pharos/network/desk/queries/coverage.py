"""What is covered where, by country and by place, for the map and its table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pharos.core.capabilities import TIERS
from pharos.network.desk.queries.watching import WatchedPlace, unplaced, watched_places
from pharos.network.models import Provider
from pharos.network.rules.coverage import Cover, Weighted, of_country
from pharos.network.rules.demand import UNCOVERED


@dataclass(frozen=True, kw_only=True)
class CountryCover:
    """A country by the places we watch in it; `without`: cases a year that would find nobody, over all kinds."""

    code: str
    states: Mapping[str, Cover]
    places: Sequence[WatchedPlace]
    cases: float
    without: float

    @property
    def gaps(self) -> int:
        """Places where some kind of help is lacking altogether."""
        return sum(any(state is Cover.GAP for state in place.states.values()) for place in self.places)


def by_country(now: datetime) -> list[CountryCover]:
    """Every country with a watched place, most cases without a provider first."""
    found: dict[str, list[WatchedPlace]] = defaultdict(list)
    for place in watched_places(now):
        found[place.country].append(place)
    only_country = unplaced(now)
    rows = [_country(code, places, only_country.get(code, 0)) for code, places in found.items()]
    return sorted(rows, key=lambda row: (-row.without, -row.cases, row.code))


def in_country(code: str, now: datetime) -> CountryCover:
    """One country; without places where none is watched."""
    places = watched_places(now, country=code)
    return _country(code, places, unplaced(now).get(code, 0))


def providers_in(code: str) -> list[Provider]:
    """Whom we have there, under contract or not."""
    return list(Provider.objects.filter(country=code, closed_at__isnull=True).order_by("name_latin")[:500])


def _country(code: str, places: list[WatchedPlace], unplaced_cases: int) -> CountryCover:
    """Cases of which only the country was told are taken to lie as the others do."""
    states = {
        tier: state
        for tier in TIERS
        if (state := of_country([Weighted(cover=one.states[tier], expected=one.expected) for one in places]))
    }
    without = sum(one.watched.without for one in places)
    without += unplaced_cases * sum(UNCOVERED[state] for state in states.values()) / max(1, len(TIERS))
    return CountryCover(
        code=code, states=states, places=sorted(places, key=lambda one: (-one.expected, one.name)),
        cases=sum(one.expected for one in places) + unplaced_cases, without=without,
    )  # fmt: skip
