"""What wordings usually say of units, franchises and shares, on the small set of the document."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.policies import rulesets
from pharos.policies.cover.canonical import plain_of
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.checking.gate import checked
from pharos.policies.cover.deciding.money import Borne, Terms, Unit
from pharos.policies.cover.deciding.paying import most, paid
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.sets import Amount, Limit
from pharos.policies.cover.words import Reach, Step
from pharos.policies.cover.writing import set_text
from tests.rules.policies.cover import harbour

WALK = """
policy: {issued: 2026-05-02, born: 1950-03-01, sum_insured: 30000}
loss_date: 2026-08-10
facts: {activity: walking, alcohol: no, danger: none, toothache: yes}
"""
CAP = "    items: dental\n    amount: 200"
BORNE = "    amount: 50"


def pays(bills: str, *changes: tuple[str, str], used: str = "") -> list[str | None]:
    found = harbour.decided(f"{WALK}{used}bills: {bills}\n", *changes)
    return [found.money(one.pays) for one in found.settlements]


def cap(*lines: str) -> tuple[str, str]:
    return CAP, "    items: dental\n" + "\n".join(f"    {line}" for line in lines)


def borne(*lines: str) -> tuple[str, str]:
    return BORNE, "\n".join(f"    {line}" for line in lines)


DAILY = ("amount: 25", "per: day", "after: 2", "times: 10", "within: incident")


@pytest.mark.parametrize(
    ("days", "paid_"), [(1, "0.00"), (2, "0.00"), (3, "25.00"), (5, "75.00"), (12, "250.00"), (20, "250.00")]
)
def test_a_sum_a_day_from_the_third_day(days: int, paid_: str) -> None:
    assert pays(f"[{{item: dental, amount: 900 EUR, count: {days}}}]", cap(*DAILY)) == [paid_]


def test_days_are_counted_over_the_lines_of_a_bill_and_over_earlier_payments() -> None:
    lines = (
        "[{item: dental, amount: 100 EUR}, {item: dental, amount: 100 EUR, count: 2}, {item: dental, amount: 9 EUR}]"
    )
    assert pays(lines, cap(*DAILY)) == ["0.00", "25.00", "9.00"]
    earlier = "used: [{item: dental, amount: 225 EUR, within: %s, count: 11}]\n"
    bill = "[{item: dental, amount: 500 EUR, count: 4}]"
    assert pays(bill, cap(*DAILY), used=earlier % "incident") == ["25.00"]
    assert pays(bill, cap(*DAILY), used=earlier % "trip") == ["50.00"], "another stay is counted anew"


def test_no_more_units_are_paid_than_the_wording_allows_however_cheap_they_are() -> None:
    two = cap("amount: 100", "per: piece", "times: 2")
    teeth = "[{item: dental, amount: 150 EUR}, {item: dental, amount: 80 EUR}, {item: dental, amount: 90 EUR}]"
    assert pays(teeth, two) == ["100.00", "80.00", "0.00"]


def test_so_much_is_borne_of_every_day() -> None:
    bill = "[{item: inpatient, amount: 100 EUR, count: 3}, {item: inpatient, amount: 100 EUR, count: 3}]"
    assert pays(bill, borne("amount: 10", "per: day")) == ["70.00", "70.00"]
    assert pays(bill, borne("amount: 10", "per: day", "times: 4", "within: incident")) == ["70.00", "90.00"]


def test_a_conditional_franchise_is_passed_by_the_incident_and_not_by_the_line() -> None:
    franchise = borne("amount: 50", "franchise: conditional")
    assert pays("[{item: outpatient, amount: 50 EUR}]", franchise) == ["0.00"]
    assert pays("[{item: outpatient, amount: 51 EUR}]", franchise) == ["51.00"]
    assert pays("[{item: outpatient, amount: 31 EUR}, {item: inpatient, amount: 20 EUR}]", franchise) == [
        "0.00",
        "51.00",
    ]
    earlier = "used: [{item: outpatient, amount: 60 EUR, within: incident}]\n"
    assert pays("[{item: outpatient, amount: 5 EUR}]", franchise, used=earlier) == ["5.00"]


def test_a_share_of_the_first_so_much_is_of_the_incident() -> None:
    bill = "[{item: inpatient, amount: 4000 EUR}, {item: outpatient, amount: 4000 EUR}]"
    assert pays(bill, borne("percent: 20", "of_first: 5000")) == ["3200.00", "3800.00"]
    assert pays(bill, borne("percent: 20", "of_first: 5000", "per: line")) == ["3200.00", "3200.00"]
    earlier = "used: [{item: inpatient, amount: 800 EUR, within: incident, coinsured: 1000 EUR}]\n"
    assert pays(bill, borne("percent: 20", "of_first: 5000"), used=earlier) == ["3200.00", "4000.00"]


def test_a_share_has_a_least_and_a_most() -> None:
    bill = f"[{', '.join(f'{{item: outpatient, amount: {amount} EUR}}' for amount in (100, 100, 800))}]"
    assert pays(bill, borne("percent: 20", "at_least: 30")) == ["70.00", "90.00", "640.00"]
    assert pays(bill, borne("percent: 20", "at_most: 30")) == ["80.00", "90.00", "800.00"]


def test_two_deductibles_are_each_borne_to_their_end() -> None:
    other = "rows:\n  - {id: D2, part: benefits, clause: x, text: x, effect: deducts, items: medical, amount: 250}"
    bill = "[{item: outpatient, amount: 120 EUR}, {item: outpatient, amount: 1000 EUR}]"
    assert pays(bill, ("rows:\n", f"{other}\n")) == ["0.00", "820.00"]


def test_a_deductible_is_not_used_up_by_what_was_borne_for_other_items() -> None:
    earlier = "used: [{item: dental, amount: 20 EUR, within: incident, deducted: 50 EUR}]\n"
    assert pays("[{item: outpatient, amount: 100 EUR}]", used=earlier) == ["50.00"]


def test_a_limit_may_be_more_than_a_sum() -> None:
    assert harbour.answers(WALK, cap("amount: 150% of sum_insured"))["dental"]["amount"] == "30000.00"
    assert [one.code for one in harbour.faults(cap("amount: 1500% of sum_insured"))] == ["not_a_percentage"]


def test_a_step_that_nothing_takes_may_be_left_out_of_the_order() -> None:
    order = "order: [deductible, coinsurance, cap]"
    assert harbour.faults((order, "order: [deductible, cap]")) == []
    assert [one.code for one in harbour.faults((order, "order: [deductible]"))] == ["order_lacks"]
    assert [one.code for one in harbour.faults((order, "order: [cap, deductible]"), borne("percent: 10"))] == [
        "order_lacks"
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (cap("amount: 200", "after: 2"), "times_of_no_unit"),
        (cap("amount: 200", "within: trip"), "times_of_no_unit"),
        (cap("amount: 200", "per: day", "within: day"), "unknown_value"),
        (borne("amount: 50", "at_least: 5"), "of_first_without_percent"),
        (borne("percent: 10", "franchise: conditional"), "of_an_amount"),
        (borne("percent: 10", "per: day"), "of_an_amount"),
        (borne("amount: 50", "franchise: conditional", "per: day"), "of_an_amount"),
        (borne("percent: 10", "at_least: 50", "at_most: 5"), "bounds_in_wrong_order"),
        (borne("amount: 50", "franchise: sometimes"), "unknown_value"),
    ],
)
def test_columns_that_do_not_go_together_are_refused(change: tuple[str, str], code: str) -> None:
    assert [one.code for one in harbour.faults(change)] == [code]


def test_an_item_that_is_covered_in_any_case_says_so_while_a_deductible_is_unknown() -> None:
    case = WALK.replace(", born: 1950-03-01", "")
    outpatient = harbour.answers(case)["outpatient"]
    assert (outpatient["answer"], outpatient["ask"], outpatient["insured"]) == ("need_facts", ["age"], True)
    assert "insured" not in harbour.answers(case.replace(", alcohol: no", ""))["outpatient"]


AMOUNT = st.decimals(min_value=0, max_value=3000, places=2)
SOME = st.decimals(min_value=1, max_value=500, places=0)
BORNE_ONCE = st.one_of(
    st.builds(lambda amount: Borne(0, "incident", amount), SOME),
    st.builds(lambda amount: Borne(0, "incident", amount, conditional=True), SOME),
    st.builds(
        lambda percent, first, least, more: Borne(
            0,
            "incident",
            percent=percent,
            of_first=first,
            at_least=least,
            at_most=None if more is None else least + more,
        ),
        st.decimals(min_value=1, max_value=100, places=0),
        st.one_of(st.none(), SOME),
        SOME,
        st.one_of(st.none(), SOME),
    ),
)


@given(BORNE_ONCE, st.lists(AMOUNT, min_size=1, max_size=4), st.permutations(list(Step)))
def test_an_incident_pays_the_same_in_one_line_or_in_many(
    borne_: Borne, lines: list[Decimal], order: list[Step]
) -> None:
    whole = paid(sum(lines, Decimal(0)), 1, Terms(borne=(borne_,)), order)[0]
    terms, parts = Terms(borne=(borne_,)), Decimal(0)
    for line in lines:
        part, steps, terms = paid(line, 1, terms, order)
        parts += part
        assert all(before.after == after.before for before, after in pairwise(steps))
    assert parts == whole


@given(st.integers(1, 40), st.integers(0, 5), st.one_of(st.none(), st.integers(1, 10)))
def test_units_are_those_behind_the_first_and_before_the_end(count: int, after: int, times: int | None) -> None:
    listed = [unit for unit in range(1, count + 1) if unit > after and (times is None or unit <= after + times)]
    assert Unit("day", Decimal(1), times, after).payable(count) == len(listed)


@given(SOME, st.integers(1, 12), SOME, st.integers(1, 15), st.sampled_from(list(permutations(Step))))
def test_no_number_of_days_pays_more_than_the_most(
    daily: Decimal, times: int, borne_: Decimal, count: int, order: tuple[Step, ...]
) -> None:
    terms = Terms(daily * times, (Unit("day", daily, times),), (Borne(0, "day", borne_),))
    ceiling = most(terms, order)
    assert ceiling is not None
    assert paid(Decimal(10) ** 9, count, terms, order)[0] <= ceiling


def test_a_column_that_came_later_changes_no_hash_until_it_says_something() -> None:
    older = Limit(amount=Amount(Decimal(25)), per="day", times=10)
    assert sorted(plain_of(older)) == ["amount", "per", "shared", "times"]
    assert plain_of(replace(older, after=2))["after"] == 2
    assert plain_of(replace(older, within=Reach.INCIDENT))["within"] == "incident"


COUNTRY = (
    "  alcohol: catalogue\n",
    "  alcohol: catalogue\n  country: catalogue\n  inside: {type: yes_no, within: [country, policy.countries]}\n",
)
ABROAD = ("    when: {alcohol: yes}", "    when: {inside: no}")


@pytest.mark.parametrize(("country", "answer"), [("EG", "up_to"), ("TR", "refuse"), ("unknown", "need_facts")])
def test_a_territory_is_compared_with_the_countries_of_the_policy(country: str, answer: str) -> None:
    case = WALK.replace("issued:", "countries: [EG, US], issued:").replace("alcohol: no", f"country: {country}")
    assert harbour.answers(case, COUNTRY, ABROAD)["dental"]["answer"] == answer


def test_a_country_is_written_by_its_code() -> None:
    assert [
        one.code for one in harbour.faults(COUNTRY, ("    when: {alcohol: yes}", "    when: {country: Egypt}"))
    ] == ["unknown_value"]
    found = rulesets.from_text(harbour.changed(COUNTRY, ABROAD)).engine
    assert rulesets.from_text(set_text(found.rules)).engine.hash == found.hash


def test_what_holds_for_a_whole_table_is_said_once() -> None:
    lines = "rows: [{activity: walking, dental: 90}, {activity: not walking, dental: 80}]"
    head = "id: T, part: benefits, clause: t, text: t, effect: caps, when: {alcohol: no}"
    table = f"\ntables:\n  - {{{head}, {lines}}}\narrange_now:"
    said = ("\narrange_now:", table)
    assert harbour.answers(WALK, said)["dental"]["amount"] == "90.00"
    assert harbour.answers(WALK.replace("walking", "sailing"), said)["dental"]["amount"] == "80.00"
    twice = ("\narrange_now:", table.replace("{activity: walking,", "{alcohol: no, activity: walking,"))
    assert [one.code for one in harbour.faults(twice)] == ["said_twice"]


def test_a_fault_in_a_situation_names_it_and_its_line() -> None:
    with pytest.raises(Faulty) as refused:
        rulesets.from_text(harbour.changed(("    title: A guest falls ill on a walk", "    titel: A guest falls ill")))
    (fault,) = refused.value.faults
    assert (fault.code, fault.row, fault.column) == ("unknown_column", "ill", "titel")
    assert fault.line is not None


def test_a_text_with_a_comma_in_braces_is_told_so() -> None:
    broken = (
        "    policy: {issued: 2026-05-02, options: {diving: no}}",
        "    policy: {issued: 2026-05-02, as told, options: {}}",
    )
    found = rulesets.from_text(harbour.changed(broken))
    (tried_,) = (one for one in checked(found.engine, found.situations, catalogue()).situations if not one.green)
    assert {one.code for one in tried_.faults} == {"unknown_column_of_comma"}
    assert {one.column for one in tried_.faults} == {"policy.as told"}


def test_limits_may_differ_by_the_currency_of_the_policy() -> None:
    fact = "  of_money: {type: choice, values: [eur, usd], policy: currency}\n"
    lines = "rows: [{of_money: eur, dental: 90}, {of_money: usd, dental: 120}]"
    table = f"\ntables:\n  - {{id: T, part: benefits, clause: t, text: t, effect: caps, {lines}}}\narrange_now:"
    changes = (
        ("currency: EUR", "currency: policy"),
        ("  alcohol: catalogue\n", f"  alcohol: catalogue\n{fact}"),
        ("\narrange_now:", table),
    )
    for currency, amount in (("EUR", "90.00"), ("USD", "120.00")):
        case = WALK.replace("issued:", f"currency: {currency}, issued:")
        assert harbour.answers(case, *changes)["dental"]["amount"] == amount
