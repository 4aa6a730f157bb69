"""A call as a switchboard posts it: it rings at several desks, somebody takes it or nobody does, it ends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from pharos.twin.population.dice import one_of
from pharos.twin.population.stories import Story

# The insurers' lines at our desk, invented like the numbers of their own people.
LINES: Mapping[str, str] = {
    "SZ": "+74950000100", "BN": "+375170000200", "KT": "+77270000300", "CD": "+37322000400", "RZ": "+35920000500",
    "DZ": "+37160000600",
}  # fmt: skip
RINGS = (7.0, 16.0)
TALKS = (50.0, 160.0)
CALLS_AGAIN = (45.0, 120.0)


@dataclass(frozen=True)
class Step:
    """One event and when it comes, in seconds from the beginning of the call."""

    seconds: float
    kind: str
    extension: str


def steps(rng: Random, *, desks: Sequence[str], taken_by: str | None) -> Iterator[Step]:
    """The events of one call; nobody takes it where `taken_by` is None."""
    for desk in desks:
        yield Step(0.0, "ringing", desk)
    rang = RINGS[0] + rng.random() * (RINGS[1] - RINGS[0])
    if taken_by is None:
        yield Step(rang, "hung_up", "")
        return
    yield Step(rang, "answered", taken_by)
    yield Step(rang + TALKS[0] + rng.random() * (TALKS[1] - TALKS[0]), "hung_up", taken_by)


def event(step: Step, *, call: str, story: Story, at: datetime) -> dict[str, str]:
    """The body to post."""
    return {
        "call": call, "kind": step.kind, "at": at.astimezone(UTC).isoformat(), "direction": "in",
        "from": story.policy.phone, "to": LINES[story.policy.insurer], "extension": step.extension,
    }  # fmt: skip


def desks_for(rng: Random, visitor: str, others: Sequence[str]) -> tuple[str, ...]:
    """Where a call rings: at the visitor's desk and a colleague's, so that whoever looks sees it."""
    colleague = one_of(rng, others) if others else ""
    return tuple(dict.fromkeys(filter(None, (visitor, colleague))))
