"""What is next on a case, most pressing first. The first one is the screen's only filled button."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pharos.cases.rules.lifecycle import OPEN, Status
from pharos.cases.rules.promises import PromiseKind


class NextStep(StrEnum):
    CLAIM = "claim"
    START = "start"
    RESUME = "resume"
    CALL_BACK = "call_back"
    KEEP_PROMISE = "keep_promise"
    CONFIRM_POLICY = "confirm_policy"
    ASK_NUMBER = "ask_number"
    ASK_PLACE = "ask_place"
    RELEASE_HOLD = "release_hold"
    AWAIT_HOLD = "await_hold"
    CLOSE = "close"
    PROMISE = "promise"
    REOPEN = "reopen"


STEP_OF = {PromiseKind.CALL_BACK: NextStep.CALL_BACK, PromiseKind.CONFIRM_POLICY: NextStep.CONFIRM_POLICY}
"""What keeps a promise of this kind; of any other kind it is only said that it is kept."""


@dataclass(frozen=True, kw_only=True)
class OpenPromise:
    id: UUID
    kind: str
    due_at: datetime
    paused: bool = False


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What the rule looks at. `releasable` are the open holds the viewer may release."""

    status: Status
    owned: bool
    waiting_until: datetime | None = None
    reachable: bool = True
    placed: bool = True
    promises: Sequence[OpenPromise] = ()
    holds: Sequence[str] = ()
    releasable: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Advice:
    """A step, with the promise or the kind of hold it is about.

    `again`: the same act is advised already for a sooner promise, which is the one it is carried out for; here only
    that this promise is kept can be said."""

    step: NextStep
    promise: UUID | None = None
    kind: str = ""
    due_at: datetime | None = field(default=None)
    again: bool = False


def next_steps(at: Situation, now: datetime) -> tuple[Advice, ...]:
    """Never empty for an open case: either something is to be done, or something is to be promised."""
    if at.status not in OPEN:
        return (Advice(step=NextStep.REOPEN),)
    return (*_to_take_up(at, now), *_missing(at), *_promised(at), *_held(at), *_to_finish(at))


def _to_take_up(at: Situation, now: datetime) -> tuple[Advice, ...]:
    if not at.owned:
        return (Advice(step=NextStep.CLAIM),)
    if at.status in (Status.REGISTERED, Status.REOPENED):
        return (Advice(step=NextStep.START),)
    if at.status is Status.WAITING and at.waiting_until and at.waiting_until <= now:
        return (Advice(step=NextStep.RESUME, due_at=at.waiting_until),)
    return ()


def _missing(at: Situation) -> tuple[Advice, ...]:
    number = () if at.reachable else (Advice(step=NextStep.ASK_NUMBER),)
    place = () if at.placed else (Advice(step=NextStep.ASK_PLACE),)
    return number + place


def _promised(at: Situation) -> tuple[Advice, ...]:
    """The soonest first. A call is offered once, for the soonest call-back: two buttons for one number say nothing."""
    running = sorted((p for p in at.promises if not p.paused), key=lambda p: (p.due_at, p.id))
    advised: list[Advice] = []
    for promise in running:
        if promise.kind == PromiseKind.MEDICAL_REVIEW:
            continue
        again = any(one.kind == promise.kind for one in advised)
        step = NextStep.KEEP_PROMISE if again else STEP_OF.get(PromiseKind(promise.kind), NextStep.KEEP_PROMISE)
        advised.append(Advice(step=step, promise=promise.id, kind=promise.kind, due_at=promise.due_at, again=again))
    return tuple(advised)


def _held(at: Situation) -> tuple[Advice, ...]:
    return tuple(
        Advice(step=NextStep.RELEASE_HOLD if kind in at.releasable else NextStep.AWAIT_HOLD, kind=kind)
        for kind in at.holds
    )


def _to_finish(at: Situation) -> tuple[Advice, ...]:
    if at.status is Status.REGISTERED or not at.owned:
        return ()
    if not at.promises and not at.holds:
        return (Advice(step=NextStep.CLOSE),)
    if not at.holds and all(promise.paused for promise in at.promises) and at.status is not Status.WAITING:
        return (Advice(step=NextStep.PROMISE),)
    return ()
