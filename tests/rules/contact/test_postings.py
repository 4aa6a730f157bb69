"""What a telephone system posts is read, or the field at fault is named."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.contact.rules.calls import Direction, Signal
from pharos.contact.rules.postings import Posting, Wrong, read_posting

MOSCOW = ZoneInfo("Europe/Moscow")
GOOD = {
    "call": "1752793929.117",
    "kind": "ringing",
    "at": "2026-07-18T03:12:09+03:00",
    "direction": "in",
    "from": "8 (916) 555-42-18",
    "to": "+7 495 123-45-67",
    "extension": "101",
}


def read(body):
    return read_posting(body, zone=MOSCOW, region="RU")


def test_a_good_posting_is_read():
    posting = read(GOOD)
    assert isinstance(posting, Posting)
    assert posting.call == "1752793929.117"
    assert posting.event.at == datetime(2026, 7, 18, 0, 12, 9, tzinfo=UTC)
    assert posting.event.kind is Signal.RINGING
    assert posting.event.direction is Direction.INCOMING
    assert posting.event.from_number == "+79165554218"


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"call": ""}, "call", Wrong.MISSING),
        ({"call": "   "}, "call", Wrong.MISSING),
        ({"call": None}, "call", Wrong.MISSING),
        ({"call": "x" * 121}, "call", Wrong.TOO_LONG),
        ({"call": ["x"]}, "call", Wrong.NOT_TEXT),
        ({"call": True}, "call", Wrong.NOT_TEXT),
        ({"kind": "answer"}, "kind", Wrong.UNKNOWN_VALUE),
        ({"kind": {}}, "kind", Wrong.NOT_TEXT),
        ({"at": "yesterday"}, "at", Wrong.NOT_A_TIME),
        ({"at": "0001-01-01T00:00:00+14:00"}, "at", Wrong.NOT_A_TIME),
        ({"direction": "sideways"}, "direction", Wrong.UNKNOWN_VALUE),
        ({"from": ["+7"]}, "from", Wrong.NOT_TEXT),
        ({"to": "1\x002"}, "to", Wrong.CONTROL_CHARACTERS),
        ({"extension": "1" * 21}, "extension", Wrong.TOO_LONG),
    ],
)
def test_a_wrong_field_is_named(change, field, code):
    objection = read({**GOOD, **change})
    assert (objection.code, objection.facts["field"]) == (code, field)


@pytest.mark.parametrize("body", [[], "x", 7, None])
def test_a_body_that_is_no_object_is_refused(body):
    assert read(body).code == Wrong.NOT_AN_OBJECT


def test_numbers_in_json_are_taken_for_their_text():
    posting = read({**GOOD, "extension": 101, "from": 79165554218})
    assert posting.event.extension == "101"
    assert posting.event.from_number == "+79165554218"


def test_a_withheld_number_is_an_empty_one():
    assert read({**GOOD, "from": "anonymous"}).event.from_number == ""
    assert read({name: value for name, value in GOOD.items() if name != "from"}).event.from_number == ""


def test_a_time_without_zone_is_the_switchboards():
    assert read({**GOOD, "at": "2026-07-18T03:12:09"}).event == read(GOOD).event


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), JSON))
def test_whatever_is_posted_is_read_or_named(change):
    answer = read({**GOOD, **change})
    assert isinstance(answer, Posting) or answer.facts["field"] in GOOD
