"""Case tags: proof of what a subject is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.mailroom.rules.tags import find_tags, make_tag, tagged

SECRET = b"secret of this installation"
NUMBER = "26-114207"
TAG = make_tag(NUMBER, SECRET)


@pytest.mark.parametrize(
    "subject",
    [
        f"Температура {TAG}",
        f"RE: {TAG} Температура",
        f"НА: ОТВ: Re[2]: Fwd: {TAG.upper()}",
        f"Re: {TAG.replace('·', '.')}",
        f"Re: {TAG.replace('·', '-')}",
        f"Re: {TAG.replace('·', '?')}",
        f"Re: {TAG.replace('·', ' · ')}",
        TAG[1:-1],
        TAG.translate(str.maketrans("acekmtxy", "асекмтху")),
        TAG.upper().translate(str.maketrans("ABCEHKMTX", "АВСЕНКМТХ")),
    ],
)
def test_a_tag_survives_what_happens_to_subjects(subject):
    assert find_tags(subject, SECRET).signed == (NUMBER,)


@pytest.mark.parametrize("subject", ["Дело 26-114207", "[26-114207·aaaaaa]", f"[26-114208·{TAG[-7:-1]}]", "26-114207"])
def test_a_number_without_our_signature_is_only_claimed(subject):
    tags = find_tags(subject, SECRET)
    assert tags.signed == ()
    assert len(tags.claimed) == 1


@pytest.mark.parametrize("subject", ["", "Полис SZ-2018-004512", "тел. 8-926-1142070", "2026-114207-3", "18-07-2026"])
def test_other_numbers_are_no_case_numbers(subject):
    assert find_tags(subject, SECRET) == find_tags("", SECRET)


def test_another_installations_tag_is_not_ours():
    assert find_tags(make_tag(NUMBER, b"other"), SECRET).signed == ()


def test_a_subject_is_tagged_once():
    once = tagged("Температура", NUMBER, SECRET)
    assert tagged(f"Re: {once}", NUMBER, SECRET) == f"Re: {once}"


@given(st.integers(0, 99), st.integers(100_000, 999_999_999))
def test_every_tag_is_recognised(year, count):
    number = f"{year:02}-{count:06}"
    assert find_tags(f"Re: x {make_tag(number, SECRET)}", SECRET).signed == (number,)


@given(st.text(max_size=200))
def test_any_subject_is_survived(subject):
    assert find_tags(subject, SECRET).signed == ()
