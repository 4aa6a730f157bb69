"""What was seen of a provider as figures that say how little they rest on: n and an interval with every share."""

import math
from dataclasses import dataclass
from statistics import median
from typing import Self

Z = 1.96
PRIOR_RATING, PRIOR_COUNT = 3.5, 4
RECENT_DAYS = 180
"""Acceptance is that of half a year; the rest is of all time."""


@dataclass(frozen=True)
class Share:
    """`k` of `n`, with the interval of Wilson at 95 %."""

    k: int
    n: int

    @property
    def value(self) -> float | None:
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        if not self.n:
            return 0.0, 1.0
        p, n = self.k / self.n, self.n
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Counts of what was seen: of half a year taken, refused and the minutes until taken; of all time findings of our
    doctors, complaints, and ratings from 1 to 5."""

    accepted: int = 0
    refused: int = 0
    minutes: tuple[int, ...] = ()
    findings: int = 0
    complaints: int = 0
    ratings: tuple[int, ...] = ()

    @classmethod
    def of(cls, seen: list[tuple[str, int | None, int | None, bool]]) -> Self:
        """From rows of kind, minutes, score and whether it is recent."""
        recent = [(kind, minutes) for kind, minutes, _, new in seen if new]
        return cls(
            accepted=sum(kind == "accepted" for kind, _ in recent),
            refused=sum(kind == "refused" for kind, _ in recent),
            minutes=tuple(minutes for kind, minutes in recent if kind == "accepted" and minutes is not None),
            findings=sum(kind == "medical_finding" for kind, *_ in seen),
            complaints=sum(kind == "complaint" for kind, *_ in seen),
            ratings=tuple(score for kind, _, score, _ in seen if kind == "rating" and score),
        )

    @property
    def asked(self) -> int:
        return self.accepted + self.refused

    @property
    def seen(self) -> int:
        return len(self.ratings) + self.findings + self.complaints

    @property
    def taken(self) -> Share:
        return Share(self.accepted, self.asked)

    @property
    def median_minutes(self) -> int | None:
        return round(median(self.minutes)) if self.minutes else None

    @property
    def rating(self) -> float | None:
        return sum(self.ratings) / len(self.ratings) if self.ratings else None

    @property
    def rating_interval(self) -> tuple[float, float]:
        """Of the mean at 95 %, from a spread that is at least one step; the whole scale for fewer than two."""
        n = len(self.ratings)
        if n < 2:
            return 1.0, 5.0
        mean = sum(self.ratings) / n
        spread = max(1.0, math.sqrt(sum((one - mean) ** 2 for one in self.ratings) / (n - 1)))
        half = Z * spread / math.sqrt(n)
        return max(1.0, mean - half), min(5.0, mean + half)

    @property
    def quality(self) -> float | None:
        """Points of the score: the rating drawn to the middle while it is of few, less a tenth for each finding or
        complaint, half at most. None where nothing was seen."""
        if not self.seen:
            return None
        n = len(self.ratings)
        drawn = (sum(self.ratings) + PRIOR_RATING * PRIOR_COUNT) / (n + PRIOR_COUNT)
        return round(max(0.0, (drawn - 1) / 4 - min(0.5, 0.1 * (self.findings + self.complaints))), 3)

    @property
    def acceptance(self) -> float | None:
        """Points of the score: the lower end of what the share of taken may be. None where nobody was asked."""
        return round(self.taken.interval[0], 3) if self.asked else None
