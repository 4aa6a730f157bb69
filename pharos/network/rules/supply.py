"""What a row of the index says: its grade, its flags, its point."""

import math
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import product

from pharos.core.capabilities import ALL_AGES


class Standing(IntEnum):
    """What we have with whoever supplies it."""

    LISTED = 0
    KNOWN = 1
    CONTRACTED = 2


LANGUAGES = (
    "ru", "en", "de", "fr", "es", "it", "pt", "tr", "ar", "he", "el", "bg", "sr", "hr", "pl", "cs", "sk", "hu", "ro",
    "uk", "be", "kk", "hy", "ka", "az", "uz", "zh", "ja", "ko", "th", "vi", "id", "ms", "hi", "si", "fa", "nl", "da",
    "sv", "no", "fi", "et", "lv", "lt", "tg", "ky", "sq", "mk", "sl", "km",
)  # fmt: skip
"""Languages with a place of their own among the flags. New ones are added at the end only, ten at most."""

HOME = LANGUAGES[0]
"""The language of most of our travellers, a part of the grade: asking for it is the commonest rare condition."""
CONFIRMED, ONLY_SOME, NOT_ALL, SUSPENDED = 8, 16, 32, 64
"""Somebody said so and not merely the kind of house; the contract takes in some insurers; it leaves some out."""
_FIRST_LANGUAGE = 8
_PLACES = {code: _FIRST_LANGUAGE + at for at, code in enumerate(LANGUAGES)}


def grade(standing: Standing, *, home: bool, around_the_clock: bool) -> int:
    """`home` says that HOME is spoken."""
    return 4 * standing + 2 * home + around_the_clock


def grades(*, contracted: bool, home: bool = False, around_the_clock: bool = False) -> list[int]:
    """Those to look through: under contract only or anybody's, and so on."""
    standings = (Standing.CONTRACTED,) if contracted else tuple(Standing)
    spoken, hours = ((True,) if only else (True, False) for only in (home, around_the_clock))
    return [
        grade(standing, home=speaks, around_the_clock=always)
        for standing, speaks, always in product(standings, spoken, hours)
    ]


def standing_of(number: int) -> Standing:
    return Standing(number // 4)


def around_the_clock(number: int) -> bool:
    return bool(number % 2)


def flags(
    *,
    ages: int = int(ALL_AGES),
    languages: Iterable[str] = (),
    confirmed: bool = False,
    only_some: bool = False,
    not_all: bool = False,
    suspended: bool = False,
) -> int:
    """A language we have no place for is kept with the provider and cannot be asked for as a condition."""
    sums = ((confirmed, CONFIRMED), (only_some, ONLY_SOME), (not_all, NOT_ALL), (suspended, SUSPENDED))
    return ages | sum(bit for told, bit in sums if told) | speaking(languages)


def speaking(languages: Iterable[str]) -> int:
    """The flags of these languages."""
    found = 0
    for code in languages:
        if code in _PLACES:
            found |= 1 << _PLACES[code]
    return found


def point(latitude: float, longitude: float) -> tuple[float, float, float]:
    """On a sphere of radius 1."""
    lat, lon = math.radians(latitude), math.radians(longitude)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def degrees(where: Sequence[float]) -> tuple[float, float]:
    """Latitude and longitude of a point of the sphere."""
    x, y, z = where
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
