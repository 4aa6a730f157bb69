"""Names are compared as they sound, so spelling and alphabet do not part them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.places.hearing import distance, ear_key, near_keys, one_script, other_layout, word_key
from pharos.places.rules import Standing, kilometres, standing

WORDS = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyz -'", max_size=20)


def ear(name: str) -> str:
    return ear_key(word_key(name))


@pytest.mark.parametrize(
    "names",
    [
        ("Хургада", "Hurghada", "Hurgada", "Хургода"), ("Шарм-эль-Шейх", "Sharm El Sheikh", "Шармаль шейх"),
        ("Джуба", "Juba"), ("Дакка", "Dhaka"), ("Пхукет", "Phuket"), ("Несебыр", "Nessebar"),
        ("Манагуа", "Managua", "Монагуа"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_sound_alike(names: tuple[str, ...]) -> None:
    assert len({ear(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), [("Хургарда", "Хургада"), ("Пукет", "Пхукет"), ("Бангког", "Бангкок")])
def test_one_slip_is_one_step_away(one: str, other: str) -> None:
    assert ear(one) in near_keys(ear(other))


@given(st.text(max_size=60))
def test_any_text_has_keys(text: str) -> None:
    key = word_key(text)
    assert word_key(key) == key
    assert ear_key(key) == ear_key(key.replace(" ", ""))


@given(WORDS, WORDS)
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert distance(one, other, 30) == distance(other, one, 30)
    assert (distance(one, other, 30) == 0) == (one == other)
    assert distance(one, other, 1) <= 2


@given(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=12))
def test_a_word_typed_in_the_other_layout_comes_back(word: str) -> None:
    assert other_layout(other_layout(word)) == word


def test_letters_of_two_alphabets_are_read_in_one() -> None:
    assert "хараре" in one_script(word_key("Харaре"))
    assert one_script("хараре") == []


def test_a_known_distance() -> None:
    assert round(kilometres(55.7558, 37.6173, 59.9343, 30.3351)) == pytest.approx(634, abs=2)


@pytest.mark.parametrize(
    ("verified", "agreeing", "contradicting", "expected"),
    [(True, 0, 3, Standing.VERIFIED), (False, 2, 0, Standing.TWO_AGREE), (False, 3, 1, Standing.DISPUTED),
     (False, 1, 0, Standing.ONE_SOURCE)],
)  # fmt: skip
def test_the_standing_of_a_number(*, verified: bool, agreeing: int, contradicting: int, expected: Standing) -> None:
    assert standing(verified=verified, agreeing=agreeing, contradicting=contradicting) is expected
