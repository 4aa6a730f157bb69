"""Draws from a seeded generator. One seed for one thing, so that any traveller can be drawn without the others."""

import math
from collections.abc import Mapping, Sequence
from random import Random


def dice(*seed: object) -> Random:
    """A generator for exactly this thing: `dice(seed, "policy", "SZ", 12)`."""
    return Random("|".join(map(str, seed)))


def one_of[T](rng: Random, things: Sequence[T]) -> T:
    return things[int(rng.random() * len(things))]


def weighted[T](rng: Random, weights: Mapping[T, float]) -> T:
    """A key, as often as its weight says; keys of weight nought never come."""
    mark = rng.random() * sum(weights.values())
    for thing, weight in weights.items():
        mark -= weight
        if mark < 0 and weight > 0:
            return thing
    return [thing for thing, weight in weights.items() if weight > 0][-1]


def chance(rng: Random, share: float) -> bool:
    return rng.random() < share


def waiting_time(rng: Random, mean: float) -> float:
    """The time to the next event of a Poisson stream with this mean distance."""
    return -mean * math.log(1.0 - rng.random())


def shuffled(serial: int, *, digits: int, salt: int) -> int:
    """A number of so many digits for a running number: looks random, and no two running numbers share one."""
    size: int = 10**digits
    step = (7919 * (2 * salt + 3) * 10 + 7) % size
    return (serial * step + 1237 * (salt + 1)) % size
