"""Exact money: what is left, what a bill pays, in which order, and how it is rounded."""

from decimal import Decimal
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.policies.cover.deciding.money import Borne, Terms, rounded
from pharos.policies.cover.deciding.paying import most, paid
from pharos.policies.cover.words import Rounding, Step
from tests.rules.policies.cover import harbour

WALK = """
policy: {issued: 2026-05-02, born: 1986-03-01, sum_insured: 30000}
loss_date: 2026-08-10
facts: {activity: walking, alcohol: no, danger: none, toothache: yes}
"""
OLD = WALK.replace("1986", "1950")


def pays(bills: str, case: str = WALK, *changes: tuple[str, str]) -> list[str | None]:
    found = harbour.decided(f"{case}bills: {bills}\n", *changes)
    return [found.money(one.pays) for one in found.settlements]


def test_a_deductible_before_the_cap_pays_more_than_after_it() -> None:
    order = ("order: [deductible, coinsurance, cap]", "order: [cap, deductible, coinsurance]")
    sub_limit = ("    items: dental\n    amount: 200", "    items: outpatient\n    amount: 200")
    bill = "[{item: outpatient, amount: 240 EUR}]"
    assert pays(bill, OLD, sub_limit) == ["190.00"]
    assert pays(bill, OLD, sub_limit, order) == ["150.00"]


def test_the_most_that_can_be_paid_follows_the_order() -> None:
    terms = Terms(Decimal(500), borne=(Borne(0, "incident", Decimal(50)),))
    assert most(terms, (Step.DEDUCTIBLE, Step.COINSURANCE, Step.CAP)) == 500
    assert most(terms, (Step.CAP, Step.DEDUCTIBLE, Step.COINSURANCE)) == 450


def test_a_deductible_of_an_incident_is_borne_once() -> None:
    bills = (
        "[{item: outpatient, amount: 30 EUR}, {item: outpatient, amount: 100 EUR}, {item: inpatient, amount: 10 EUR}]"
    )
    assert pays(bills, OLD) == ["0.00", "80.00", "10.00"]


def test_what_was_borne_before_is_not_borne_again() -> None:
    earlier = "used: [{item: outpatient, amount: 20 EUR, within: incident, deducted: 50 EUR}]\n"
    assert pays("[{item: outpatient, amount: 30 EUR}]", OLD + earlier) == ["30.00"]


def test_a_joint_cap_is_shared_and_a_sub_limit_stands_inside_it() -> None:
    used = "used: [{item: inpatient, amount: 29900 EUR, within: policy}]\n"
    answers = harbour.answers(WALK + used)
    assert answers["dental"]["amount"] == "100.00"
    assert answers["outpatient"]["amount"] == "100.00"
    bills = "[{item: outpatient, amount: 60 EUR}, {item: dental, amount: 90 EUR}]"
    assert pays(bills, WALK + used) == ["60.00", "40.00"]


def test_a_limit_that_is_used_up_is_no_refusal() -> None:
    used = "used: [{item: dental, amount: 200 EUR, within: policy}]\n"
    dental = harbour.answers(WALK + used)["dental"]
    assert (dental["answer"], dental["amount"], dental["exhausted"]) == ("up_to", "0.00", True)


@pytest.mark.parametrize(
    ("within", "per", "left"),
    [
        ("policy", "policy", "140.00"),
        ("policy", "trip", "200.00"),
        ("trip", "trip", "140.00"),
        ("trip", "incident", "200.00"),
        ("incident", "incident", "140.00"),
        ("", "incident", "140.00"),
    ],
)
def test_an_earlier_payment_counts_within_its_reach_and_everywhere_if_it_does_not_say(
    within: str, per: str, left: str
) -> None:
    used = f"used: [{{item: dental, amount: 60 EUR, within: {within or '~'}}}]\n".replace(", within: ~", "")
    answers = harbour.answers(WALK + used, ("    amount: 200", f"    amount: 200\n    per: {per}"))
    assert answers["dental"]["amount"] == left


def test_an_item_that_waits_for_the_sum_cites_the_cap_that_waits() -> None:
    found = harbour.answers(WALK.replace(", sum_insured: 30000", ""))
    assert (found["inpatient"]["ask"], found["inpatient"]["clauses"]) == (["sum_insured"], ["1.3"])
    assert (found["dental"]["answer"], found["dental"]["amount"]) == ("up_to", "200.00")


def test_a_unit_cap_counts_the_units_of_a_line() -> None:
    visit = ("    amount: 200", "    amount: 70\n    per: visit\n    times: 2")
    bills = "[{item: dental, amount: 100 EUR}, {item: dental, amount: 200 EUR, count: 2}]"
    assert harbour.answers(WALK, visit)["dental"]["amount"] == "140.00"
    assert pays(bills, WALK, visit) == ["70.00", "70.00"]


def test_a_bill_in_other_money_waits_for_the_rate_of_the_right_day() -> None:
    source = ("authority: 5000", "authority: 5000\nexchange: {date: expense, source: central bank}")
    bill = (
        "[{item: outpatient, amount: 10000 THB, date: 2026-08-11, rate: 0.0263331, rate_date: %s, rate_source: bank}]"
    )
    assert pays(bill % "2026-08-11", WALK, source) == ["263.33"]
    assert pays(bill % "2026-08-12", WALK, source) == [None]
    waiting = harbour.decided(WALK + "bills: [{item: outpatient, amount: 10 THB, date: 2026-08-11}]\n", source)
    assert str(waiting.settlements[0].needs_rate_of) == "2026-08-11"


def test_a_refused_item_pays_nothing_and_an_open_one_is_not_reckoned() -> None:
    drunk = WALK.replace("alcohol: no", "alcohol: yes")
    asked = WALK.replace(", alcohol: no", "")
    assert pays("[{item: outpatient, amount: 10 EUR}]", drunk) == ["0.00"]
    assert pays("[{item: outpatient, amount: 10 EUR}]", asked) == [None]


def test_above_the_authority_limit_the_insurer_is_asked() -> None:
    bills = "bills: [{item: inpatient, amount: 4990 EUR}, {item: outpatient, amount: %s EUR}]\n"
    assert harbour.answers(WALK + bills % "10")["inpatient"]["over_authority"] is False
    assert harbour.answers(WALK + bills % "10.01")["inpatient"]["over_authority"] is True


@pytest.mark.parametrize(
    ("amount", "currency", "rule", "result"),
    [
        ("2.345", "EUR", Rounding.HALF_UP, "2.35"),
        ("2.345", "EUR", Rounding.HALF_EVEN, "2.34"),
        ("2.349", "EUR", Rounding.DOWN, "2.34"),
        ("2.5", "JPY", Rounding.HALF_UP, "3"),
        ("2.3456", "KWD", Rounding.HALF_UP, "2.346"),
    ],
)
def test_rounding_follows_the_rule_and_the_currency(amount: str, currency: str, rule: Rounding, result: str) -> None:
    assert rounded(Decimal(amount), currency, rule) == Decimal(result)


AMOUNT = st.decimals(min_value=0, max_value=10_000, places=2)


@given(AMOUNT, AMOUNT, AMOUNT, st.integers(0, 100), st.permutations(list(Step)))
def test_a_line_never_pays_more_than_it_costs_or_than_can_be_paid(
    bill: Decimal, limit: Decimal, deductible: Decimal, percent: int, order: list[Step]
) -> None:
    borne = (Borne(0, "incident", deductible), Borne(1, "incident", percent=Decimal(percent)))
    terms = Terms(limit, borne=borne)
    pays_now, steps, left = paid(bill, 1, terms, order)
    ceiling = most(terms, order)
    assert ceiling is not None
    assert 0 <= pays_now <= min(bill, ceiling)
    for before, after in pairwise(steps):
        assert before.after == after.before
    assert left.borne[0].amount <= deductible


def test_the_order_matters_and_every_order_is_known() -> None:
    terms = Terms(Decimal(100), borne=(Borne(0, "line", Decimal(30)), Borne(1, "line", percent=Decimal(50))))
    results = {order: paid(Decimal(200), 1, terms, order)[0] for order in permutations(Step)}
    assert results[(Step.DEDUCTIBLE, Step.COINSURANCE, Step.CAP)] == 85
    assert results[(Step.CAP, Step.DEDUCTIBLE, Step.COINSURANCE)] == 35
    assert results[(Step.COINSURANCE, Step.DEDUCTIBLE, Step.CAP)] == 70
    assert len(results) == 6
