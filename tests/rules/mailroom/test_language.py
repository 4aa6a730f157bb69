"""The language a letter is written in."""

import pytest

from pharos.mailroom.parsing import parse_letter
from pharos.mailroom.parsing.language import language_of
from tests.letters import letter


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Здравствуйте, у меня болит живот", "ru"),
        ("Полис SZ-2018-004512, температура 39, Hilton Hurghada Plaza Hotel", "ru"),
        ("Hello, my wife has a fever, we are in Hurghada", "en"),
        ("Fever 39", "en"),
        ("Здравейте, аз съм в хотела и имам температура, моля да ми се обадите", "bg"),
        ("Здравейте, имам висока температура и съм в хотела, че не мога да стана, ъгъл", "bg"),
        ("Добрий день, мій син захворів, потрібен лікар", "uk"),
        ("Вітаю, у мене висока температура і болить горло", "uk"),
        ("Guten Tag, ich habe Fieber und brauche einen Arzt", "de"),
        ("Sehr geehrte Damen und Herren, ich bitte um eine Garantie", "de"),
        ("Labdien, man ir drudzis, lūdzu palīdziet", "lv"),
        ("Labdien, man ir augsta temperatūra un mēs lūdzu", "lv"),
        ("Bună ziua, am febră și nu pot merge la spital", "ro"),
        ("Сәлеметсіз бе, менің балам ауырып қалды", "kk"),
        ("Hastamız için ödeme garantisi rica ederiz, lütfen bu belge ve rapor", "tr"),
        ("Помогите", "ru"),
    ],
)
def test_the_language_of_a_letter(words, language):
    assert parse_letter(letter(words)).language == language


@pytest.mark.parametrize("words", ["39.5", "12345 ---", ""])
def test_a_text_of_no_words_leaves_the_language_to_the_subject(words):
    assert language_of(words) == "und"
    assert language_of(words, "Нужна помощь") == "ru"
