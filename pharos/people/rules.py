"""The one permission map: who may do what, in words.

A permission names an act on a thing. A role is a job in the company; a person may hold several. Nothing else in
Pharos decides rights: screens, actions and searches ask `may`.
"""

from collections.abc import Iterable
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
    RELEASE_MEDICAL_HOLD = "release_medical_hold"
    MOVE_CASES = "move_cases"
    SEE_LETTERS = "see_letters"
    ANSWER_LETTERS = "answer_letters"
    SEE_QUARANTINE = "see_quarantine"
    TAKE_CALLS = "take_calls"
    SEE_POLICIES = "see_policies"
    IMPORT_POLICIES = "import_policies"
    SEE_INSURERS = "see_insurers"
    CHANGE_INSURERS = "change_insurers"
    SEE_PLACES = "see_places"
    VERIFY_PLACES = "verify_places"
    SEE_STAFF = "see_staff"
    CHANGE_STAFF = "change_staff"
    SEE_JOURNAL = "see_journal"
    MEND_FAILURES = "mend_failures"
    SEE_OWN_PROFILE = "see_own_profile"


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
_EVERYBODY = frozenset({P.SEE_OWN_PROFILE, P.SEE_PLACES, P.SEE_INSURERS})
_READS_CASES = frozenset({P.SEE_CASES, P.SEE_MEDICAL, P.SEE_LETTERS, P.SEE_POLICIES})
_WORKS_CASES = _READS_CASES | {P.WORK_CASES, P.ANSWER_LETTERS, P.TAKE_CALLS}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OPERATOR: _EVERYBODY | _WORKS_CASES,
    Role.SUPERVISOR: _EVERYBODY
    | _WORKS_CASES
    | {P.MOVE_CASES, P.SEE_QUARANTINE, P.IMPORT_POLICIES, P.VERIFY_PLACES, P.SEE_STAFF, P.MEND_FAILURES},
    Role.DOCTOR: _EVERYBODY | _READS_CASES | {P.RELEASE_MEDICAL_HOLD},
    Role.INSPECTOR: _EVERYBODY | _READS_CASES | {P.SEE_JOURNAL, P.SEE_STAFF},
    Role.TRAINER: _EVERYBODY | {P.SEE_STAFF},
    Role.TRAINEE: _EVERYBODY,
    Role.NETWORK_DEVELOPER: _EVERYBODY | {P.VERIFY_PLACES},
    Role.PLANNER: _EVERYBODY | {P.SEE_STAFF},
    Role.DIRECTOR: _EVERYBODY | {P.SEE_CASES, P.SEE_POLICIES, P.SEE_STAFF},
    Role.ADMINISTRATOR: _EVERYBODY
    | {
        P.SEE_POLICIES,
        P.IMPORT_POLICIES,
        P.CHANGE_INSURERS,
        P.VERIFY_PLACES,
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
