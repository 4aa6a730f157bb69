"""What is next on a case."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pharos.cases.rules.holds import HoldKind
from pharos.cases.rules.lifecycle import OPEN, Status
from pharos.cases.rules.next_steps import NextStep, OpenPromise, Situation, next_steps
from pharos.cases.rules.promises import PromiseKind

NOW = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)


def promise(number: int, kind: str, minutes: int, *, paused: bool = False) -> OpenPromise:
    return OpenPromise(id=UUID(int=number), kind=kind, due_at=NOW + timedelta(minutes=minutes), paused=paused)


def steps(**facts: object) -> list[NextStep]:
    situation = Situation(**({"status": Status.IN_WORK, "owned": True} | facts))  # type: ignore[arg-type]
    return [advice.step for advice in next_steps(situation, NOW)]


def test_a_case_nobody_has_is_claimed_first() -> None:
    assert steps(status=Status.REGISTERED, owned=False)[0] is NextStep.CLAIM


def test_promises_follow_by_the_time_they_are_due_and_a_review_is_the_doctors() -> None:
    promises = [promise(1, "confirm_policy", 60), promise(2, "call_back", 10), promise(3, "medical_review", 5)]
    found = steps(promises=promises, holds=["medical_review"])
    assert found == [NextStep.CALL_BACK, NextStep.CONFIRM_POLICY, NextStep.AWAIT_HOLD]


def test_two_promises_to_call_back_are_one_call_and_the_later_one_is_only_said_to_be_kept() -> None:
    promises = [promise(1, "call_back", 30), promise(2, "call_back", 10), promise(3, "call_back", 20)]
    found = next_steps(Situation(status=Status.IN_WORK, owned=True, promises=promises), NOW)
    assert [(one.step, one.promise, one.again) for one in found] == [
        (NextStep.CALL_BACK, UUID(int=2), False),
        (NextStep.KEEP_PROMISE, UUID(int=3), True),
        (NextStep.KEEP_PROMISE, UUID(int=1), True),
    ]


def test_the_doctor_is_offered_to_release_what_others_only_await() -> None:
    assert steps(holds=["medical_review"], releasable=["medical_review"]) == [NextStep.RELEASE_HOLD]


def test_without_a_number_or_a_place_one_asks_for_them_before_keeping_promises() -> None:
    found = steps(reachable=False, placed=False, promises=[promise(1, "call_back", 10)])
    assert found == [NextStep.ASK_NUMBER, NextStep.ASK_PLACE, NextStep.CALL_BACK]


def test_a_wait_that_is_over_comes_up_by_itself() -> None:
    assert steps(status=Status.WAITING, waiting_until=NOW)[0] is NextStep.RESUME
    assert NextStep.RESUME not in steps(status=Status.WAITING, waiting_until=NOW + timedelta(minutes=1))


def test_a_case_that_owes_nothing_is_closed() -> None:
    assert steps() == [NextStep.CLOSE]


def test_a_case_whose_clocks_all_stand_must_promise_something() -> None:
    assert steps(promises=[promise(1, "guarantee", 5, paused=True)]) == [NextStep.PROMISE]


def test_a_finished_case_can_only_be_reopened() -> None:
    assert steps(status=Status.CLOSED) == [NextStep.REOPEN]


@given(
    status=st.sampled_from(list(OPEN)),
    owned=st.booleans(),
    kinds=st.lists(st.tuples(st.sampled_from(list(PromiseKind)), st.integers(-60, 600), st.booleans()), max_size=4),
    holds=st.lists(st.sampled_from(list(HoldKind)), max_size=2),
    reachable=st.booleans(),
)
def test_an_open_case_in_hand_is_never_without_a_next_step_unless_it_waits_or_the_doctor_has_it(
    status: Status,
    owned: bool,  # noqa: FBT001  drawn
    kinds: list[tuple[str, int, bool]],
    holds: list[str],
    reachable: bool,  # noqa: FBT001  drawn
) -> None:
    promises = [promise(n, kind, minutes, paused=paused) for n, (kind, minutes, paused) in enumerate(kinds)]
    until = NOW + timedelta(hours=1) if status is Status.WAITING else None
    found = steps(status=status, owned=owned, promises=promises, holds=holds, reachable=reachable, waiting_until=until)
    only_review = bool(promises) and any(p.kind == PromiseKind.MEDICAL_REVIEW for p in promises)
    assert found or status is Status.WAITING or only_review
