"""The one permission map, read aloud."""

import pytest

from pharos.people.messages import PERMISSIONS as PERMISSION_WORDS
from pharos.people.rules import PERMISSIONS, Permission, Role, permissions_of


def test_every_role_has_its_line():
    assert set(PERMISSIONS) == set(Role)


def test_every_permission_is_held_by_somebody():
    assert permissions_of(Role) == set(Permission)


def test_only_a_doctor_releases_the_medical_hold():
    assert [role for role in Role if Permission.REVIEW_CASES in PERMISSIONS[role]] == [Role.DOCTOR]
    assert "release_medical_hold" not in set(Permission), "released by signing a review, by nobody's hand"


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.TRAINER, Role.PLANNER, Role.NETWORK_DEVELOPER, Role.ADMINISTRATOR])
def test_who_does_not_work_cases_reads_nothing_medical(role):
    assert not PERMISSIONS[role] & {Permission.SEE_MEDICAL, Permission.SEE_LETTERS, Permission.SEE_CASES}


def test_only_an_administrator_changes_staff():
    assert [role for role in Role if Permission.CHANGE_STAFF in PERMISSIONS[role]] == [Role.ADMINISTRATOR]


def test_nobody_who_changes_staff_works_cases():
    for role, permissions in PERMISSIONS.items():
        assert not {Permission.CHANGE_STAFF, Permission.WORK_CASES} <= permissions, role


def test_roles_add_up_and_unknown_ones_allow_nothing():
    assert permissions_of(["doctor", "operator"]) == PERMISSIONS[Role.DOCTOR] | PERMISSIONS[Role.OPERATOR]
    assert permissions_of(["emperor"]) == frozenset()
    assert permissions_of([]) == frozenset()


def test_every_permission_has_its_words():
    assert set(PERMISSION_WORDS) == set(Permission)
