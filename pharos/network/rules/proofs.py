"""What a provider must have shown before we agree with it. Pure; kinds are those of `models.Credential`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NEEDED: Mapping[str, tuple[str, ...]] = {
    "contracted": ("licence", "insurance", "lead_doctor", "sanctions_check", "data_protection"),
    "journey": ("licence", "sanctions_check"),
}
"""For a contract, and for an agreement about one journey, where there is no time for more. Our own choice."""
HELPFUL = ("accreditation", "site_visit")


class State(StrEnum):
    SHOWN = "shown"
    NO_EVIDENCE = "no_evidence"
    ENDS_BEFORE = "ends_before"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A credential as it is kept: until when it holds, and whether anything was seen of it."""

    kind: str
    expires_on: date | None = None
    evidence: bool = True


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the checklist; `needed` ones stand in the way until they are shown."""

    kind: str
    state: State
    needed: bool
    expires_on: date | None = None


def checklist(aim: str, given: Iterable[Proof], *, by: date) -> tuple[Line, ...]:
    """Every kind with the best proof there is of it: it must be seen, and hold on the day `by`."""
    best: dict[str, Proof] = {}
    for proof in given:
        known = best.get(proof.kind)
        if known is None or _rank(proof, by) > _rank(known, by):
            best[proof.kind] = proof
    kinds = [(kind, True) for kind in NEEDED[aim]] + [(kind, False) for kind in _others(aim)]
    return tuple(_line(kind, best.get(kind), by, needed=needed) for kind, needed in kinds)


def missing(lines: Iterable[Line]) -> tuple[str, ...]:
    """The kinds that stand in the way."""
    return tuple(line.kind for line in lines if line.needed and line.state is not State.SHOWN)


def _others(aim: str) -> list[str]:
    everything = dict.fromkeys((*NEEDED["contracted"], *HELPFUL))
    return [kind for kind in everything if kind not in NEEDED[aim]]


def _rank(proof: Proof, by: date) -> tuple[bool, bool, date]:
    return proof.expires_on is None or proof.expires_on >= by, proof.evidence, proof.expires_on or date.max


def _line(kind: str, proof: Proof | None, by: date, *, needed: bool) -> Line:
    if proof is None:
        return Line(kind=kind, state=State.MISSING, needed=needed)
    holds, seen, _ = _rank(proof, by)
    state = State.ENDS_BEFORE if not holds else State.SHOWN if seen else State.NO_EVIDENCE
    return Line(kind=kind, state=state, needed=needed, expires_on=proof.expires_on)
