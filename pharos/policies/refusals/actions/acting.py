"""What a person does with a refusal that was proposed. One act, one step, one event."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.events import policies as events
from pharos.journal import api as journal
from pharos.people.api import Permission
from pharos.policies.models import CoverDecision, Refusal, RefusalStep
from pharos.policies.refusals.actions.loading import locked, permitted, refuse
from pharos.policies.refusals.queries.decisions import newest, opened
from pharos.policies.refusals.rules.changes import changed
from pharos.policies.refusals.rules.states import (
    SIGNERS_ACTS,
    WAITING,
    Act,
    Sight,
    Standing,
    State,
    after,
    objections_to,
)

EVENTS: dict[Act, type[events.RefusalEvent]] = {
    Act.SIGN: events.RefusalSigned,
    Act.DECLINE: events.RefusalDeclined,
    Act.ASK: events.RefusalAskedBack,
    Act.ANSWER: events.RefusalAnswered,
    Act.WITHDRAW: events.RefusalWithdrawn,
    Act.DOUBT: events.RefusalDoubted,
    Act.LAPSE: events.RefusalDoubtLapsed,
    Act.REVERSE: events.RefusalReversed,
    Act.UPHOLD: events.RefusalUpheld,
}


def sign(*, actor: Actor, now: datetime, refusal_id: UUID, seen: UUID | None) -> None:
    """Sign it, having seen the decision `seen`, which must be the newest and refuse the same by the same clauses.

    Objects: refusal_no_permission, refusal_own_proposal, refusal_question_open, refusal_doubted, refusal_stale,
    refusal_outcome_changed, refusal_not_now. Raises Refusal.DoesNotExist.
    """
    act_on(Act.SIGN, actor=actor, now=now, refusal_id=refusal_id, seen=seen)


def decline(*, actor: Actor, now: datetime, refusal_id: UUID, reason: str) -> None:
    """It is not refused, and why. Objects as `sign` does, and refusal_reason_missing."""
    act_on(Act.DECLINE, actor=actor, now=now, refusal_id=refusal_id, reason=reason)


def ask_back(*, actor: Actor, now: datetime, refusal_id: UUID, question: str) -> None:
    """Whoever is to sign wants to know something first."""
    act_on(Act.ASK, actor=actor, now=now, refusal_id=refusal_id, reason=question)


def answer_back(*, actor: Actor, now: datetime, refusal_id: UUID, answer: str) -> None:
    """The question is answered; it waits for the signature again."""
    act_on(Act.ANSWER, actor=actor, now=now, refusal_id=refusal_id, reason=answer)


def withdraw(*, actor: Actor, now: datetime, refusal_id: UUID, reason: str) -> None:
    """Whoever works the case takes the proposal back."""
    act_on(Act.WITHDRAW, actor=actor, now=now, refusal_id=refusal_id, reason=reason)


def reverse(*, actor: Actor, now: datetime, refusal_id: UUID, reason: str) -> None:
    """Confirm the reversal that is open: the refusal holds no more, and why."""
    act_on(Act.REVERSE, actor=actor, now=now, refusal_id=refusal_id, reason=reason)


def uphold(*, actor: Actor, now: datetime, refusal_id: UUID, reason: str) -> None:
    """The newer decision does not undo this refusal, and why: it stands. Not for whoever proposed it."""
    act_on(Act.UPHOLD, actor=actor, now=now, refusal_id=refusal_id, reason=reason)


def act_on(
    act: Act, *, actor: Actor, now: datetime, refusal_id: UUID, reason: str = "", seen: UUID | None = None
) -> None:
    """One act of a person, with everything that stands against it said at once."""
    signs = act in SIGNERS_ACTS
    staff = permitted(actor, Permission.SIGN_REFUSALS if signs else Permission.PROPOSE_REFUSALS)
    with journal.transaction(actor=actor, now=now) as record:
        refusal = locked(refusal_id)
        standing = standing_of(refusal, staff.pk)
        latest = newest([refusal.case_id, *refusal.way]) or refusal.decision
        sight = _sight(refusal, latest, seen) if act is Act.SIGN else Sight()
        refuse(objections_to(act, standing, reason=reason, sight=sight))
        if act is Act.SIGN:
            refusal.signed_at, refusal.signed_by, refusal.signed_on = now, staff, latest
        step(refusal, Done(act=act, actor=actor, now=now, decision=refusal.doubt or latest, reason=reason))
        settle(refusal, act, standing, now)
        record(EVENTS[act](case=refusal.case_id, refusal=refusal.id))


def standing_of(refusal: Refusal, staff_id: int | None) -> Standing:
    return Standing(
        state=State(refusal.state),
        doubted=refusal.doubt_id is not None,
        proposer=staff_id is not None and refusal.proposed_by_id == staff_id,
    )


@dataclass(frozen=True, kw_only=True)
class Done:
    """What was done, by whom, when, in view of which decision, and why. `cause` is what the system found."""

    act: Act
    actor: Actor
    now: datetime
    decision: CoverDecision
    reason: str = ""
    cause: str = ""


def step(refusal: Refusal, done: Done) -> None:
    """Write down what was done; such a row never changes."""
    RefusalStep.objects.create(
        insurer_id=refusal.insurer_id,
        refusal=refusal,
        act=done.act,
        at=done.now,
        actor=str(done.actor),
        decision=done.decision,
        cause=done.cause,
        key_id=refusal.key_id,
        reason=done.reason.strip() or None,
    )


def settle(refusal: Refusal, act: Act, standing: Standing, now: datetime) -> None:
    """Bring the row to what it is after the act."""
    then = after(act, standing)
    refusal.state = then.state
    if not then.doubted:
        refusal.doubt = None
    waits = then.state in WAITING or then.doubted
    refusal.waits_since = (refusal.waits_since or now) if waits else None
    refusal.save(update_fields=["state", "doubt", "signed_at", "signed_by", "signed_on", "waits_since"])


def _sight(refusal: Refusal, latest: CoverDecision, seen: UUID | None) -> Sight:
    if seen != latest.id:
        return Sight(newest=False)
    if latest.id == refusal.decision_id:
        return Sight()
    return Sight(same=not changed(refusal.items, opened(refusal.decision).items, opened(latest).items))
