"""The whole table, every step from every status, with every guard."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from pharos.cases.rules.codes import Code
from pharos.cases.rules.lifecycle import (
    OPEN,
    TABLE,
    CancelReason,
    Outcome,
    ReopenReason,
    Standing,
    Status,
    Step,
    WaitsFor,
    next_status,
    objections_to,
    steps_from,
)

NOW = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
GOOD = {
    Step.START: "",
    Step.WAIT: WaitsFor.CLINIC,
    Step.RESUME: "",
    Step.CLOSE: Outcome.HELP_GIVEN,
    Step.REOPEN: ReopenReason.NEW_CONTACT,
    Step.CANCEL: CancelReason.DUPLICATE,
}

EXPECTED = """
            start      wait     resume   close   reopen    cancel
registered  in_work    -        -        -       -         cancelled
in_work     -          waiting  -        closed  -         cancelled
waiting     -          waiting  in_work  closed  -         cancelled
closed      -          -        -        -       reopened  -
reopened    in_work    -        -        closed  -         -
cancelled   -          -        -        -       reopened  -
"""


def codes(step: Step, standing: Standing, **told: object) -> set[str]:
    return {objection.code for objection in objections_to(step, standing, **told)}  # type: ignore[arg-type]


def expected() -> dict[tuple[Status, Step], Status | None]:
    head, *rows = [line.split() for line in EXPECTED.strip().splitlines()]
    return {
        (Status(row[0]), Step(step)): None if cell == "-" else Status(cell)
        for row in rows
        for step, cell in zip(head, row[1:], strict=True)
    }


def test_the_table_is_the_one_agreed_on() -> None:
    assert {pair: next_status(*pair) for pair in product(Status, Step)} == expected()


@pytest.mark.parametrize(("status", "step"), sorted(product(Status, Step)))
def test_every_step_not_in_the_table_is_refused_by_name(status: Status, step: Step) -> None:
    standing = Standing(status=status, owned=True)
    found = codes(step, standing, now=NOW, answer=GOOD[step], until=LATER)
    assert found == (set() if (status, step) in TABLE else {Code.STEP_NOT_FROM_HERE})


@pytest.mark.parametrize("step", Step)
def test_a_merged_case_takes_no_step_at_all(step: Step) -> None:
    standing = Standing(status=Status.IN_WORK, owned=True, merged=True)
    assert codes(step, standing, now=NOW, answer=GOOD[step], until=LATER) == {Code.MERGED_AWAY}


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.REOPENED])
def test_work_starts_only_when_somebody_has_the_case(status: Status) -> None:
    assert codes(Step.START, Standing(status=status)) == {Code.CLAIM_FIRST}
    assert codes(Step.START, Standing(status=status, owned=True)) == set()


@pytest.mark.parametrize("status", [Status.IN_WORK, Status.WAITING, Status.REOPENED])
@pytest.mark.parametrize("outcome", ["", "great", *Outcome])
@pytest.mark.parametrize("holds", [[], ["medical_review"], ["medical_review", "bill_unsettled"]])
@pytest.mark.parametrize("promises", [[], ["call_back"]])
def test_closing_names_everything_still_open_at_once(
    status: Status, outcome: str, holds: list[str], promises: list[str]
) -> None:
    standing = Standing(status=status, owned=True, holds=holds, promises=promises)
    wanted = {Code.OUTCOME_NEEDED} if outcome not in set(Outcome) else set()
    wanted |= {Code.HOLDS_OPEN} if holds else set()
    wanted |= {Code.PROMISES_OPEN} if promises else set()
    assert codes(Step.CLOSE, standing, answer=outcome) == wanted


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.IN_WORK, Status.WAITING])
@pytest.mark.parametrize("reason", ["", "bored", *CancelReason])
@pytest.mark.parametrize("against", [[], ["bill_unsettled"]])
def test_cancelling_needs_a_reason_and_no_bill(status: Status, reason: str, against: list[str]) -> None:
    standing = Standing(status=status, holds=["medical_review", *against], holds_against_cancel=against)
    wanted = {Code.REASON_NEEDED} if reason not in set(CancelReason) else set()
    wanted |= {Code.HOLDS_OPEN} if against else set()
    assert codes(Step.CANCEL, standing, answer=reason) == wanted


@pytest.mark.parametrize("status", [Status.CLOSED, Status.CANCELLED])
@pytest.mark.parametrize("reason", ["", "hm", *ReopenReason])
def test_reopening_needs_a_reason(status: Status, reason: str) -> None:
    wanted = set() if reason in set(ReopenReason) else {Code.REASON_NEEDED}
    assert codes(Step.REOPEN, Standing(status=status), answer=reason) == wanted


@pytest.mark.parametrize(
    ("until", "code"), [(None, Code.UNTIL_NEEDED), (NOW, Code.UNTIL_PAST), (NOW - timedelta(days=1), Code.UNTIL_PAST)]
)
def test_waiting_has_an_end_in_the_future(until: datetime | None, code: Code) -> None:
    standing = Standing(status=Status.IN_WORK, owned=True)
    assert codes(Step.WAIT, standing, now=NOW, answer=WaitsFor.INSURER, until=until) == {code}
    assert codes(Step.WAIT, standing, now=NOW, answer="", until=until) == {code, Code.WAITS_FOR_NEEDED}


def test_open_statuses_are_those_a_case_can_be_worked_or_closed_from() -> None:
    assert {status for status in Status if steps_from(status) != (Step.REOPEN,)} == set(OPEN)
