"""Whom a refusal that waits is brought to: those on shift, then whoever is on call, then everybody who may sign.

Our own choice of steps, in `STEP`: a traveller abroad waits for a clinic that waits for our word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

STEP = timedelta(minutes=10)


class Rung(StrEnum):
    """`SHIFT`: somebody at work can sign. `ON_CALL`: whoever is on call is called. `EVERYBODY`: all who may sign are,
    one after the other. `HEAD`: the director is told that nobody has."""

    SHIFT = "shift"
    ON_CALL = "on_call"
    EVERYBODY = "everybody"
    HEAD = "head"


LADDER = tuple(Rung)


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Somebody who may sign. `here`: at work now; `on_call`: reachable by telephone by agreement."""

    staff_id: int
    name: str = ""
    here: bool = False
    on_call: bool = False
    extension: str = ""


@dataclass(frozen=True, kw_only=True)
class Call:
    """How far it has come, whom it is brought to, how long it waits, and when it goes further (None: it cannot)."""

    rung: Rung
    signers: tuple[Signer, ...]
    waits: timedelta
    next_at: datetime | None

    @property
    def on_list(self) -> bool:
        """Whether it stands on the on-call list."""
        return self.rung is not Rung.SHIFT


def called(signers: Iterable[Signer], *, proposer: int | None, since: datetime, now: datetime) -> Call:
    """Begins with the first rung on which anybody stands, and goes one further with every STEP of waiting; where nobody
    is on call, everybody who may sign comes next."""
    able = [one for one in signers if one.staff_id != proposer]
    waits = max(now - since, timedelta(0))
    ladder = _ladder(able)
    at = min(waits // STEP, len(ladder) - 1)
    more = at + 1 < len(ladder)
    return Call(
        rung=ladder[at],
        signers=_on(ladder[at], able),
        waits=waits,
        next_at=since + STEP * (at + 1) if more else None,
    )


def _ladder(able: list[Signer]) -> list[Rung]:
    """The rungs there are: nobody is brought to one on which nobody new stands."""
    here = any(one.here for one in able)
    on_call = any(one.on_call and not one.here for one in able)
    return [*([Rung.SHIFT] if here else []), *([Rung.ON_CALL] if on_call else []), Rung.EVERYBODY, Rung.HEAD]


def _on(rung: Rung, able: list[Signer]) -> tuple[Signer, ...]:
    """The signers of a rung and of those below it, the nearest first."""
    near = [one for one in able if one.here]
    called_up = [one for one in able if one.on_call and not one.here]
    rest = [one for one in able if not one.here and not one.on_call]
    if rung is Rung.SHIFT:
        return tuple(near)
    return tuple([*near, *called_up] if rung is Rung.ON_CALL else [*near, *called_up, *rest])
