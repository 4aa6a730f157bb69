"""How suitable somebody is, in parts that are shown: nothing is hidden in one number.

Where a life is at risk the order is another: the nearest who can help, contract or not.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from pharos.core.capabilities import Capability
from pharos.core.urgency import Urgency
from pharos.network.rules.hours import Now, Opened
from pharos.network.rules.quality import Figures
from pharos.network.rules.reaching import Reach, Way
from pharos.network.rules.supply import Standing


class About(StrEnum):
    """A part of the score."""

    REACH = "reach"
    OPEN = "open"
    LANGUAGE = "language"
    FIT = "fit"
    TERMS = "terms"
    COST = "cost"
    QUALITY = "quality"
    ACCEPTANCE = "acceptance"


WEIGHTS = {
    About.REACH: 32, About.OPEN: 20, About.LANGUAGE: 14, About.FIT: 14, About.TERMS: 6, About.COST: 4,
    About.QUALITY: 5, About.ACCEPTANCE: 5,
}  # fmt: skip
UNKNOWN_POINTS = 0.4
"""What an unknown part counts: less than the middle, so that what is known to be good goes before it."""
UNSURE_MINUTES, CLOSED_MINUTES, SUSPENDED_MINUTES = 20, 45, 15
"""So many minutes a hospital may be farther that is known to take emergencies."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What is known of one that passed the hard conditions. `speaks` is by whom the traveller's language is spoken
    (`staff`, `interpreter`, `telephone`, empty for nobody, None for not known);
    `single_case` says that the terms were agreed for this case alone."""

    standing: Standing
    reach: Reach
    now: Now
    speaks: str | None
    capability: Capability
    confirmed: bool
    suspended: bool = False
    single_case: bool = False
    direct_billing: bool | None = None
    billing_blocked: bool = False
    deposit: Decimal | None = None
    price: Decimal | None = None
    cheapest: Decimal | None = None
    figures: Figures = field(default_factory=Figures)


@dataclass(frozen=True, kw_only=True)
class Part:
    """`points` from 0 to 1, None for not known; `code` says what they are for."""

    about: About
    points: float | None
    code: str

    @property
    def weight(self) -> int:
        return WEIGHTS[self.about]

    @property
    def percent(self) -> int:
        return round(100 * (UNKNOWN_POINTS if self.points is None else self.points))


@dataclass(frozen=True, kw_only=True)
class Score:
    """The parts in the order of their weight, and from 0 to 100 what they come to."""

    parts: tuple[Part, ...]
    total: int


def scored(candidate: Candidate, wanted: Capability) -> Score:
    """All parts, and their weighted sum."""
    parts = (
        _reach(candidate.reach), _open(candidate.now), _language(candidate.speaks), _fit(candidate, wanted),
        _terms(candidate), _cost(candidate), _quality(candidate.figures), _acceptance(candidate.figures),
    )  # fmt: skip
    total = sum(part.weight * (UNKNOWN_POINTS if part.points is None else part.points) for part in parts)
    return Score(parts=parts, total=round(100 * total / sum(WEIGHTS.values())))


def life_at_risk(urgency: int) -> bool:
    return urgency >= Urgency.AMBULANCE


def order(candidate: Candidate, score: Score, *, life: bool) -> tuple[float, ...]:
    """What to sort by, least first. Whoever cannot be reached now stands behind whoever can."""
    later = 0 if candidate.reach.now else 2 if candidate.reach.way is Way.NO_WAY else 1
    if not life:
        return later, -score.total, candidate.reach.minutes
    minutes = candidate.reach.minutes + (0 if candidate.confirmed else UNSURE_MINUTES)
    minutes += CLOSED_MINUTES if candidate.now.opened is Opened.CLOSED else 0
    return later, minutes + (SUSPENDED_MINUTES if candidate.suspended else 0)


def _reach(reach: Reach) -> Part:
    points = 0.0 if reach.way is Way.NO_WAY else math.exp(-reach.minutes / 60)
    return Part(about=About.REACH, points=round(points, 3), code=reach.way)


def _open(now: Now) -> Part:
    points = {Opened.OPEN: 1.0, Opened.CLOSED: 0.0}.get(now.opened)
    return Part(about=About.OPEN, points=points, code=now.opened)


def _language(speaks: str | None) -> Part:
    points = {"staff": 1.0, "interpreter": 0.7, "telephone": 0.5, "": 0.0}
    return Part(about=About.LANGUAGE, points=None if speaks is None else points[speaks], code=speaks or "nobody")


def _fit(candidate: Candidate, wanted: Capability) -> Part:
    if candidate.capability is not wanted:
        return Part(about=About.FIT, points=0.5, code="instead")
    return Part(
        about=About.FIT, points=1.0 if candidate.confirmed else 0.5, code="" if candidate.confirmed else "unsure"
    )


def _terms(candidate: Candidate) -> Part:
    if candidate.standing is not Standing.CONTRACTED:
        return Part(about=About.TERMS, points=0.0, code="no_contract")
    if candidate.billing_blocked:
        return Part(about=About.TERMS, points=0.2, code="blocked")
    if candidate.deposit:
        return Part(about=About.TERMS, points=0.5, code="deposit")
    if candidate.single_case:
        return Part(about=About.TERMS, points=1.0 if candidate.direct_billing else 0.6, code="single_case")
    return Part(about=About.TERMS, points=1.0 if candidate.direct_billing else 0.6,
                code="direct" if candidate.direct_billing else "guarantee")  # fmt: skip


def _cost(candidate: Candidate) -> Part:
    if candidate.price is None or candidate.cheapest is None:
        return Part(about=About.COST, points=None, code="unknown")
    points = float(candidate.cheapest / candidate.price) if candidate.price else 1.0
    return Part(about=About.COST, points=round(points, 3), code="price")


def _quality(figures: Figures) -> Part:
    return Part(about=About.QUALITY, points=figures.quality, code="seen" if figures.seen else "unknown")


def _acceptance(figures: Figures) -> Part:
    return Part(about=About.ACCEPTANCE, points=figures.acceptance, code="asked" if figures.asked else "unknown")


def best_first(found: Sequence[tuple[Candidate, Score]], *, life: bool) -> list[int]:
    """The places of the candidates in the order they are offered."""
    return sorted(range(len(found)), key=lambda at: (*order(*found[at], life=life), at))
