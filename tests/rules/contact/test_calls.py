"""A call is read off the set of its events: repeats and order are harmless."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.contact.rules.calls import CallEvent, CallState, Direction, Signal, read_call, seconds_talked, silenced
from tests.cast import NOW


def event(kind, seconds=0, extension="101", direction=Direction.INCOMING):
    return CallEvent(
        at=NOW + timedelta(seconds=seconds),
        kind=kind,
        direction=direction,
        from_number="+79165554218",
        to_number="+74951234567",
        extension=extension,
    )


RING, ANSWER, END = event(Signal.RINGING), event(Signal.ANSWERED, 7), event(Signal.HUNG_UP, 130)


@pytest.mark.parametrize("order", list(permutations((RING, ANSWER, END))))
def test_three_events_make_one_finished_call_in_any_order(order):
    reading = read_call(order)
    assert reading.state is CallState.ENDED
    assert (reading.rang_at, reading.answered_at, reading.ended_at) == (RING.at, ANSWER.at, END.at)
    assert reading.ringing == ()
    assert seconds_talked(reading) == 123


@given(st.lists(st.sampled_from((RING, ANSWER, END)), min_size=1, max_size=12))
def test_repeats_change_nothing(events):
    assert read_call(events) == read_call(set(events))


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([RING], CallState.RINGING),
        ([ANSWER], CallState.TALKING),
        ([RING, ANSWER], CallState.TALKING),
        ([RING, END], CallState.MISSED),
        ([END], CallState.MISSED),
        ([ANSWER, END], CallState.ENDED),
        ([event(Signal.HUNG_UP, direction=Direction.OUTGOING)], CallState.UNANSWERED),
    ],
)
def test_a_state_follows_from_what_is_known_so_far(events, state):
    assert read_call(events).state is state


def test_a_group_rings_everywhere_until_one_answers():
    group = [event(Signal.RINGING, extension=extension) for extension in ("101", "102", "103")]
    assert read_call(group).ringing == ("101", "102", "103")
    answered = read_call([*group, event(Signal.ANSWERED, 5, "102")])
    assert answered.ringing == ()
    assert answered.extension == "102"


def test_a_transferred_call_belongs_to_who_answered_last():
    moved = [RING, ANSWER, event(Signal.ANSWERED, 60, "105")]
    for order in permutations(moved):
        assert read_call(order).extension == "105"
        assert read_call(order).answered_at == ANSWER.at


def test_a_skewed_clock_never_gives_a_negative_length():
    assert seconds_talked(read_call([event(Signal.ANSWERED, 60), event(Signal.HUNG_UP, 0)])) == 0


def test_a_call_that_rings_too_long_is_taken_for_missed():
    assert silenced(read_call([RING])).state is CallState.MISSED
    assert silenced(read_call([RING, ANSWER])).state is CallState.TALKING


def test_no_events_are_no_call():
    with pytest.raises(ValueError, match="at least one"):
        read_call([])
