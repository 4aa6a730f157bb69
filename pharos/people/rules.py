"""The one permission map: who may do what, in words. And which of two saves of a draft counts.

A permission names an act on a thing. A role is a job in the company; a person may hold several. Nothing else in
Pharos decides rights: screens, actions and searches ask `may`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Department(StrEnum):
    CONTACT_CENTRE = "contact_centre"
    MEDICAL = "medical"
    QUALITY = "quality"
    TRAINING = "training"
    NETWORK = "network"
    PLANNING = "planning"
    ADMINISTRATION = "administration"


class Permission(StrEnum):
    SEE_CASES = "see_cases"
    WORK_CASES = "work_cases"
    SEE_MEDICAL = "see_medical"
    SEE_REVIEWS = "see_reviews"
    REVIEW_CASES = "review_cases"
    RELEASE_QUALITY_HOLD = "release_quality_hold"
    RELEASE_BILL_HOLD = "release_bill_hold"
    EXPORT_CASES = "export_cases"
    MOVE_CASES = "move_cases"
    FORGET_PEOPLE = "forget_people"
    SEE_LETTERS = "see_letters"
    ANSWER_LETTERS = "answer_letters"
    CHANGE_WORDINGS = "change_wordings"
    SEE_QUARANTINE = "see_quarantine"
    TAKE_CALLS = "take_calls"
    SEE_POLICIES = "see_policies"
    IMPORT_POLICIES = "import_policies"
    PUBLISH_RULES = "publish_rules"
    PROPOSE_REFUSALS = "propose_refusals"
    SIGN_REFUSALS = "sign_refusals"
    SEE_INSURERS = "see_insurers"
    CHANGE_INSURERS = "change_insurers"
    SEE_PLACES = "see_places"
    VERIFY_PLACES = "verify_places"
    SEE_NETWORK = "see_network"
    CHANGE_NETWORK = "change_network"
    SEE_STAFF = "see_staff"
    CHANGE_STAFF = "change_staff"
    SEE_JOURNAL = "see_journal"
    MEND_FAILURES = "mend_failures"
    SEE_OWN_PROFILE = "see_own_profile"


class Working(StrEnum):
    """What somebody is doing: ready for the next call, writing up the last one, having a break."""

    READY = "ready"
    AFTER_CALL = "after_call"
    BREAK = "break"


class Role(StrEnum):
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    DOCTOR = "doctor"
    INSPECTOR = "inspector"
    TRAINER = "trainer"
    TRAINEE = "trainee"
    NETWORK_DEVELOPER = "network_developer"
    PLANNER = "planner"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"


P = Permission
_EVERYBODY = frozenset({P.SEE_OWN_PROFILE, P.SEE_PLACES, P.SEE_INSURERS, P.SEE_NETWORK})
_READS_CASES = frozenset({P.SEE_CASES, P.SEE_MEDICAL, P.SEE_LETTERS, P.SEE_POLICIES})
_WORKS_CASES = _READS_CASES | {P.WORK_CASES, P.ANSWER_LETTERS, P.TAKE_CALLS, P.PROPOSE_REFUSALS}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OPERATOR: _EVERYBODY | _WORKS_CASES,
    Role.SUPERVISOR: _EVERYBODY
    | _WORKS_CASES
    | {
        P.MOVE_CASES,
        P.SIGN_REFUSALS,
        P.RELEASE_BILL_HOLD,
        P.EXPORT_CASES,
        P.CHANGE_WORDINGS,
        P.SEE_QUARANTINE,
        P.IMPORT_POLICIES,
        P.PUBLISH_RULES,
        P.VERIFY_PLACES,
        P.SEE_STAFF,
        P.MEND_FAILURES,
    },
    Role.DOCTOR: _EVERYBODY | _READS_CASES | {P.SEE_REVIEWS, P.REVIEW_CASES, P.SIGN_REFUSALS},
    Role.INSPECTOR: _EVERYBODY | _READS_CASES | {P.SEE_REVIEWS, P.SEE_JOURNAL, P.SEE_STAFF, P.RELEASE_QUALITY_HOLD},
    Role.TRAINER: _EVERYBODY | {P.SEE_STAFF},
    Role.TRAINEE: _EVERYBODY,
    Role.NETWORK_DEVELOPER: _EVERYBODY | {P.VERIFY_PLACES, P.CHANGE_NETWORK},
    Role.PLANNER: _EVERYBODY | {P.SEE_STAFF},
    Role.DIRECTOR: _EVERYBODY | {P.SEE_CASES, P.EXPORT_CASES, P.SEE_POLICIES, P.SEE_STAFF, P.FORGET_PEOPLE},
    Role.ADMINISTRATOR: _EVERYBODY
    | {
        P.SEE_POLICIES,
        P.IMPORT_POLICIES,
        P.PUBLISH_RULES,
        P.CHANGE_INSURERS,
        P.CHANGE_WORDINGS,
        P.VERIFY_PLACES,
        P.CHANGE_NETWORK,
        P.SEE_STAFF,
        P.CHANGE_STAFF,
        P.SEE_JOURNAL,
        P.SEE_QUARANTINE,
        P.MEND_FAILURES,
    },
}


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Everything the roles allow together. An unknown role allows nothing."""
    known = {role.value for role in Role}
    return frozenset().union(*(PERMISSIONS[Role(role)] for role in roles if role in known))


class Keeping(StrEnum):
    """What becomes of a save of a draft."""

    KEEP = "keep"
    THERE = "there"  # the same save came before; its answer was lost
    LATE = "late"  # the same page has saved something newer since
    ELSEWHERE = "elsewhere"  # another window has saved since this page knew the draft
    USED = "used"  # the form was sent or thrown away meanwhile


@dataclass(frozen=True)
class Stored:
    """The draft as it stands: its version, the page that saved it, and whether it was used or thrown away."""

    version: int
    writer: str
    dropped: bool = False


def keeping(stored: Stored | None, *, version: int, base: int, writer: str) -> Keeping:
    """Whether save number `version` of page `writer`, which knew the draft at version `base`, is kept.

    A draft that has run out counts as none: whoever still types in its page goes on typing.
    """
    if stored is None:
        return Keeping.KEEP
    if stored.dropped:
        return Keeping.KEEP if base >= stored.version and version > stored.version else Keeping.USED
    if writer == stored.writer:
        if version > stored.version:
            return Keeping.KEEP
        return Keeping.THERE if version == stored.version else Keeping.LATE
    return Keeping.KEEP if base == stored.version and version > stored.version else Keeping.ELSEWHERE
