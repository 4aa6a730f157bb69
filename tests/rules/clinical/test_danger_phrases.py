"""Words of danger are seen, and what is denied is not taken for danger."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.clinical.api import danger_codes, spot_danger

BOOK = tomllib.loads((Path(__file__).parents[2] / "rulebook" / "danger_phrases.toml").read_text(encoding="utf-8"))
DANGERS = [(code, text) for code, texts in BOOK["danger"].items() for text in texts]
CALM = BOOK["calm"]["texts"]
PLAIN = st.sampled_from(["Здравствуйте.", "Мы в отеле.", "Номер комнаты 214.", "Полис прилагаю.", "Please call back."])
FEW = st.lists(PLAIN, max_size=4)


@pytest.mark.parametrize(("code", "text"), DANGERS, ids=[text for _, text in DANGERS])
def test_danger_is_seen(code: str, text: str) -> None:
    assert code in spot_danger(text)


@pytest.mark.parametrize("text", CALM)
def test_no_danger_is_seen_where_there_is_none(text: str) -> None:
    assert spot_danger(text) == []


def test_the_book_has_enough_sentences_of_both_kinds() -> None:
    assert len(DANGERS) >= 120
    assert len(CALM) >= 60


@given(
    st.sampled_from(DANGERS),
    st.lists(PLAIN, max_size=4),
    st.lists(PLAIN, max_size=4),
    st.sampled_from([str, str.upper]),
)
def test_danger_is_seen_wherever_it_stands_and_however_it_is_cased(
    danger: tuple[str, str], before: list[str], after: list[str], said: Callable[[str], str]
) -> None:
    code, text = danger
    letter = "\n\n".join([*before, text if text[-1] in ".!?" else f"{text}.", *after])
    assert code in spot_danger(said(letter))


@given(st.lists(st.sampled_from(CALM), min_size=1, max_size=6))
def test_calm_sentences_stay_calm_together(texts: list[str]) -> None:
    assert spot_danger("\n\n".join(texts)) == []


@given(st.lists(st.sampled_from(CALM), max_size=3), st.sampled_from(DANGERS))
def test_a_denial_elsewhere_never_hides_a_danger(calm: list[str], danger: tuple[str, str]) -> None:
    code, text = danger
    assert code in spot_danger("\n\n".join([*calm, text]))


@given(st.text(max_size=400))
def test_any_text_is_taken(text: str) -> None:
    codes = spot_danger(text)
    assert set(codes) <= set(danger_codes())
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("noun", ["болей в груди", "судорог", "кровотечения", "одышки", "потери сознания", "удушья"])
@pytest.mark.parametrize("frame", ["{} нет", "нет {}", "без {}", "{} не было", "не было {}", "{} не отмечается",
                                   "жалоб на кашель и {} нет"])  # fmt: skip
def test_every_way_to_deny_is_understood(noun: str, frame: str) -> None:
    assert spot_danger(frame.format(noun)) == []
