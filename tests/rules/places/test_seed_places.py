"""The places of the company's own account, and how each must be taken: straight, with a question, or as a conflict."""

import pytest

from pharos.places.countries import withdrawn
from pharos.places.resolving import answer
from pharos.places.rules import Doubt


@pytest.mark.parametrize(
    ("said", "name", "country"),
    [
        ("г.Дакка (Бангладеш)", "Dhaka", "BD"),
        ("г. Манагуа (Никарагуа)", "Managua", "NI"),
        ("Шантарские острова (Россия)", "Shantar Islands", "RU"),
        ("г. Браззавиль (Конго)", "Brazzaville", "CG"),  # the town decides which Congo
        ("Киншаса, Конго", "Kinshasa", "CD"),
        ("Калининград", "Kaliningrad", "RU"),
    ],
)
def test_a_town_with_its_country_is_taken_straight(said: str, name: str, country: str) -> None:
    found = answer(said, language="ru")
    first = found.candidates[0]
    assert (first.name_en, first.country) == (name, country)
    assert not found.ask, found.asks


def test_juba_said_to_be_in_sudan_is_the_town_of_south_sudan_and_a_conflict() -> None:
    for said in ("г.Джуба (Судан)", "Джуба, Судан", "Juba (Sudan)"):
        found = answer(said, language="ru")
        first = found.candidates[0]
        assert (first.name_en, first.country) == ("Juba", "SS")
        assert Doubt.OTHER_COUNTRY in found.asks


def test_congo_alone_is_a_question_between_the_two() -> None:
    found = answer("Конго", language="ru")
    assert {one.country for one in found.candidates[:2]} == {"CG", "CD"}
    assert Doubt.WHICH_COUNTRY in found.asks


def test_the_netherlands_antilles_are_no_more_and_their_three_successors_are_offered_without_aruba() -> None:
    found = answer("Нидерландские Антильские острова", language="ru")
    assert [one.country for one in found.candidates[:3]] == ["CW", "SX", "BQ"]
    assert "AW" not in {one.country for one in found.candidates}
    assert Doubt.COUNTRY_GONE in found.asks
    assert str(withdrawn()["AN"].until) == "2010-12-15"


def test_the_shantar_islands_lie_where_the_public_list_of_codes_has_them() -> None:
    first = answer("Шантарские острова", language="ru").candidates[0]
    assert first.latitude == pytest.approx(54.8, abs=0.4)
    assert first.longitude == pytest.approx(137.6, abs=0.6)


@pytest.mark.parametrize(
    ("said", "country"),
    [
        ("Сейшелы", "SC"), ("Вьетнам", "VN"), ("Китай", "CN"), ("Шри-Ланка", "LK"), ("Иран", "IR"),
        ("Зимбабве", "ZW"), ("Бахрейн", "BH"), ("Болгария", "BG"), ("Египет", "EG"), ("Турция", "TR"),
        ("Бангладеш", "BD"), ("Никарагуа", "NI"), ("Россия", "RU"), ("Судан", "SD"),
    ],
)  # fmt: skip
def test_a_country_of_the_account_is_taken_straight(said: str, country: str) -> None:
    found = answer(said, language="ru")
    assert (found.candidates[0].country, found.candidates[0].kind) == (country, "country")
    assert not found.ask


def test_tunis_is_the_country_and_the_capital_of_its_name_is_offered_beside_it() -> None:
    found = answer("Тунис", language="ru")
    assert [(one.country, one.kind) for one in found.candidates[:2]] == [("TN", "country"), ("TN", "town")]
