"""What a caller says leads to the place that is meant, and never silently to another."""

import pytest
from django.core.management import call_command

from pharos.places.api import Doubt, Reason, mentioned, resolve
from pharos.places.models import Place

pytestmark = pytest.mark.django_db

RESORTS = {
    "Хургада": "EG", "Шарм-эль-Шейх": "EG", "Дахаб": "EG", "Марса-Алам": "EG", "Эль-Гуна": "EG", "Сома-Бей": "EG",
    "Кемер": "TR", "Белек": "TR", "Сиде": "TR", "Аланья": "TR", "Анталья": "TR", "Мармарис": "TR", "Бодрум": "TR",
    "Солнечный Берег": "BG", "Несебр": "BG", "Албена": "BG", "Созополь": "BG", "Банско": "BG", "Золотые Пески": "BG",
    "Пхукет": "TH", "Самуи": "TH", "Паттайя": "TH", "Краби": "TH", "Нячанг": "VN", "Фукуок": "VN", "Муйне": "VN",
    "Канди": "LK", "Хиккадува": "LK", "Унаватуна": "LK", "Хаммамет": "TN", "Джерба": "TN", "Гоа": "IN", "Бали": "ID",
    "Маэ": "SC", "Айя-Напа": "CY", "Протарас": "CY", "Варадеро": "CU", "Пунта-Кана": "DO", "Занзибар": "TZ",
    "Шантарские острова": "RU", "Канары": "ES", "Тенерифе": "ES", "Санья": "CN", "Батуми": "GE", "Будва": "ME",
    "Sunny Beach": "BG", "Ko Samui": "TH", "Djerba": "TN", "Sharm El Sheikh": "EG", "Nha Trang": "VN", "Goa": "IN",
}  # fmt: skip
MISSPELT = {
    "Хургарда": "Hurghada", "Хургода": "Hurghada", "Hurgada": "Hurghada", "Шармаль шейх": "Sharm el-Sheikh",
    "Шарм аль Шейх": "Sharm el-Sheikh", "Sharm el sheik": "Sharm el-Sheikh", "Ня Чанг": "Nha Trang",
    "Nyachang": "Nha Trang", "Пукет": "Phuket", "Puket": "Phuket", "Монагуа": "Managua", "Несебыр": "Nesebar",
    "Антальйа": "Antalya", "Antaliya Turkey": "Antalya", "Мармариз": "Marmaris", "Бангког": "Bangkok",
    "Айа Напа": "Ayia Napa", "Алания": "Alanya", "Тенериффе": "Tenerife", "Кимер Турция": "Kemer",
}  # fmt: skip


@pytest.mark.parametrize(("said", "country"), RESORTS.items(), ids=RESORTS)
def test_a_resort_comes_first_and_by_name(said: str, country: str) -> None:
    best = resolve(said, language="ru")[0]
    assert best.country == country
    assert best.reason in (Reason.EXACT, Reason.ALIAS)


@pytest.mark.parametrize(("said", "meant"), MISSPELT.items(), ids=MISSPELT)
def test_a_misspelt_name_leads_to_the_place_within_two_and_says_so_when_it_guessed(said: str, meant: str) -> None:
    best = resolve(said, language="ru")[:2]
    assert any(meant.lower().replace("-", " ") in match.name_en.lower().replace("-", " ") for match in best)
    assert all(match.doubts for match in best if match.reason not in (Reason.EXACT, Reason.ALIAS, Reason.CASE))


@pytest.mark.parametrize(
    "said", ["Гоа", "Паралия", "Валенсия", "Триполи", "Кордова", "Санта-Крус", "Сан-Хосе", "Виктория"]
)
def test_namesakes_are_told_of(said: str) -> None:
    best, other = resolve(said, language="ru")[:2]
    assert Doubt.SEVERAL in best.doubts
    assert not best.sure
    assert other.id != best.id


@pytest.mark.parametrize("said", ["Кемер", "Канди", "Хаммамет", "Банско", "Белек", "Бали", "Сиде", "Москва", "Париж"])
def test_a_village_of_the_same_name_does_not_make_a_famous_resort_doubtful(said: str) -> None:
    assert resolve(said, language="ru")[0].sure


def test_two_places_of_one_name_in_one_country_are_told_apart_by_the_town_nearby() -> None:
    found = [match for match in resolve("Паралия", language="ru") if match.country == "GR"][:2]
    assert {match.near for match in found} == {"Катерини", "Патры"}
    assert all(Doubt.SEVERAL in match.doubts and match.near_km for match in found)


def test_the_expected_country_ranks_but_does_not_decide() -> None:
    plain, expected = resolve("Варна", language="ru"), resolve("Варна", language="ru", country="RU")
    assert plain[0].country == "BG"
    assert {match.country for match in expected[:3]} >= {"BG", "RU"}


@pytest.mark.parametrize("said", ["Джуба (Судан)", "г.Джуба (Судан)", "Джуба, Судан", "Судан, Джуба"])
def test_a_town_in_another_country_than_was_said_is_a_conflict(said: str) -> None:
    best = resolve(said, language="ru")[0]
    assert (best.name_en, best.country) == ("Juba", "SS")
    assert best.doubts == (Doubt.OTHER_COUNTRY,)


@pytest.mark.parametrize(
    ("said", "name", "country"),
    [
        ("г.Дакка (Бангладеш)", "Dhaka", "BD"), ("г. Манагуа (Никарагуа)", "Managua", "NI"),
        ("г. Браззавиль (Конго)", "Brazzaville", "CG"), ("Киншаса, Конго", "Kinshasa", "CD"),
        ("Шантарские острова (Россия)", "Shantar Islands", "RU"), ("Хургада Египет", "Hurghada", "EG"),
    ],
)  # fmt: skip
def test_the_town_decides_the_country_that_was_said_with_it(said: str, name: str, country: str) -> None:
    best = resolve(said, language="ru")[0]
    assert (best.name_en, best.country, best.sure) == (name, country, True)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Конго", ["CG", "CD"]), ("Корея", ["KR", "KP"]), ("AN", ["CW", "SX", "BQ"]), ("Югославия", ["RS", "ME", "HR"]),
        ("Нидерландские Антильские острова", ["CW", "SX", "BQ"]), ("Netherlands Antilles", ["CW", "SX", "BQ"]),
        ("СССР", ["RU", "AM", "AZ"]), ("Чехословакия", ["CZ", "SK"]),
    ],
)  # fmt: skip
def test_a_word_for_several_countries_is_a_question(said: str, codes: list[str]) -> None:
    found = resolve(said, language="ru")[: len(codes)]
    assert [match.country for match in found] == codes
    assert all(match.doubts and not match.sure for match in found)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Сейшелы", "SC"), ("Вьетнам", "VN"), ("Китай", "CN"), ("Шри-Ланка", "LK"), ("Иран", "IR"), ("Зимбабве", "ZW"),
        ("Бахрейн", "BH"), ("Болгария", "BG"), ("Египет", "EG"), ("Турция", "TR"), ("Turkey", "TR"), ("Türkiye", "TR"),
        ("ОАЭ", "AE"), ("Эмираты", "AE"), ("Доминикана", "DO"), ("Тайланд", "TH"), ("Белоруссия", "BY"), ("ДРК", "CD"),
        ("Бирма", "MM"), ("Мальдивы", "MV"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_usual_names(said: str, code: str) -> None:
    assert resolve(said, language="ru")[0].country == code


def test_tunis_is_a_country_and_its_capital() -> None:
    found = resolve("Тунис", language="ru")[:2]
    assert {match.kind for match in found} == {"country", "town"}
    assert all(Doubt.SEVERAL in match.doubts for match in found)


@pytest.mark.parametrize(
    ("said", "name", "reason"),
    [
        ("[ehuflf", "Hurghada", Reason.LAYOUT), ("Ghfuf", "Prague", Reason.LAYOUT), ("Рфьшт", None, None),
        ("Харaре", "Harare", Reason.LOOK_ALIKE), ("Bарна", "Varna", Reason.LOOK_ALIKE),
    ],
)  # fmt: skip
def test_the_wrong_keyboard_and_mixed_alphabets_are_seen_through(
    said: str, name: str | None, reason: Reason | None
) -> None:
    found = resolve(said, language="ru")
    if name:
        assert (found[0].name_en, found[0].reason) == (name, reason)
        assert Doubt.GUESS in found[0].doubts
    assert not any(match.sure for match in found)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Хург", "Hurghada"),
        ("Шарм э", "Sharm El Sheikh"),
        ("солн", "Sunny Beach"),
        ("кем", "Kemer"),
        ("Pat", "Pattaya"),
    ],
)
def test_a_few_letters_bring_the_likeliest_first(typed: str, name: str) -> None:
    found = resolve(typed, language="en")
    assert name.lower() in [match.name_en.lower() for match in found[:3]]
    assert not any(match.sure for match in found if match.reason is Reason.PREFIX)


@pytest.mark.parametrize(
    "typed", ["", " ", "a", "!!!", "(", "((()", ",,,", "%_%", "\x00", "Ы" * 500, "'; drop table", "Судан"]
)
def test_any_text_is_taken(typed: str) -> None:
    for match in resolve(typed.replace("\x00", ""), language="ru"):
        assert match.country


def test_the_interface_language_names_the_place() -> None:
    assert resolve("Hurghada", language="ru")[0].name == "Хургада"
    assert resolve("Хургада", language="en")[0].name == "Hurghada"


def test_loading_again_does_nothing_and_keeps_the_ids(capsys: pytest.CaptureFixture[str]) -> None:
    before = resolve("Хургада", language="ru")[0].id
    call_command("places_load")
    assert " 0" in capsys.readouterr().out
    assert resolve("Хургада", language="ru")[0].id == before
    assert Place.objects.count() > 235_000


LETTERS = {
    "Мы отдыхаем в Хургаде, отель Palmorin Beach Hotel, номер 214. Ведерникова Ольга": "Hurghada",
    "МЫ ОТДЫХАЕМ В АЙЯ-НАПЕ, ОТЕЛЬ KIVOLIA CLUB HOTEL": "Ayia Napa",
    "Находимся в Риме, Rosamare Inn, комната 395": "Rome",
    "Our hotel is Vistalune Aqua Resort in Hammamet, room 209. I cannot find the number": "Hammamet",
    "сгибать больно Варна, Corvella Apartments. Климович Павел": "Varna",
    "в отеле в номере лежим второй день": "",
    "Вылетели из Москвы. Скажите, входит ли в наш полис стоматология": "",
}


@pytest.mark.parametrize(("text", "place"), LETTERS.items())
def test_the_place_a_letter_names_is_found_in_its_bent_form(text: str, place: str) -> None:
    assert [match.name_en for match in mentioned(text, language="en")] == ([place] if place else [])


def test_who_writes_is_not_taken_for_a_place() -> None:
    assert mentioned("Вена просит о помощи", language="ru", but="Вена Петрова") == []
