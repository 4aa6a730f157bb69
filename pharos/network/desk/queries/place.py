"""The place of a request and how it is covered; a whole country by the places one thinks of first there."""

from datetime import date

from pharos.network.desk.queries.reach import Spot, covers
from pharos.network.models import DestinationRequest
from pharos.network.rules.coverage import Cover, Weighted, of_country
from pharos.places import api as places


def spot_of(row: DestinationRequest) -> Spot | None:
    """Where it is on the map: the place, else the capital of the country; None while neither is known."""
    if row.place is not None:
        return Spot(str(row.place.id), row.place.latitude, row.place.longitude, row.place.landmass)
    capital = places.countries().get(row.country)
    if capital is None or capital.latitude is None or capital.longitude is None:
        return None
    return Spot(row.country, capital.latitude, capital.longitude, "")


def look(row: DestinationRequest, today: date) -> dict[str, Cover]:
    """The state of each kind of help on the day of the first departure, for the request's insurer. Of a country each
    is the state of most of its places one thinks of first, the capital among them."""
    spot = spot_of(row)
    if spot is None:
        return {}
    spots = [spot] if row.place is not None else [spot, *_known_in(row.country)]
    found = covers(spots, today=max(today, row.departs_on or today), insurer=row.insurer_id)
    tiers = found[spot.key]
    if len(spots) == 1:
        return tiers
    return {
        tier: of_country([Weighted(cover=states[tier], expected=1) for states in found.values()]) or Cover.GAP
        for tier in tiers
    }


def _known_in(country: str) -> list[Spot]:
    rows = places.places(places.thought_of_first()).values()
    return [Spot(str(row.id), row.latitude, row.longitude, row.landmass) for row in rows if row.country == country]
