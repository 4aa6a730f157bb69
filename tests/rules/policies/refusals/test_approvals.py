"""Asking the insurer: when it must be asked, and what may become of a request."""

from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest

from pharos.policies.refusals.rules.approvals import (
    ANSWER_WITHIN,
    OPEN,
    TABLE,
    Asking,
    Refused,
    Step,
    Why,
    due,
    objections_to,
    why,
)
from tests.cast import NOW

ITEMS = {"inpatient": {"answer": "up_to"}, "evacuation": {"answer": "refer"}}
AUTHORITY = Decimal(5000)


@pytest.mark.parametrize(
    ("amount", "before", "expected"),
    [("5000", "0", None), ("5000.01", "0", Why.AUTHORITY), ("4000", "1000", None), ("4000", "1000.01", Why.AUTHORITY)],
)
def test_the_limit_itself_is_ours_and_a_cent_above_it_is_the_insurers(amount, before, expected):
    found = why(ITEMS, ("inpatient",), amount=Decimal(amount), before=Decimal(before), authority=AUTHORITY)
    assert found is expected


def test_what_the_wording_leaves_to_the_insurer_is_asked_at_any_amount():
    assert why(ITEMS, ("evacuation",), amount=Decimal(1), before=Decimal(0), authority=AUTHORITY) is Why.REFERRED


def test_without_a_limit_of_authority_nothing_is_asked_for_its_amount():
    assert why(ITEMS, ("inpatient",), amount=Decimal(10**6), before=Decimal(0), authority=None) is None


@pytest.mark.parametrize(("state", "step"), list(product(Asking, Step)))
def test_a_request_takes_exactly_the_steps_of_its_table(state, step):
    found = objections_to(step, state, amount=Decimal(1), note="as they wrote")
    assert (found == ()) is ((state, step) in TABLE)
    assert not found or found[0].code == Refused.NOT_NOW


def test_only_open_requests_can_be_left():
    assert {state for state, _step in TABLE} == set(OPEN)


def test_an_approval_names_an_amount_and_the_rest_what_was_written():
    assert objections_to(Step.APPROVE, Asking.SENT)[0].code == Refused.AMOUNT
    assert objections_to(Step.APPROVE, Asking.SENT, amount=Decimal(0))[0].code == Refused.AMOUNT
    assert objections_to(Step.REFUSE, Asking.SENT, note=" ")[0].code == Refused.NOTE_MISSING
    assert objections_to(Step.ASK, Asking.SENT)[0].code == Refused.NOTE_MISSING


def test_an_agreed_hour_goes_before_our_own():
    assert due(NOW, None) == NOW + ANSWER_WITHIN
    assert due(NOW, NOW + timedelta(hours=6)) == NOW + timedelta(hours=6)
