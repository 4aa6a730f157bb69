"""From what the register has and people say to a case: nothing is guessed, what cannot be read is left out and said."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from pharos.policies import rulesets
from pharos.policies.cover.cases import Case, State
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.reading.cases import read_case
from pharos.policies.cover.words import Source
from pharos.policies.rules.desk.composing import composed, named
from pharos.policies.rules.desk.knowing import Around, Heard, Registered, Said, standing

STAR = rulesets.named("northern-star").engine
POLICY = Registered(
    number="SZ-1",
    insurer="SZ",
    programme="Б «Стандарт»",
    issued=date(2026, 6, 1),
    first=date(2026, 7, 10),
    last=date(2026, 7, 30),
    born=date(1986, 3, 1),
    sum_insured=Decimal(30_000),
    currency="EUR",
    options={"diving": False},
    countries=("EG",),
)


def said(fact: str, value: str, source: Source = Source.TRAVELLER, **more: Any) -> Said:
    told: dict[str, Any] = {"version": 1, "told_at": datetime(2026, 7, 18, tzinfo=UTC), "told_by": "staff:1"}
    return Said(id=uuid4(), inquiry=uuid4(), fact=fact, value=value, source=source, **(told | more))


def case_of(
    *told: Said, registered: Registered | None = POLICY, around: Around | None = None
) -> tuple[Case, list[str]]:
    made = composed(STAR.rules, registered, around or Around(), told)
    return read_case(made.text, STAR.rules, catalogue()), [one.code for one in made.remarks]


def known(case: Case, fact: str) -> object:
    return case.facts[fact].value if case.facts[fact].state is State.KNOWN else case.facts[fact].state


@pytest.mark.parametrize("word", ["b", "B", "Б", "Б «Стандарт»", "б стандарт", "B standard"])
def test_an_insurers_word_for_a_programme_is_understood(word: str) -> None:
    kind = STAR.rules.fact("programme")
    assert kind
    assert named(word, kind) == "b"


@pytest.mark.parametrize("word", ["Премьер", "стандарт", "минимум премиум", ""])
def test_a_programme_nobody_knows_is_not_guessed(word: str) -> None:
    kind = STAR.rules.fact("programme")
    assert kind
    assert named(word, kind) is None


def test_the_register_tells_what_it_has() -> None:
    case, remarks = case_of(said("loss_date", "2026-07-17"))
    assert (known(case, "programme"), known(case, "sum_insured")) == ("b", Decimal(30_000))
    assert (known(case, "option_diving"), known(case, "age")) == (False, 40)
    assert known(case, "option_sport") is State.UNKNOWN
    assert remarks == []


def test_a_country_is_held_against_those_of_the_policy_only_where_both_are_known() -> None:
    assert known(case_of(around=Around(country="EG"))[0], "in_territory") is True
    assert known(case_of(around=Around(country="TR"))[0], "in_territory") is False
    assert known(case_of()[0], "in_territory") is State.UNKNOWN
    world = Registered(issued=date(2026, 6, 1), currency="EUR")
    assert known(case_of(registered=world, around=Around(country="EG"))[0], "in_territory") is State.UNKNOWN


@pytest.mark.parametrize(
    ("registered", "remark", "fact"),
    [
        (Registered(programme="Премьер"), "unknown_to_set", "programme"),
        (Registered(sum_insured=Decimal(100), currency="EUR"), "out_of_bounds", "sum_insured"),
        (Registered(sum_insured=Decimal(30_000), currency="USD"), "other_currency", "sum_insured"),
    ],
)
def test_what_the_set_cannot_read_is_left_out_and_said(registered: Registered, remark: str, fact: str) -> None:
    case, remarks = case_of(registered=registered)
    assert remarks == [remark]
    assert known(case, fact) is State.UNKNOWN


def test_a_telling_that_fits_no_answer_of_this_set_stops_nothing() -> None:
    case, remarks = case_of(said("activity", "chess"), said("depth_m", "25"), said("fact_of_another_set", "yes"))
    assert remarks == ["unreadable"]
    assert (known(case, "activity"), known(case, "depth_m")) == (State.UNKNOWN, Decimal(25))


def test_what_another_room_heard_counts_until_the_same_source_says_otherwise() -> None:
    heard = Around(heard=(Heard("danger", "life", Source.OPERATOR),))
    assert known(case_of(around=heard)[0], "danger") == "life"
    assert known(case_of(said("danger", "pain", Source.OPERATOR), around=heard)[0], "danger") == "pain"
    assert known(case_of(said("danger", "pain"), around=heard)[0], "danger") is State.DISPUTED


def test_a_birth_date_of_the_case_counts_where_the_policy_insures_several() -> None:
    several = Registered(issued=date(2026, 6, 1), currency="EUR")
    told = said("loss_date", "2026-07-17")
    assert known(case_of(told, registered=several)[0], "age") is State.UNKNOWN
    assert known(case_of(told, registered=several, around=Around(born=date(1950, 1, 1)))[0], "age") == 76


def test_a_picked_word_of_the_register_falls_when_the_register_says_something_else() -> None:
    told = (said("option_diving", "yes"), said("option_diving", "no", Source.REGISTER, picked="staff:1"))
    assert known(case_of(*told)[0], "option_diving") is False
    assert known(case_of(*told, registered=Registered(options={"diving": True}))[0], "option_diving") is True


def test_days_told_differently_are_not_known() -> None:
    case, _remarks = case_of(said("loss_date", "2026-07-17"), said("loss_date", "2026-07-16", Source.CLINIC))
    assert case.loss_date is None
    assert known(case, "age") is State.UNKNOWN


def test_the_case_is_written_the_same_whatever_the_order_of_telling() -> None:
    told = [said("depth_m", "25"), said("activity", "diving"), said("supervised", "unknown")]
    texts = {composed(STAR.rules, POLICY, Around(country="EG"), tuple(order)).text for order in (told, told[::-1])}
    assert len(texts) == 1
    assert json.loads(texts.pop())["facts"]["supervised"] == [{"source": "traveller", "value": "unknown"}]


def test_of_what_was_told_counts_what_is_neither_taken_back_nor_told_anew() -> None:
    first = said("depth_m", "25")
    anew = said("depth_m", "18", replaces=first.id)
    back = said("depth_m", "18", replaces=first.id, taken_back=True)
    assert [one.value for one in standing((first, anew))] == ["18"]
    assert [one.value for one in standing((first, back))] == ["25"]
