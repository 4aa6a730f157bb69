"""Pure rules of places: how a match was made and how good it is, distances, and what an emergency number is worth."""

from pharos.places.rules.distances import kilometres
from pharos.places.rules.matches import (
    CERTAIN,
    KNOWN,
    NAMED,
    WITHIN_BONUS,
    Doubt,
    Note,
    PlaceMatch,
    Reason,
    Resolution,
    score,
    with_countries_said,
    with_expectation,
    within,
    without,
)
from pharos.places.rules.numbers import Standing, standing
from pharos.places.rules.ranking import CONVINCING, asked, ranked

__all__ = [
    "CERTAIN",
    "CONVINCING",
    "KNOWN",
    "NAMED",
    "WITHIN_BONUS",
    "Doubt",
    "Note",
    "PlaceMatch",
    "Reason",
    "Resolution",
    "Standing",
    "asked",
    "kilometres",
    "ranked",
    "score",
    "standing",
    "with_countries_said",
    "with_expectation",
    "within",
    "without",
]
