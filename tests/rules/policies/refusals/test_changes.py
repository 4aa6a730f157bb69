"""What a newer decision changes of a refusal."""

from hypothesis import given
from hypothesis import strategies as st

from pharos.policies.refusals.rules.changes import Changed, Effect, FactChange, changed, effect_of, fact_changes

REFUSED = {"answer": "refuse", "clauses": ["4.1.10"], "amount": None, "currency": None}
ITEMS = ("outpatient", "evacuation")
BEFORE = dict.fromkeys(ITEMS, REFUSED)


def test_the_same_answer_by_the_same_clauses_changes_nothing():
    again = {item: {**REFUSED, "ask": []} for item in (*ITEMS, "dental")}
    assert changed(ITEMS, BEFORE, again) == ()
    assert effect_of(()) is None


def test_an_item_that_is_covered_now_changes_the_outcome():
    now = {**BEFORE, "outpatient": {"answer": "up_to", "clauses": ["6.2"], "amount": "30000.00", "currency": "EUR"}}
    found = changed(ITEMS, BEFORE, now)
    assert found == (Changed("outpatient", ("4.1.10",), "up_to", ("6.2",), "30000.00", "EUR"),)
    assert effect_of(found) is Effect.OUTCOME


def test_other_clauses_change_the_reasons_alone():
    now = {item: {**REFUSED, "clauses": ["6.2"]} for item in ITEMS}
    assert effect_of(changed(ITEMS, BEFORE, now)) is Effect.REASONS


def test_the_order_of_clauses_is_no_change():
    then = {"outpatient": {"answer": "refuse", "clauses": ["4.1.10", "6.2"]}}
    now = {"outpatient": {"answer": "refuse", "clauses": ["6.2", "4.1.10"]}}
    assert changed(("outpatient",), then, now) == ()


def test_an_item_the_newer_decision_does_not_know_is_not_refused_any_more():
    (found,) = changed(("outpatient",), BEFORE, {})
    assert (found.after, found.effect) == ("", Effect.OUTCOME)


ANSWERS = st.fixed_dictionaries(
    {
        "answer": st.sampled_from(["cover", "up_to", "refuse", "need_facts", "refer"]),
        "clauses": st.lists(st.sampled_from(["1", "2"]), unique=True),
    }
)


@given(st.dictionaries(st.sampled_from(ITEMS), ANSWERS))
def test_whatever_is_not_refused_now_is_always_found(now):
    lost = {item for item in ITEMS if now.get(item, {}).get("answer") != "refuse"}
    found = changed(ITEMS, BEFORE, now)
    assert {one.item for one in found if one.effect is Effect.OUTCOME} == lost
    assert (effect_of(found) is Effect.OUTCOME) is bool(lost)


def test_facts_that_differ_are_named_with_both_values():
    before = [{"fact": "option_diving", "value": "no"}, {"fact": "depth_m", "value": "25"}]
    now = [
        {"fact": "option_diving", "value": "yes"},
        {"fact": "depth_m", "value": "25"},
        {"fact": "age", "value": None},
    ]
    assert fact_changes(before, now) == (FactChange("option_diving", "no", "yes"),)
    assert fact_changes(before, []) == (FactChange("option_diving", "no", ""), FactChange("depth_m", "25", ""))
