"""Figures over played vignettes, each share with its exact interval (Clopper and Pearson 1934)."""

import hashlib
import math
import random
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pharos.clinical.evaluation.playing import Played
from pharos.core.urgency import Urgency

HELD_OUT_OF = 4
BINS = 10
DRAWINGS = 200
PRECISE, TINY = 1e-12, 1e-300


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and between what the true share lies with 95 % confidence."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        return exact_interval(self.hits, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one set of vignettes says of the interview. Emergency is ambulance or emergency."""

    cases: int
    top1: Share
    top3: Share
    top5: Share
    urgency_right: Share
    safe: Share
    emergencies_found: Share
    over_triage: Share
    too_high: Share
    specialist: Share
    asked_median: float
    asked_most: int
    counted_median: float
    calibration_error: float
    calibration_chance: float


def figures(played: Sequence[Played]) -> Figures:
    """All of them. Over-triage: not an emergency, yet treated as one. Too high: more urgent than was called for."""
    grave = [one for one in played if one.vignette.emergency]
    mild = [one for one in played if one.vignette.urgency_high < Urgency.EMERGENCY]
    return Figures(
        cases=len(played),
        top1=_share(played, lambda one: one.hit(1)),
        top3=_share(played, lambda one: one.hit(3)),
        top5=_share(played, lambda one: one.hit(5)),
        urgency_right=_share(played, lambda one: one.vignette.urgency <= one.urgency <= one.vignette.urgency_high),
        safe=_share(played, lambda one: one.urgency >= one.vignette.urgency),
        emergencies_found=_share(grave, lambda one: one.urgency >= Urgency.EMERGENCY),
        over_triage=_share(mild, lambda one: one.urgency >= Urgency.EMERGENCY),
        too_high=_share(played, lambda one: one.urgency > one.vignette.urgency_high),
        specialist=_share([one for one in played if one.vignette.specialist], _right_specialist),
        asked_median=statistics.median(one.asked for one in played) if played else math.nan,
        asked_most=max((one.asked for one in played), default=0),
        counted_median=statistics.median(one.counted for one in played) if played else math.nan,
        calibration_error=calibration_error([(one.chance, one.hit(1)) for one in played]),
        calibration_chance=chance_error([one.chance for one in played]),
    )


def parts(played: Iterable[Played]) -> dict[str, list[Played]]:
    """All; for tuning; held out, a quarter chosen by the digest of the code alone; and put away by their writer."""
    rows = list(played)
    found: dict[str, list[Played]] = {"all": rows, "tuning": [], "held out": [], "put away": []}
    for one in rows:
        by_digest = "held out" if held_out(one.vignette.code) else "tuning"
        found["put away" if one.vignette.held_out else by_digest].append(one)
    return found


def held_out(code: str) -> bool:
    """Whether a vignette is never looked at while tuning."""
    return hashlib.sha256(code.encode()).digest()[0] % HELD_OUT_OF == 0


def calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins of the chance given to the first hypothesis."""
    if not told:
        return math.nan
    too_much = [0.0] * BINS
    for chance, hit in told:
        too_much[min(int(chance * BINS), BINS - 1)] += chance - hit
    return sum(map(abs, too_much)) / len(told)


def chance_error(chances: Sequence[float]) -> float:
    """The calibration error that even a forecaster whose chances are exactly true shows on so few cases, in 19 of 20
    drawings at most: an error below it tells nothing against the chances."""
    if not chances:
        return math.nan
    drawn = random.Random(len(chances))
    errors = sorted(calibration_error([(one, drawn.random() < one) for one in chances]) for _ in range(DRAWINGS))
    return errors[DRAWINGS * 19 // 20]


@lru_cache(maxsize=8192)
def exact_interval(hits: int, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """The Clopper-Pearson interval: the chances under which so few, or so many, would not be surprising. Kept, because
    pages ask for the same counts again and again."""
    if not of:
        return (0.0, 1.0)
    tail = (1 - confidence) / 2
    low = 0.0 if hits == 0 else _root(lambda chance: _beta(chance, hits, of - hits + 1) - tail)
    high = 1.0 if hits == of else _root(lambda chance: _beta(chance, hits + 1, of - hits) - (1 - tail))
    return (low, high)


def _root(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    while high - low > PRECISE:
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function: the chance of `a` hits or more of `a + b - 1` where each has the chance
    `x`. Its steps grow as the root of the counts, not as the counts: a country has many medicines."""
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Its continued fraction (NIST DLMF 8.17.22) by Lentz's method."""
    c, d = 1.0, 1 / _apart(1 - (a + b) * x / (a + 1))
    found, m = d, 1
    while True:
        for part in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / _apart(1 + part * d), _apart(1 + part / c)
            found *= c * d
        if abs(c * d - 1) < PRECISE:
            return found
        m += 1


def _apart(number: float) -> float:
    """Never nought, to divide by."""
    return number if abs(number) > TINY else TINY


def _share(played: Sequence[Played], good: Callable[[Played], bool]) -> Share:
    return Share(sum(map(good, played)), len(played))


def _right_specialist(one: Played) -> bool:
    return one.specialist == one.vignette.specialist
