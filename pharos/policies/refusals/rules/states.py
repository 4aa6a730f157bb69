"""The life of a refusal, as one table: which act leads where, who may do it, and what stands against it."""

from dataclasses import dataclass
from enum import StrEnum

from pharos.core.objections import Objection


class State(StrEnum):
    """`ASKED`: whoever is to sign has asked the proposer something."""

    PROPOSED = "proposed"
    ASKED = "asked"
    SIGNED = "signed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REVERSED = "reversed"


WAITING = (State.PROPOSED, State.ASKED)
LIVE = (*WAITING, State.SIGNED)


class Act(StrEnum):
    """What happens to a refusal after it was proposed. `DOUBT` opens a reversal, or points it to a newer decision;
    `LAPSE` closes it because the decision refuses as before; a person settles it by `REVERSE` or `UPHOLD`."""

    SIGN = "sign"
    DECLINE = "decline"
    ASK = "ask"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    DOUBT = "doubt"
    LAPSE = "lapse"
    REVERSE = "reverse"
    UPHOLD = "uphold"


class Refused(StrEnum):
    """Objections of this part of the room."""

    NOT_NOW = "refusal_not_now"
    OWN_PROPOSAL = "refusal_own_proposal"
    REASON_MISSING = "refusal_reason_missing"
    QUESTION_OPEN = "refusal_question_open"
    DOUBTED = "refusal_doubted"
    NOT_DOUBTED = "refusal_not_doubted"
    STALE = "refusal_stale"
    CHANGED = "refusal_outcome_changed"
    NOTHING_REFUSED = "refusal_nothing_refused"
    ALREADY = "refusal_already"
    NO_PERMISSION = "refusal_no_permission"


TABLE: dict[tuple[State, Act], State] = {
    (State.PROPOSED, Act.SIGN): State.SIGNED,
    (State.PROPOSED, Act.DECLINE): State.DECLINED,
    (State.PROPOSED, Act.ASK): State.ASKED,
    (State.PROPOSED, Act.WITHDRAW): State.WITHDRAWN,
    (State.PROPOSED, Act.DOUBT): State.PROPOSED,
    (State.PROPOSED, Act.LAPSE): State.PROPOSED,
    (State.PROPOSED, Act.REVERSE): State.REVERSED,
    (State.ASKED, Act.ANSWER): State.PROPOSED,
    (State.ASKED, Act.DECLINE): State.DECLINED,
    (State.ASKED, Act.WITHDRAW): State.WITHDRAWN,
    (State.ASKED, Act.DOUBT): State.ASKED,
    (State.ASKED, Act.LAPSE): State.ASKED,
    (State.ASKED, Act.REVERSE): State.REVERSED,
    (State.SIGNED, Act.DOUBT): State.SIGNED,
    (State.SIGNED, Act.LAPSE): State.SIGNED,
    (State.SIGNED, Act.REVERSE): State.REVERSED,
    (State.SIGNED, Act.UPHOLD): State.SIGNED,
}
SECOND_PERSON = (Act.SIGN, Act.DECLINE, Act.ASK, Act.UPHOLD)
"""Never done by whoever proposed: upholding is signing again, on new facts."""
SIGNERS_ACTS = (*SECOND_PERSON, Act.REVERSE)
WITH_REASON = (Act.DECLINE, Act.ASK, Act.ANSWER, Act.WITHDRAW, Act.REVERSE, Act.UPHOLD)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A refusal as it stands. `doubted`: a reversal is open. `proposer`: whoever acts has proposed it."""

    state: State
    doubted: bool = False
    proposer: bool = False


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What a signer had before him: `newest` that it was the newest decision, `same` that it still refuses the same
    items by the same clauses."""

    newest: bool = True
    same: bool = True


def objections_to(
    act: Act,
    standing: Standing,
    *,
    reason: str = "",
    sight: Sight = Sight(),
) -> tuple[Objection, ...]:
    """Against an act; empty when it may be done. What the state forbids is said alone."""
    if standing.state is State.ASKED and act is Act.SIGN:
        return (Objection(Refused.QUESTION_OPEN),)
    if (standing.state, act) not in TABLE:
        return (Objection(Refused.NOT_NOW, {"state": standing.state}),)
    found = []
    if act in SECOND_PERSON and standing.proposer:
        found.append(Objection(Refused.OWN_PROPOSAL))
    if act in (Act.SIGN, Act.ASK) and standing.doubted:
        found.append(Objection(Refused.DOUBTED))
    if act in (Act.LAPSE, Act.REVERSE, Act.UPHOLD) and not standing.doubted:
        found.append(Objection(Refused.NOT_DOUBTED))
    if act is Act.SIGN and not sight.newest:
        found.append(Objection(Refused.STALE))
    elif act is Act.SIGN and not sight.same:
        found.append(Objection(Refused.CHANGED))
    if act in WITH_REASON and not reason.strip():
        found.append(Objection(Refused.REASON_MISSING))
    return tuple(found)


def after(act: Act, standing: Standing) -> Standing:
    """How it stands afterwards. Raises KeyError for an act its state does not know."""
    doubted = act is Act.DOUBT or (standing.doubted and act is Act.ANSWER)
    return Standing(state=TABLE[standing.state, act], doubted=doubted, proposer=standing.proposer)
