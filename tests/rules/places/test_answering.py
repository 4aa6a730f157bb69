"""A sentence leads to places with reasons, and to the questions a careful person would ask."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pharos.places.countries import countries, withdrawn
from pharos.places.hearing import asked_ears, bent, rooted_ears, word_key
from pharos.places.plain import find_plainly, resolve_aloud
from pharos.places.resolving import answer
from pharos.places.rules import Doubt, Note, Reason

SIGNS = "абвгдежзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyz -'.,()0123456789[]«»\n"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Хургаде", "Хургада"), ("Золотых Песках", "Золотые Пески"), ("Солнечном Береге", "Солнечный Берег"),
        ("Шарм-эль-Шейхе", "Шарм-эль-Шейх"), ("Черногории", "Черногория"), ("Кемером", "Кемер"), ("Гаграх", "Гагры"),
        ("Паттайи", "Паттайя"), ("Египте", "Египет"), ("Череповце", "Череповец"), ("Красной Поляне", "Красная Поляна"),
        ("Айя-Напе", "Айя-Напа"), ("Розе Хутор", "Роза Хутор"), ("Уфе", "Уфа"), ("Яве", "Ява"), ("Кипром", "Кипр"),
    ],
)  # fmt: skip
def test_a_case_of_a_name_is_known_as_one(said: str, name: str) -> None:
    assert bent(word_key(said), word_key(name))
    assert set(asked_ears(word_key(said))) & rooted_ears(word_key(name))


@pytest.mark.parametrize(("said", "name"), [("Дана", "Дания"), ("Тверии", "Тверь"), ("Кос", "Каш"), ("Сочи", "Сочава")])
def test_another_name_is_not(said: str, name: str) -> None:
    assert not bent(word_key(said), word_key(name))


@pytest.mark.parametrize(
    ("said", "name", "note"),
    [
        ("из отеля под Кемером", "Kemer", Note.NEAR), ("недалеко от Паттайи", "Pattaya", Note.NEAR),
        ("на Пхукете, пляж Патонг", "Patong", Note.WITHIN), ("Крит Ретимно", "Rethymno", Note.WITHIN),
        ("Лара, Анталья", "Lara", Note.WITHIN), ("в Турции, Сиде", "Side", Note.COUNTRY_SAID),
    ],
)  # fmt: skip
def test_a_phrase_says_how_the_place_lies(said: str, name: str, note: Note) -> None:
    best = answer(said, language="ru").candidates[0]
    assert best.name_en == name
    assert note in best.notes


def test_somebody_on_an_island_near_a_town_is_asked_which_and_shown_the_islands() -> None:
    found = answer("на островах, недалеко от Паттайи", language="ru")
    assert [one.name for one in found.candidates[:2]] == ["Паттайя", "Ко Лан"]
    assert Doubt.WHICH_ISLAND in found.asks


def test_where_somebody_comes_from_is_not_where_he_is() -> None:
    found = answer("летим из Москвы в Дубай", language="ru")
    assert found.candidates[0].country == "AE"
    assert not found.ask


def test_two_places_that_have_nothing_to_do_with_each_other_are_a_question() -> None:
    assert Doubt.TWO_PLACES in answer("Кемер, Хургада", language="ru").asks


@pytest.mark.parametrize(
    ("said", "place", "hotel"),
    [
        ("мы в отеле Риксос Текирова", "Tekirova", "Rixos Premium Tekirova"),
        ("отель Дана Бич", "Hurghada", "Pickalbatros Dana Beach"),
        ("hotel Titanic Mardan Palace room 214", "Lara", "Titanic Mardan Palace"),
    ],
)
def test_a_hotel_of_the_register_leads_to_its_place(said: str, place: str, hotel: str) -> None:
    found = answer(said, language="ru").candidates
    assert any(one.name_en == place and (one.reason is not Reason.HOTEL or one.beside == hotel) for one in found[:2])


def test_a_chain_of_hotels_is_a_question() -> None:
    found = answer("Риксос", language="ru")
    assert found.ask
    assert len({one.id for one in found.candidates if one.reason is Reason.HOTEL}) > 3


def test_the_expected_country_settles_namesakes_and_a_mere_hint_does_not() -> None:
    assert answer("Гоа", language="ru").ask
    assert not answer("Гоа", language="ru", country="IN").ask
    assert not answer("Гоа", language="ru", told=["территория: Индия"]).ask
    assert answer("Гоа", language="ru", told=["+91 832 241 1234"]).ask
    hinted = answer("Валенсия", language="ru", told=["+58 241 555 12 34"])
    assert hinted.candidates[0].country == "VE"
    assert hinted.ask


def test_a_place_outside_the_expected_country_is_asked_about() -> None:
    found = answer("Хургада", language="ru", country="TR")
    assert found.candidates[0].country == "EG"
    assert Doubt.UNEXPECTED in found.asks


def test_a_telephone_of_home_says_nothing_of_the_place() -> None:
    assert answer("Гоа", language="ru", told=["+7 916 555 42 18"]) == answer("Гоа", language="ru")


def test_a_territory_said_with_its_state_is_no_conflict() -> None:
    for said in ("Гваделупа, Франция", "Гибралтар (Великобритания)", "Гонконг, Китай"):
        found = answer(said, language="ru")
        assert Doubt.OTHER_COUNTRY not in found.candidates[0].doubts


def test_nothing_found_is_a_question_too() -> None:
    found = answer("Ыыыыщщщъ", language="ru")
    assert found.ask


@settings(max_examples=60, deadline=None)
@given(st.text(SIGNS, max_size=80))
def test_any_text_is_answered_with_reasons_and_never_twice_the_same(text: str) -> None:
    found = answer(text, language="ru")
    keys = [(one.id, one.country) for one in found.candidates]
    assert len(set(keys)) == len(keys)
    assert [one.score for one in found.candidates] == sorted((one.score for one in found.candidates), reverse=True)
    assert all(one.reason for one in found.candidates)


def test_the_command_prints_the_stated_shape_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert resolve_aloud("en", ["Джуба (Судан)", "--country", "SD", "--hint", "Судан", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"candidates", "ask", "why"}
    assert set(told["candidates"][0]) == {"name", "country", "lat", "lon", "kind", "score", "reason"}
    assert (told["candidates"][0]["country"], told["ask"]) == ("SS", True)


def test_the_command_speaks_russian_and_refuses_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert resolve_aloud("ru", ["в хургаде"]) == 0
    assert "Хургада, EG" in capsys.readouterr().out
    assert resolve_aloud("en", ["в хургаде", "--nonsense"]) == 2
    assert resolve_aloud("en", ["в хургаде", "--country", "Atlantis"]) == 2
    assert "Atlantis" in capsys.readouterr().err
    assert resolve_aloud("ru", ["Гоа", "--country", "Индия", "--json"]) == 0
    assert not json.loads(capsys.readouterr().out)["ask"]


@pytest.mark.parametrize(
    ("said", "country"), [("в Шарме", "EG"), ("под Кемером", "TR"), ("на Ко Липе", "TH"), ("Конго", "")]
)
def test_the_door_without_a_database_gives_a_country_where_it_is_clear(said: str, country: str) -> None:
    found = find_plainly(said)
    assert (found.country if found else "") == country


def test_every_withdrawn_country_of_the_standard_leads_to_those_of_today() -> None:
    assert len(withdrawn()) >= 31
    for old in withdrawn().values():
        assert old.now
        assert set(old.now) <= set(countries())
        found = answer(old.en, language="en")
        assert found.ask, old.code
        assert {one.country for one in found.candidates} & set(old.now), old.code


KEMER = (36.5981, 30.5602)


@pytest.mark.parametrize(
    "said",
    [
        "36.5981, 30.5602", "36,5981 30,5602", "36°35'53.2\"N 30°33'36.7\"E", "N 36°35.886' E 30°33.612'",
        "стоим на трассе, 36.5981, 30.5602, у заправки", "https://maps.google.com/?q=36.5981,30.5602",
        "https://yandex.ru/maps/?ll=30.5602%2C36.5981&z=15", "https://www.openstreetmap.org/#map=15/36.5981/30.5602",
    ],
)  # fmt: skip
def test_coordinates_and_links_of_maps_lead_to_the_place_they_lie_by(said: str) -> None:
    found = answer(said, language="en")
    first = found.candidates[0]
    assert (first.name, first.reason, first.sure, found.ask) == ("Kemer", Reason.COORDINATES, True, False)
    assert (first.latitude, first.longitude) == pytest.approx(KEMER, abs=1e-3)


def test_coordinates_that_may_be_exchanged_are_asked_about_and_never_turned_silently() -> None:
    for said, country, names in (
        ("30.76, 36.85", None, ("Antalya", "Al Qurayyāt")),  # nobody lives there the way they stand
        ("55.83, -4.36", "SC", ("La Passe", "Glasgow")),  # somebody does, yet the caller is expected elsewhere
    ):
        found = answer(said, language="en", country=country)
        assert [one.name for one in found.candidates][:1] == [names[0]]
        assert len(found.candidates) == 2
        assert Doubt.EXCHANGED in found.asks
        assert not any(one.sure for one in found.candidates)
    assert [one.name for one in answer("55.83, -4.36", language="en").candidates] == ["Glasgow"]
    assert answer("-30.5, -100.5", language="en").asks == (Doubt.REMOTE,)


@pytest.mark.parametrize("said", ["0, 0", "12, 34", "+7 916 123-45-67", "38.5, 39.2 градуса", "номер 12.34", "91, 200"])
def test_figures_that_are_no_coordinates_are_not_made_a_place(said: str) -> None:
    assert not any(one.reason is Reason.COORDINATES for one in answer(said, language="ru").candidates)


def test_a_link_without_coordinates_says_what_it_names_and_else_nothing() -> None:
    named = answer("https://www.google.com/maps/place/Kemer,+Antalya/data=!4m6", language="en")
    assert named.candidates[0].name == "Kemer"
    assert answer("https://yandex.ru/maps/-/CDabcXy", language="ru").candidates == ()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Хургада, 36.5981, 30.5602", True), ("Египет 36.5981, 30.5602", True), ("Кемер, 36.5981, 30.5602", False),
        ("36.5981, 30.5602; 55.7558, 37.6173", True), ("36.5981, 30.5602 и 36.6004, 30.5631", False),
        ("Турция, стоим у Кемера 36.5981, 30.5602", False),
        ("https://www.google.com/maps/dir/36.5981,30.5602/36.8521,30.7634/@45.1,33.2,5z", False),
        ("https://www.google.com/maps/dir/36.5981,30.5602/55.7558,37.6173/@45.1,33.2,5z", True),
        ("https://yandex.ru/maps/?rtext=36.5981,30.5602~55.7558,37.6173&rtt=auto", True),
    ],
)  # fmt: skip
def test_two_places_in_one_answer_are_asked_about_though_one_is_a_point(said: str, *, asked: bool) -> None:
    found = answer(said, language="ru")
    assert found.candidates[0].reason is Reason.COORDINATES
    assert (Doubt.TWO_PLACES in found.asks) is asked
    assert found.candidates[0].sure is not asked


def test_the_pin_of_a_link_goes_before_the_middle_of_what_was_in_sight() -> None:
    found = answer("https://www.google.com/maps/place/Kemer/@36.9,31.2,9z/data=!3d36.5981!4d30.5602", language="en")
    assert (found.candidates[0].latitude, found.candidates[0].longitude) == KEMER


def test_marks_that_cannot_be_seen_are_no_part_of_a_name() -> None:
    assert answer("\u202eК\u200bе\u00adмер\ufeff", language="ru").candidates[0].reason is Reason.EXACT
