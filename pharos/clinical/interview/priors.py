"""How likely each condition is before anything is asked: the group's share of calls, then the person and the place."""

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from pharos.clinical.interview.people import FEMALE, MALE, Caller
from pharos.clinical.interview.tables import Floats, Tables
from pharos.clinical.knowledge.values import Condition, Factor, Knowledge, Shares, Span

WORLD = "world"
SMOOTHING = 200.0
"""So many calls of the whole world are added to a row before it is believed (Dirichlet smoothing)."""
IMPOSSIBLE = 1e-12
OUT_OF_TIME = 0.02
OF_THE_PREGNANT = 20.0
"""One caller in fifty or so is pregnant; what only they have is so much commoner among them than among all callers.
Kept below fifty: those who call about their pregnancy are a part of those who are pregnant."""


def prior(tables: Tables, caller: Caller) -> Floats:
    """Chances of the conditions, summing to one; what a person of this age or sex cannot have is all but zero."""
    return _prior(tables.base, caller)


@lru_cache(maxsize=2048)
def _prior(base: Knowledge, caller: Caller) -> Floats:
    """Kept for the length of an interview: the person does not change in it."""
    shares = group_shares(base, caller)
    totals = _totals(base)
    weights = [
        shares[one.group] * one.weight / totals[one.group] * times(base, one, caller)
        for one in base.conditions.values()
    ]
    found = np.maximum(np.array(weights), IMPOSSIBLE)
    found /= found.sum()
    found.flags.writeable = False
    return np.asarray(found)


def group_shares(base: Knowledge, caller: Caller) -> dict[str, float]:
    """Shares of the groups: the world's, moved by every row that fits, each smoothed to the world's."""
    rows = {row.code: row for row in base.shares}
    world = _whole(rows[WORLD].shares, dict.fromkeys(base.groups, 1.0))
    moved = dict(world)
    for row in base.shares:
        if row.code != WORLD and _fits(base, row, caller):
            own = _whole(row.shares, world)
            for group in moved:
                smooth = (row.trust * own[group] + SMOOTHING * world[group]) / (row.trust + SMOOTHING)
                moved[group] *= smooth / world[group]
    total = sum(moved.values())
    return {group: share / total for group, share in moved.items()}


def times(base: Knowledge, one: Condition, caller: Caller) -> float:
    """How many times as likely the condition is for this person, there and then, as its weight says."""
    if not _possible(one, caller):
        return 0.0
    found = _factor(one.ages, caller.age) * _factor(one.months, caller.month)
    if caller.sex == FEMALE:
        found *= one.women
    if caller.pregnant:
        found *= OF_THE_PREGNANT if one.pregnancy == "only" else one.pregnant
    country = caller.place.country
    if country:
        if one.where and not any(_is_in(base, place, country) for place in one.where):
            found *= one.elsewhere
        found *= math.prod(often for place, often in one.places.items() if _is_in(base, place, country))
    elif one.where:
        found *= max(one.elsewhere, 0.2)
    if caller.day_of_trip is not None and caller.day_of_trip not in one.days:
        found *= OUT_OF_TIME
    return found


@lru_cache(maxsize=2048)
def bound_to_place(base: Knowledge, caller: Caller) -> dict[str, float]:
    """How much a condition that is caught only somewhere gains, in log-odds, once it is known that its exposure was
    met: whoever was bitten in Africa may call from Turkey on his second day there."""
    found: dict[str, float] = {}
    for one in base.conditions.values():
        if one.where and _possible(one, caller):
            freed = replace(one, elsewhere=1.0, days=Span())
            found[one.code] = math.log(times(base, freed, caller)) - math.log(times(base, one, caller))
    return found


def _possible(one: Condition, caller: Caller) -> bool:
    if caller.age is not None and caller.age not in one.only_ages:
        return False
    if caller.sex in (FEMALE, MALE) and one.sex not in ("any", caller.sex):
        return False
    return {"only": caller.pregnant, "never": not caller.pregnant}.get(one.pregnancy, True)


def _factor(factors: tuple[Factor, ...], value: float | None) -> float:
    return math.prod(one.times for one in factors if value in one.span)


def _totals(base: Knowledge) -> dict[str, float]:
    found = dict.fromkeys(base.groups, 0.0)
    for one in base.conditions.values():
        found[one.group] += one.weight
    return {group: total or 1.0 for group, total in found.items()}


def _whole(shares: Mapping[str, float], world: dict[str, float]) -> dict[str, float]:
    """A row with the groups it leaves out: these share what is left as they do in the world."""
    told = dict(shares)
    missing = [group for group in world if group not in told]
    left = max(100 - sum(told.values()), 1.0)
    whole = sum(world[group] for group in missing) or 1.0
    told |= {group: left * world[group] / whole for group in missing}
    return {group: told[group] / 100 for group in world}


def _fits(base: Knowledge, row: Shares, caller: Caller) -> bool:
    if row.countries and not any(_is_in(base, place, caller.place.country) for place in row.countries):
        return False
    ages = row.ages.high >= 200 and row.ages.low <= 0
    months = row.months.high >= 200 and row.months.low <= 0
    return (ages or caller.age in row.ages) and (months or caller.month in row.months)


def _is_in(base: Knowledge, place: str, country: str) -> bool:
    return country in base.regions[place[1:]] if place.startswith("@") else place == country
