"""Damaged letters: the reader is not surprised, and what it gives can be stored."""

import dataclasses
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pharos.mailroom.parsing import DEFAULT_LIMITS, ParseFailed, parse_letter
from pharos.mailroom.parsing.letter import read_letter
from tests.poison import SEEDS, poison

SEALED_AS_SENT = ("original_name", "content_id", "html")


def _read(content):
    """Read without the net that turns surprises into quarantine."""
    try:
        parsed = read_letter(content, None, DEFAULT_LIMITS)
    except ParseFailed:
        return None
    _storable(parsed)
    return parsed


def _storable(value):
    """Text that PostgreSQL takes, all the way down."""
    if isinstance(value, str):
        value.encode("utf-8")
        assert "\x00" not in value
    elif isinstance(value, tuple):
        for item in value:
            _storable(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in SEALED_AS_SENT:
                _storable(getattr(value, field.name))
    else:
        assert value is None or isinstance(value, (bool, int, bytes, datetime))


def test_three_thousand_damaged_letters_hold_no_surprise():
    read = [_read(content) for content in poison(seed=2026, count=3_000)]
    assert sum(parsed is not None for parsed in read) > 2_500


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_survived(content):
    _read(content)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_a_letter_cut_anywhere_is_survived(content, data):
    _read(content[: data.draw(st.integers(0, len(content)))])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.from_regex(r"[A-Za-z-]{1,20}", fullmatch=True), st.text(max_size=80)), max_size=8),
    st.text(max_size=300),
)
def test_any_headers_and_any_text_are_survived(headers, body):
    lines = "".join(f"{name}: {value}\n" for name, value in [("From", "a@b.example"), *headers])
    _read((lines + "\n" + body).encode("utf-8", "replace"))


def test_a_surprise_becomes_a_reason():
    class Trap(bytes):
        def strip(self, *_):
            raise KeyError

    with pytest.raises(ParseFailed) as failed:
        parse_letter(Trap(b"From: x"))
    assert (failed.value.code, failed.value.detail) == ("unexpected", "KeyError")
