"""What a letter says of a journey is suggested, with its words; where it says two things, nothing is."""

from datetime import date

import pytest

from pharos.network.rules.request_words import read_journey
from pharos.network.rules.requests import Purpose

TODAY = date(2026, 7, 18)


@pytest.mark.parametrize(
    ("text", "travellers", "departs", "purpose"),
    [
        ("Просим сообщить о возможностях в г. Джуба (Судан). Вылетают 3 сотрудника 12 августа, командировка.",
         3, date(2026, 8, 12), Purpose.BUSINESS),
        ("Группа из 14 туристов, Шантарские острова, с 01.09.2026 по 10.09.2026, экспедиция",
         14, date(2026, 9, 1), Purpose.EXPEDITION),
        ("Двое инженеров едут в Дакку на монтаж оборудования, вылет 5 января", 2, date(2027, 1, 5), Purpose.WORK),
        ("We have 2 travellers leaving for Managua on August 3rd, 2026 for a conference",
         2, date(2026, 8, 3), Purpose.BUSINESS),
        ("A group of 25 going to Curaçao on 2026-11-02, leisure", 25, date(2026, 11, 2), Purpose.TOURISM),
        ("Туристы летят в Браззавиль 1 июля 2026 и 9 октября", None, date(2026, 10, 9), Purpose.TOURISM),
        ("3 туриста или 5 туристов, ещё не знаем", None, None, Purpose.TOURISM),
        ("31.02.2026 выезжают в Конго", None, None, None),
        ("", None, None, None),
    ],
)  # fmt: skip
def test_a_letter_is_read(text: str, travellers: int | None, departs: date | None, purpose: Purpose | None) -> None:
    read = read_journey(text, today=TODAY)
    found = tuple(one.value if one else None for one in (read.travellers, read.departs_on, read.purpose))
    assert found == (travellers, departs, purpose)


def test_every_suggestion_shows_its_words() -> None:
    read = read_journey("Вылетают 3 сотрудника 12 августа", today=TODAY)
    assert read.travellers is not None
    assert read.travellers.said == "3 сотрудник"
    assert read.departs_on is not None
    assert read.departs_on.said == "12 августа"
