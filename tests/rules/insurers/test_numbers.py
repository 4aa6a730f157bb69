"""Policy numbers are recognised however they are written, and never inside a longer code."""

from datetime import datetime, time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.insurers.rules import (
    Hours,
    compile_pattern,
    find_numbers,
    hours_text,
    on_duty,
    pattern_objection,
    read_hours,
)

STAR, STORK, KERUEN, AMBER, ROSE = (UUID(int=number) for number in range(1, 6))
PATTERNS = [
    (STAR, compile_pattern("SZ-YYYY-NNNNNN")),
    (STORK, compile_pattern("ВН NNNNNNN")),
    (KERUEN, compile_pattern("ПОЛИС NNNNNNNNNN")),
    (AMBER, compile_pattern("LVC-NNN-NNNNN")),
    (ROSE, compile_pattern("RZ/NN/NNNNNN/YYYY")),
]


def numbers(text: str) -> list[str]:
    return [match.number for match in find_numbers(text, PATTERNS)]


@pytest.mark.parametrize(
    "text",
    [
        "SZ-2018-004512", "Полис SZ-2018-004512.", "полис sz 2018 004512", "SZ2018004512", "SZ—2018—004512",
        "№SZ-2018-004512, Иванов", "scan_SZ-2018-004512.pdf", "SZ2018004512_page1.jpg", "SZ-2018-\n004512",
        "sz-2O18-OO4512", "SZ - 2018 - 004512", "SZ/2018/004512", "полисSZ-2018-004512от 12.07", "SZ-2018-004512г.",
        "СЗ-2018-004512", "сз 2018 004512", "SZ-2018-004 512", "SZ\u00a02018\u2011004512", "(SZ-2018-004512)",
        "ＳＺ－２０１８－００４５１２",
    ],
)  # fmt: skip
def test_one_number_is_found_however_it_is_written(text: str) -> None:
    assert numbers(text) == ["SZ-2018-004512"]


@pytest.mark.parametrize(
    "text",
    [
        "XSZ-2018-004512", "SZ-2018-0045123", "SZ-2018-004512A", "ASZ2018004512", "12SZ-2018-004512", "SZ-2018-00451",
        "SZ-3018-004512", "SZ-2018", "+7 2018 004512", "SZ-2018-00451 о полисе", "SZ-2018-0045 12 человек",
        "GB82SZ2018004512345678",
    ],
)  # fmt: skip
def test_nothing_is_found_inside_longer_or_shorter_codes(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("BH 2604518", "ВН 2604518"), ("вн2604518", "ВН 2604518"), ("BН-2604518", "ВН 2604518"),
        ("VN 2604518", "ВН 2604518"), ("Полис № 0470012853", "ПОЛИС 0470012853"),
        ("polis 0470012853", "ПОЛИС 0470012853"),
        ("полис номер: 0470012853", "ПОЛИС 0470012853"), ("lvc 417 20933", "LVC-417-20933"),
        ("RZ/03/118204/2026", "RZ/03/118204/2026"), ("rz 03 118204 2026", "RZ/03/118204/2026"),
    ],
)  # fmt: skip
def test_other_patterns_are_found_in_their_printed_form(text: str, number: str) -> None:
    assert numbers(text) == [number]


def test_what_was_mended_is_told() -> None:
    plain, mended = find_numbers("SZ-2018-004512", PATTERNS), find_numbers("sz 2018 004512", PATTERNS)
    assert (plain[0].as_written, mended[0].as_written) == (True, False)


def test_two_insurers_with_like_patterns_both_come_back() -> None:
    alike = [(STAR, compile_pattern("AB-NNNNNN")), (ROSE, compile_pattern("АВ-NNNNNN"))]
    assert {match.insurer_id for match in find_numbers("AB-123456", alike)} == {STAR, ROSE}


@given(st.integers(1990, 2099), st.integers(0, 999_999), st.sampled_from("-–— /."), st.sampled_from(["SZ", "sz"]))
def test_every_number_is_found_with_any_separator(year: int, serial: int, separator: str, letters: str) -> None:
    text = separator.strip().join((letters, str(year), f"{serial:06}"))
    assert numbers(f"Номер: {text}, спасибо") == [f"SZ-{year}-{serial:06}"]


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    assert all(match.number for match in find_numbers(text, PATTERNS))


@pytest.mark.parametrize(("pattern", "code"), [("SZ!NNN", "pattern_unreadable"), ("", "pattern_unreadable"),
                                               ("NNN", "pattern_too_wide"), ("NNNNNN", "pattern_too_wide"),
                                               ("AB-NN", "pattern_too_wide")])  # fmt: skip
def test_a_pattern_that_would_match_anything_is_refused(pattern: str, code: str) -> None:
    objection = pattern_objection(pattern)
    assert objection is not None
    assert objection.code == code


def test_a_letter_of_the_number_that_is_also_a_sign_goes_in_quotes() -> None:
    quoted = [(STAR, compile_pattern('"BN"-NNNNNN'))]
    assert [match.number for match in find_numbers("bn 123456", quoted)] == ["BN-123456"]


def test_duty_at_night_runs_past_midnight() -> None:
    night = [Hours(4, time(19), time(9))]
    assert on_duty(night, datetime(2026, 7, 17, 23, 30))
    assert on_duty(night, datetime(2026, 7, 18, 8, 59))
    assert not on_duty(night, datetime(2026, 7, 18, 9, 0))


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 22)), max_size=6), st.sampled_from(["ru", "en"]))
def test_hours_in_words_are_read_back(stretches: set[tuple[int, int]], language: str) -> None:
    hours = sorted(
        (Hours(day, time(hour), time(hour + 1)) for day, hour in stretches), key=lambda one: (one.weekday, one.opens)
    )
    assert read_hours(hours_text(hours, language)) == hours
