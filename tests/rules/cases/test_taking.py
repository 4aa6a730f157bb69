"""How much of a taking can be undone."""

from pharos.cases.rules.lifecycle import Status
from pharos.cases.rules.taking import Happened, status_before

ANNA, OLEG = "staff:1", "staff:2"


def told(*entries: tuple[str, str]) -> list[Happened]:
    """Entries as they came about, turned to the newest first."""
    return [Happened(f"cases.{what}", by) for what, by in reversed(entries)]


REGISTERED = (("CaseRegistered", OLEG), ("PromiseMade", OLEG))
TAKEN = (("CaseClaimed", ANNA), ("WorkStarted", ANNA))


def test_a_case_just_taken_stands_again_as_it_was_registered_or_reopened() -> None:
    assert status_before(told(*REGISTERED, *TAKEN), ANNA) is Status.REGISTERED
    assert status_before(told(*REGISTERED, ("CaseReopened", ANNA), *TAKEN), ANNA) is Status.REOPENED


def test_what_others_did_meanwhile_is_no_reason_to_leave_it_begun() -> None:
    assert status_before(told(*REGISTERED, *TAKEN, ("NoteAdded", OLEG)), ANNA) is Status.REGISTERED


def test_once_something_was_done_the_work_stays_begun() -> None:
    assert status_before(told(*REGISTERED, *TAKEN, ("NoteAdded", ANNA)), ANNA) is None


def test_work_that_was_begun_before_the_taking_stays_begun() -> None:
    assert status_before(told(*REGISTERED, ("WorkStarted", OLEG), ("CaseClaimed", ANNA)), ANNA) is None
    assert status_before(told(*TAKEN), ANNA) is None, "nobody knows how it stood"
