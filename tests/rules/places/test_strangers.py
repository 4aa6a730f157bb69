"""What strangers say for where they are, with the coordinates meant: most were worked on after their first play."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from pharos.places.gazetteer import RESORTS, lines_of
from pharos.places.resolving import answer
from pharos.places.rules import PlaceMatch, Resolution, kilometres
from pharos.places.speaking import codes

RULEBOOK = Path(__file__).parents[2] / "rulebook"
ENOUGH, ENOUGH_UNSEEN = 0.97, 0.92


@dataclass(frozen=True)
class Said:
    """One row: `right` are the places any of which may be meant, none where no place may be taken."""

    text: str
    country: str
    hint: str
    right: tuple[str, ...]
    ask: str

    def found(self) -> Resolution:
        expected = codes(self.country) if self.country else ()
        return answer(self.text, language="ru", country=expected, told=[self.hint] if self.hint else [])

    def meant(self, match: PlaceMatch) -> bool:
        return any(_lies(match, *one.split()) for one in self.right)


def _lies(match: PlaceMatch, lands: str, *spot: str) -> bool:
    if match.country not in lands.split("/"):
        return False
    if not spot:
        return True
    if match.latitude is None or match.longitude is None:
        return False
    latitude, longitude, reach = map(float, spot)
    return kilometres(match.latitude, match.longitude, latitude, longitude) <= reach


def said(name: str) -> list[Said]:
    lines = (RULEBOOK / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        Said(text, country, hint, () if right == "-" else tuple(one.strip() for one in right.split(";")), ask)
        for text, country, hint, right, ask in rows
    ]


def shares(rows: list[Said]) -> tuple[float, float]:
    """Right among the first two, and right about asking where only one of both is sensible."""
    placed = [row for row in rows if row.right]
    right = sum(any(map(row.meant, row.found().candidates[:2])) for row in placed)
    decided = [row for row in rows if row.ask != "either"]
    asked = sum(row.found().ask == (row.ask == "yes") for row in decided)
    return right / len(placed), asked / len(decided)


@pytest.mark.parametrize(
    ("name", "enough"),
    [
        ("strangers_places.tsv", ENOUGH),
        ("strangers_places_last.tsv", ENOUGH_UNSEEN),
        ("unseen_places.tsv", ENOUGH),
        ("unseen_places_last.tsv", ENOUGH_UNSEEN),
        ("unseen_places_third.tsv", ENOUGH),
    ],
)
def test_strangers_are_understood_and_asked_where_a_careful_person_would_ask(name: str, enough: float) -> None:
    right, asked = shares(said(name))
    assert right >= enough
    assert asked >= enough


@pytest.mark.parametrize(
    "name", ["strangers_places.tsv", "strangers_places_last.tsv", "unseen_places.tsv", "unseen_places_third.tsv"]
)
def test_nothing_wrong_is_ever_taken_without_a_question(name: str) -> None:
    for row in said(name):
        found = row.found()
        assert found.ask or row.meant(found.candidates[0]), row.text


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("HRG", "Hurghada Airport"),
        ("hrg", "Hurghada Airport"),
        ("сидим в SAW, рейс отменили", "Sabiha Gokcen Airport"),
        ("летим из LED, сейчас в AYT", "Antalya Airport"),
        ("man fell down the stairs, Antalya", "Antalya"),
        ("MY MAN IS ILL, ANTALYA", "Antalya"),
        ("Ия звонит из Москвы", "Moscow"),
    ],
)
def test_an_airport_is_known_by_its_code_but_a_word_of_three_letters_is_none(said: str, place: str) -> None:
    found = answer(said, language="ru")
    assert found.candidates[0].name_en == place
    assert not found.ask, found.asks


def test_no_two_rows_of_the_overlay_are_one_place_and_no_code_is_of_two_airports() -> None:
    rows = list(lines_of(RESORTS))
    assert max(Counter((row[1], row[3]) for row in rows).values()) == 1
    coded = Counter(word for row in rows if row[0] == "airport" for word in row[4].split("|") if _code(word))
    assert len(coded) > 350
    assert max(coded.values()) == 1


def _code(word: str) -> bool:
    return len(word) == 3 and word.isascii() and word.isupper()
