"""How many cases a year a place brings, and which places are worked first. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pharos.network.rules.coverage import Cover

A_YEAR = 12
CASES_PER_TRAVELLER = 0.03
"""Of a hundred travellers some three write or call. Our own judgement, until a year of our own figures says better."""
NIGHTS_OF_ONE = 0.05
"""What a place brings that somebody once asked for: little, not nothing."""
POPULAR = 3.0
"""From so many cases a year a place is one of mass travel; below it, of single travellers."""
UNCOVERED = {Cover.SERVED: 0.0, Cover.THIN: 0.25, Cover.EXPIRING: 0.5, Cover.UNREACHABLE: 0.75, Cover.GAP: 1.0}
"""How much of a place's cases would find nobody: one provider is sometimes shut, a licence that ends may be renewed."""


class Kind(StrEnum):
    POPULAR = "popular"
    SINGLE = "single"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of a place's demand: cases of twelve months, travellers of open requests, how often one asked."""

    cases: int = 0
    travellers: int = 0
    requests: int = 0


def expected(told: Told) -> float:
    """Cases a year."""
    return max(told.cases, 0) + told.travellers * CASES_PER_TRAVELLER + (NIGHTS_OF_ONE if told.requests else 0.0)


def kind(cases_a_year: float) -> Kind:
    return Kind.POPULAR if cases_a_year >= POPULAR else Kind.SINGLE


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A place to be worked through: its expected cases, and its state by the kind of help."""

    key: str
    expected: float
    states: tuple[tuple[str, Cover], ...]

    @property
    def without(self) -> float:
        """Expected cases a year that would find no provider in reach, over all kinds of help alike."""
        return self.expected * sum(UNCOVERED[state] for _, state in self.states) / max(1, len(self.states))

    @property
    def lacking(self) -> tuple[str, ...]:
        """The kinds of help that are not served, the worst first."""
        wanting = [(tier, state) for tier, state in self.states if state is not Cover.SERVED]
        return tuple(tier for tier, _ in sorted(wanting, key=lambda one: -UNCOVERED[one[1]]))


def ranked(watched: Iterable[Watched]) -> list[Watched]:
    """Places with something lacking, most cases without a provider first; ties by expected cases, then by key."""
    open_ones = [place for place in watched if place.without > 0]
    return sorted(open_ones, key=lambda place: (-round(place.without, 6), -place.expected, place.key))


def growth(this_year: int, last_year: int) -> float | None:
    """The change of a count from one year to the next, as a share; None where there was nothing to compare with."""
    return (this_year - last_year) / last_year if last_year else None


def running(counts: Sequence[int]) -> list[int]:
    """Monthly counts as the sum since January."""
    total, out = 0, []
    for count in counts:
        total += count
        out.append(total)
    return out
