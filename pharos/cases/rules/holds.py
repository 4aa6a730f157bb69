"""Typed holds: a room above says a matter is unfinished. `cases` only knows that a hold forbids closing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from pharos.cases.rules.codes import Code
from pharos.core.objections import Objection


class HoldKind(StrEnum):
    MEDICAL_REVIEW = "medical_review"
    QUALITY = "quality"
    BILL_UNSETTLED = "bill_unsettled"


@dataclass(frozen=True)
class HoldRule:
    """`released_by` is the one permission that releases it; the room that places a kind of hold owns that permission.

    `forbids_cancel`: money or somebody's complaint is at stake, so cancelling the case does not make it lapse.
    """

    released_by: str
    forbids_cancel: bool


RULES: dict[HoldKind, HoldRule] = {
    HoldKind.MEDICAL_REVIEW: HoldRule("release_medical_hold", forbids_cancel=False),
    HoldKind.QUALITY: HoldRule("release_quality_hold", forbids_cancel=True),
    HoldKind.BILL_UNSETTLED: HoldRule("release_bill_hold", forbids_cancel=True),
}


def against_cancel(kinds: Iterable[str]) -> list[str]:
    """Those of the open holds that also forbid cancelling."""
    return [kind for kind in kinds if RULES[HoldKind(kind)].forbids_cancel]


def may_release(kind: str, permissions: Collection[str]) -> bool:
    return RULES[HoldKind(kind)].released_by in permissions


def objections_to_release(kind: str, permissions: Collection[str], *, released: bool) -> tuple[Objection, ...]:
    """Against releasing this hold, for somebody with these permissions."""
    if released:
        return (Objection(Code.HOLD_RELEASED, {"kind": kind}),)
    if not may_release(kind, permissions):
        return (Objection(Code.HOLD_NOT_YOURS, {"kind": kind}),)
    return ()
