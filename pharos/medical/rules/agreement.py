"""How far two doctors agree beyond chance: Cohen's kappa with its interval, and where they differ."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.96


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """`kappa` is None where it has no meaning: nothing was judged twice, or both said the same one thing always.
    `low` and `high` bound it at 95 % (Fleiss, Cohen and Everitt 1969, the simpler standard error of Cohen 1960)."""

    n: int
    same: int
    kappa: float | None
    low: float | None = None
    high: float | None = None


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Of each thing judged twice: what the first said, what the second."""
    n, same = len(pairs), sum(a == b for a, b in pairs)
    if not n:
        return Agreement(n=0, same=0, kappa=None)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[code] * second[code] for code in first) / n**2
    if chance == 1:
        return Agreement(n=n, same=same, kappa=None)
    observed = same / n
    kappa = (observed - chance) / (1 - chance)
    error = Z * sqrt(observed * (1 - observed) / n) / (1 - chance)
    return Agreement(n=n, same=same, kappa=kappa, low=max(-1.0, kappa - error), high=min(1.0, kappa + error))


def differing(first: Mapping[int, str], second: Mapping[int, str]) -> tuple[int, ...]:
    """The places of items both judged, and otherwise."""
    return tuple(place for place in sorted(first.keys() & second.keys()) if first[place] != second[place])
