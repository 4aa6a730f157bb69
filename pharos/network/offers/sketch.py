"""The small map beside a pick: who is where, how far, and the coast. Drawn on the server, nothing is fetched."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pharos.network.offers.saying import ROUGH_KM
from pharos.network.queries.searching import Offer
from pharos.places import api as places

WIDE, HIGH = 360, 360
KM_OF_DEGREE = 111.2
DOT, TOGETHER, STEP = 10, 17, 20
"""How large a dot is, how near two hide each other, and how far they are moved apart."""
_BESIDE = [(0.0, 0.0)] + [
    (STEP * ring * math.cos(math.pi / 3 * turn), STEP * ring * math.sin(math.pi / 3 * turn))
    for ring in (1, 2)
    for turn in range(6)
]
_RINGS = (1, 2, 5, 10, 20, 50, 100, 200, 300)


@dataclass(frozen=True)
class Dot:
    """A numbered point of the drawing. One of `rough` is anywhere within this radius: the middle of its town."""

    x: float
    y: float
    number: int
    title: str
    later: bool
    rough: float = 0.0


@dataclass(frozen=True)
class Ring:
    """A circle of so many kilometres around the traveller."""

    radius: float
    kilometres: int
    label_y: float


@dataclass(frozen=True)
class Sketch:
    """What the template draws: the coast as a path, rings, dots; the traveller is in the middle."""

    coast: str
    rings: tuple[Ring, ...]
    dots: tuple[Dot, ...]
    middle: tuple[float, float] = (WIDE / 2, HIGH / 2)
    width: int = WIDE
    height: int = HIGH

    @property
    def some_rough(self) -> bool:
        return any(dot.rough for dot in self.dots)


def sketch(latitude: float, longitude: float, offers: Sequence[Offer], language: str) -> Sketch:
    """Wide enough for the offers, two kilometres at least; the farthest ones lie on the edge where they are far."""
    far = max((one.kilometres for one in offers[:8]), default=2.0)
    radius = min(max(2.0, far * 1.15), 320.0)
    tall = radius / KM_OF_DEGREE
    wide = tall / max(0.05, math.cos(math.radians(latitude)))
    box = (longitude - wide, max(-90.0, latitude - tall), longitude + wide, min(90.0, latitude + tall))
    scale = WIDE / 2 / radius
    shown = [ring for ring in _RINGS if ring < radius][-3:]
    return Sketch(
        coast=places.coast_path(box, WIDE, HIGH),
        rings=tuple(Ring(round(ring * scale, 1), ring, round(HIGH / 2 - ring * scale - 4, 1)) for ring in shown),
        dots=_apart(_dot(at, one, (latitude, longitude), scale, language) for at, one in enumerate(offers, start=1)),
    )


def _apart(dots: Iterable[Dot]) -> tuple[Dot, ...]:
    """Those of one spot side by side, so that each number is seen."""
    shown: list[Dot] = []
    for dot in dots:
        tried = (replace(dot, x=round(dot.x + x, 1), y=round(dot.y + y, 1)) for x, y in _BESIDE)
        free = (one for one in tried if all(math.dist((one.x, one.y), (o.x, o.y)) >= TOGETHER for o in shown))
        shown.append(next(free, dot))
    return tuple(shown)


def _dot(number: int, offer: Offer, middle: tuple[float, float], scale: float, language: str) -> Dot:
    east = (offer.subject.longitude - middle[1] + 180) % 360 - 180
    x = WIDE / 2 + east * KM_OF_DEGREE * math.cos(math.radians(middle[0])) * scale
    y = HIGH / 2 - (offer.subject.latitude - middle[0]) * KM_OF_DEGREE * scale
    inside = min(max(x, 12.0), WIDE - 12.0), min(max(y, 12.0), HIGH - 12.0)
    return Dot(
        round(inside[0], 1), round(inside[1], 1), number, offer.subject.title(language), not offer.reach.now,
        round(max(DOT + 3, ROUGH_KM * scale), 1) if offer.subject.rough else 0.0,
    )  # fmt: skip
