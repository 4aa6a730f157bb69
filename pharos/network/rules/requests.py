"""A destination request, step by step: which step may follow which, what stands in the way, and what to do next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pharos.core.objections import Objection


class Origin(StrEnum):
    """Who asks: an insurer, we ourselves, or a case that is running and cannot wait."""

    INSURER = "insurer"
    OWN = "own"
    CASE = "case"


class Purpose(StrEnum):
    TOURISM = "tourism"
    BUSINESS = "business"
    WORK = "work"
    STUDY = "study"
    EXPEDITION = "expedition"
    HUMANITARIAN = "humanitarian"
    OTHER = "other"


class Step(StrEnum):
    RECEIVED = "received"
    CLARIFYING = "clarifying"
    REGISTER = "register"
    SCOUTING = "scouting"
    CONTACTING = "contacting"
    CREDENTIALING = "credentialing"
    AGREEING = "agreeing"
    REPLYING = "replying"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """What the register holds for the place: enough, something, nobody."""

    HAVE = "have"
    THIN = "thin"
    NONE = "none"


class Result(StrEnum):
    """What a worked request came to."""

    HAVE = "have"
    CONTRACTED = "contracted"
    JOURNEY = "journey"
    NOBODY = "nobody"


CLOSED = frozenset({Step.DONE, Step.WITHDRAWN})
PATH = (
    Step.RECEIVED, Step.REGISTER, Step.SCOUTING, Step.CONTACTING, Step.CREDENTIALING, Step.AGREEING, Step.REPLYING,
    Step.DONE,
)  # fmt: skip
"""The way of a request for a place where we have nobody; where we have somebody the reply follows the register."""

MOVES: Mapping[Step, tuple[Step, ...]] = {
    Step.RECEIVED: (Step.REGISTER, Step.CLARIFYING, Step.WITHDRAWN),
    Step.CLARIFYING: (Step.REGISTER, Step.RECEIVED, Step.WITHDRAWN),
    Step.REGISTER: (Step.REPLYING, Step.SCOUTING, Step.RECEIVED, Step.WITHDRAWN),
    Step.SCOUTING: (Step.CONTACTING, Step.REPLYING, Step.WITHDRAWN),
    Step.CONTACTING: (Step.CREDENTIALING, Step.SCOUTING, Step.REPLYING, Step.WITHDRAWN),
    Step.CREDENTIALING: (Step.AGREEING, Step.CONTACTING, Step.REPLYING, Step.WITHDRAWN),
    Step.AGREEING: (Step.REPLYING, Step.CREDENTIALING, Step.CONTACTING, Step.WITHDRAWN),
    Step.REPLYING: (Step.DONE, Step.SCOUTING, Step.WITHDRAWN),
    Step.DONE: (Step.SCOUTING,),
    Step.WITHDRAWN: (Step.RECEIVED,),
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a request has so far. `agreed`: a contract, or an agreement for this journey, covers the first departure."""

    step: Step
    origin: Origin = Origin.INSURER
    placed: bool = False
    answer: Answer | None = None
    candidates: int = 0
    asked: int = 0
    interested: int = 0
    chosen: bool = False
    is_provider: bool = False
    missing: tuple[str, ...] = ()
    agreed: Result | None = None
    given_up: bool = False
    clarification_sent: bool = False
    replied: bool = False


def moves(standing: Standing) -> tuple[tuple[Step, tuple[Objection, ...]], ...]:
    """Every step that may follow, each with what stands in its way now."""
    return tuple((to, objections_to(standing, to)) for to in MOVES[standing.step])


def objections_to(standing: Standing, to: Step) -> tuple[Objection, ...]:
    """Why the request cannot go to this step; empty when it can. Code `not_from_here` where no way leads there."""
    if to not in MOVES[standing.step]:
        return (Objection("not_from_here", {"from": standing.step.value, "to": to.value}),)
    return tuple(_against(standing, to))


def _against(standing: Standing, to: Step) -> list[Objection]:
    match to:
        case Step.REGISTER if not standing.placed:
            return [Objection("place_open")]
        case Step.CONTACTING if not standing.candidates:
            return [Objection("no_candidate")]
        case Step.CREDENTIALING if not standing.chosen:
            return [Objection("nobody_chosen")]
        case Step.AGREEING:
            return _before_agreeing(standing)
        case Step.REPLYING:
            return _before_replying(standing)
        case Step.DONE if standing.origin is Origin.INSURER and not standing.replied:
            return [Objection("not_answered")]
    return []


def _before_agreeing(standing: Standing) -> list[Objection]:
    if not standing.is_provider:
        return [Objection("no_provider")]
    return [Objection("proof_missing", {"kinds": standing.missing})] if standing.missing else []


def _before_replying(standing: Standing) -> list[Objection]:
    if standing.step is Step.REGISTER:
        return [] if standing.answer in (Answer.HAVE, Answer.THIN) else [Objection("nothing_to_offer")]
    if standing.agreed or standing.given_up:
        return []
    return [Objection("no_agreement")] if standing.step is Step.AGREEING else [Objection("nobody_yet")]


def result_of(standing: Standing) -> Result:
    """What may be told: an agreement, what the register had, or that there is nobody."""
    if standing.agreed:
        return standing.agreed
    if standing.answer in (Answer.HAVE, Answer.THIN) and not standing.given_up:
        return Result.HAVE
    return Result.NOBODY


def what_next(standing: Standing) -> tuple[str, ...]:
    """Codes of what is to be done now, the first one first."""
    say = _NEXT.get(standing.step)
    return say(standing) if say else ()


def _at_register(standing: Standing) -> tuple[str, ...]:
    if standing.answer is Answer.HAVE:
        return ("answer_have",)
    return ("answer_thin", "scout") if standing.answer is Answer.THIN else ("scout",)


def _at_contacting(standing: Standing) -> tuple[str, ...]:
    if standing.chosen:
        return ("check_proofs",)
    if standing.interested:
        return ("choose",)
    return ("wait_or_call", "find_more") if standing.asked >= standing.candidates else ("write_next",)


def _at_credentials(standing: Standing) -> tuple[str, ...]:
    if not standing.is_provider:
        return ("make_provider",)
    return ("collect_proofs",) if standing.missing else ("agree",)


def _at_reply(standing: Standing) -> tuple[str, ...]:
    return ("close",) if standing.replied or standing.origin is not Origin.INSURER else ("send_reply",)


ENOUGH = 2
"""So many candidates are worth having before the first is written to: one of two answers."""
_NEXT: Mapping[Step, Callable[[Standing], tuple[str, ...]]] = {
    Step.RECEIVED: lambda one: ("look_at_register",) if one.placed else ("say_place", "ask_insurer"),
    Step.CLARIFYING: lambda one: ("say_place",) if one.clarification_sent else ("ask_insurer",),
    Step.REGISTER: _at_register,
    Step.SCOUTING: lambda one: ("contact",) if one.candidates >= ENOUGH else ("find_candidates", "give_up"),
    Step.CONTACTING: _at_contacting,
    Step.CREDENTIALING: _at_credentials,
    Step.AGREEING: lambda one: ("reply",) if one.agreed else ("conclude",),
    Step.REPLYING: _at_reply,
}
