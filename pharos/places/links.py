"""Landmasses and how one leaves them: what is near on the map may lie behind an hour of sea."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pharos.places.gazetteer import LANDMASSES, LINKS, UNDRAWN, lines_of

MODES = ("road", "ferry", "boat", "air")
UNKNOWN_MINUTES = 240
"""Counted for a way of which nobody told how long it takes."""


@dataclass(frozen=True, slots=True)
class Landmass:
    """A piece of land that is left by a link only."""

    code: str
    ru: str
    en: str

    def name(self, language: str) -> str:
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Link:
    """A way between two landmasses, both ways alike: a guide to what to ask for, never a promise."""

    one: str
    other: str
    mode: str
    minutes: int | None
    hours: str
    season: str
    night: bool
    note: str

    def to(self, landmass: str) -> str:
        """The far end, seen from this landmass."""
        return self.other if landmass == self.one else self.one


@cache
def landmasses() -> dict[str, Landmass]:
    """Named landmasses by code. A code that begins with `ne-` is a drawn but unnamed island."""
    return {row[0]: Landmass(*row[:3]) for row in lines_of(LANDMASSES)}


@cache
def _links() -> dict[str, tuple[Link, ...]]:
    found: defaultdict[str, list[Link]] = defaultdict(list)
    for one, other, mode, minutes, hours, season, night, note in lines_of(LINKS):
        link = Link(one, other, mode, int(minutes) if minutes else None, hours, season, night == "yes", note)
        found[one].append(link)
        found[other].append(link)
    return {code: tuple(links) for code, links in found.items()}


def links_from(landmass: str) -> tuple[Link, ...]:
    """Every known way off this landmass, roads first."""
    return tuple(sorted(_links().get(landmass, ()), key=lambda link: (MODES.index(link.mode), link.minutes or 0)))


def links_between(one: str, other: str) -> tuple[Link, ...]:
    """The direct ways between two landmasses; empty on one landmass, and where none is known."""
    return tuple(link for link in links_from(one) if one != other and link.to(one) == other)


def one_land(one: str, other: str) -> bool:
    """Whether one gets from the one to the other by road: the same landmass, or joined by bridges only. Unknown
    landmasses are never taken for one."""
    if not one or not other or (one.startswith(UNDRAWN) and one != other):
        return False
    seen, todo = {one}, [one]
    while todo:
        here = todo.pop()
        if here == other:
            return True
        for link in links_from(here):
            if link.mode == "road" and link.to(here) not in seen:
                seen.add(link.to(here))
                todo.append(link.to(here))
    return False


def route(one: str, other: str, *, at_night: bool = False) -> tuple[Link, ...] | None:
    """The ways to take one after the other, with the least minutes in all; None where no way is known."""
    best: dict[str, tuple[int, tuple[Link, ...]]] = {one: (0, ())}
    todo = [one]
    while todo:
        here = min(todo, key=lambda code: best[code][0])
        todo.remove(here)
        spent, taken = best[here]
        for link in links_from(here):
            there, cost = link.to(here), spent + (link.minutes or UNKNOWN_MINUTES)
            if (at_night and not link.night) or (there in best and best[there][0] <= cost):
                continue
            best[there] = cost, (*taken, link)
            todo.append(there)
    return best[other][1] if other in best and other != one else None
