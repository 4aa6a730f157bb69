"""How well a place is covered, by the kinds of help a place is judged by. Pure: distances and dates come in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Cover(StrEnum):
    """From best to worst. Unreachable: whoever could help is across water one does not cross at night."""

    SERVED = "served"
    THIN = "thin"
    EXPIRING = "expiring"
    UNREACHABLE = "unreachable"
    GAP = "gap"


ORDER = {cover: at for at, cover in enumerate(Cover)}
REACH_KM: Mapping[str, float] = {"gp": 30, "emergency": 60, "dental": 60, "paediatric": 60, "hospital": 100}
"""As the crow flies, an hour or so on the roads there are: our own judgement, by the kind of help."""
SOON = timedelta(days=60)
"""A contract or a licence that ends within these days is counted as ending."""


@dataclass(frozen=True, kw_only=True)
class Help:
    """Somebody of ours who can do it: how far, until when contract and licence hold, and whether one gets there on
    land, or by a link that runs at night."""

    km: float
    ends_on: date | None = None
    by_land: bool = True
    at_night: bool = True


def cover(near: Iterable[Help], *, today: date) -> Cover:
    """The state of a place by whoever is within reach: two that stay make it served, one makes it thin."""
    near = list(near)
    reachable = [one for one in near if one.by_land or one.at_night]
    lasting = [one for one in reachable if one.ends_on is None or one.ends_on > today + SOON]
    if len(lasting) >= 2:
        return Cover.SERVED
    if lasting:
        return Cover.THIN
    if reachable:
        return Cover.EXPIRING
    return Cover.UNREACHABLE if near else Cover.GAP


@dataclass(frozen=True, kw_only=True)
class Weighted:
    """A place's state with the cases a year expected there."""

    cover: Cover
    expected: float


def of_country(places: Sequence[Weighted]) -> Cover | None:
    """The state in which most of a country's expected cases would find themselves; of equals the worse. None where no
    place of it is watched."""
    if not places:
        return None
    weights = dict.fromkeys(Cover, 0.0)
    for place in places:
        weights[place.cover] += max(place.expected, 0.0)
    if not any(weights.values()):
        for place in places:
            weights[place.cover] += 1
    return max(Cover, key=lambda state: (round(weights[state], 6), ORDER[state]))


def worst(states: Iterable[Cover]) -> Cover:
    """The worst of some states; at least one must be given."""
    return max(states, key=ORDER.__getitem__)


def register_answer(states: Mapping[str, Cover]) -> str:
    """What the register holds for a place (`requests.Answer`): enough where a general doctor and an emergency room are
    served, something where any of those or a hospital is there at all, else nobody."""
    present = {tier for tier, state in states.items() if state in (Cover.SERVED, Cover.THIN, Cover.EXPIRING)}
    if all(states.get(tier) is Cover.SERVED for tier in ("gp", "emergency")):
        return "have"
    return "thin" if present & {"gp", "emergency", "hospital"} else "none"
