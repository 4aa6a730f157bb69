"""Roughly where a country is: a box around all its places. Enough to see latitude and longitude exchanged."""

import math
from functools import cache

from pharos.places.atlas import atlas
from pharos.places.countries import country_words
from pharos.places.hearing import word_key
from pharos.places.rules import kilometres

MARGIN = 1.5
"""Degrees around the outermost towns: coast, desert, border posts."""


def code_of_country(text: str) -> str | None:
    """The code of the one country this names or codes; None where it names several, or none of today."""
    codes = {code for word in country_words().get(word_key(text), ()) if word.gone is None for code in word.codes}
    return codes.pop() if len(codes) == 1 else None


def codes_of_country(text: str) -> tuple[str, ...]:
    """The countries of today a word may mean: both Koreas, what became of a country that is no more."""
    return tuple(dict.fromkeys(code for word in country_words().get(word_key(text), ()) for code in word.codes))


def near_country(code: str, latitude: float, longitude: float) -> bool:
    """Whether the point lies in the box of the country. False for a country without towns."""
    box = _boxes().get(code)
    return box is not None and box[0] <= latitude <= box[1] and box[2] <= longitude <= box[3]


def beyond_country(code: str, latitude: float, longitude: float) -> float:
    """How many km a point lies outside the box of a country; 0 within, infinite for a country without towns."""
    box = _boxes().get(code)
    if box is None:
        return math.inf
    nearest = min(max(latitude, box[0]), box[1]), min(max(longitude, box[2]), box[3])
    return kilometres(latitude, longitude, *nearest)


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    book = atlas()
    points: dict[int, list[tuple[float, float]]] = {}
    for country, latitude, longitude in zip(book.country, book.latitude, book.longitude, strict=True):
        points.setdefault(country, []).append((latitude, longitude))
    names = book.tables["country"]
    return {
        names[country]: (
            min(lat for lat, _ in there) - MARGIN, max(lat for lat, _ in there) + MARGIN,
            min(lon for _, lon in there) - MARGIN, max(lon for _, lon in there) + MARGIN,
        )
        for country, there in points.items()
    }  # fmt: skip
