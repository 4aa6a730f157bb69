"""What is near on the map may lie behind the sea."""

import pytest

from pharos.places.api import landmasses, links_between, links_from, one_land, route
from pharos.places.gazetteer import LINKS, RESORTS, lines_of
from pharos.places.links import MODES
from pharos.places.resolving import answer


def test_every_link_joins_known_landmasses_and_says_how() -> None:
    for row in lines_of(LINKS):
        assert {row[0], row[1]} <= set(landmasses()), row
        assert row[2] in MODES
        assert row[6] in ("yes", "no")


def test_phuket_is_reached_by_road_and_samui_is_not() -> None:
    assert one_land("phuket", "afro-eurasia")
    assert not one_land("ko-samui", "afro-eurasia")
    assert {link.mode for link in links_between("ko-samui", "afro-eurasia")} == {"ferry", "air"}
    assert not any(link.night for link in links_between("ko-samui", "afro-eurasia"))


def test_la_digue_is_reached_by_way_of_praslin_and_not_at_night() -> None:
    assert links_from("la-digue")[0].to("la-digue") == "praslin"
    assert route("la-digue", "mahe") is not None
    assert route("la-digue", "mahe", at_night=True) is None


def test_from_an_island_without_a_known_link_nothing_is_promised() -> None:
    assert links_from("saint-helena") == ()
    assert route("saint-helena", "afro-eurasia") is None
    assert not one_land("", "")
    assert not one_land("ne-1", "ne-2")


@pytest.mark.parametrize(
    ("said", "landmass"),
    [
        ("Самуи", "ko-samui"), ("Ламай", "ko-samui"), ("Патонг", "phuket"), ("Ла-Диг", "la-digue"),
        ("Праслен", "praslin"), ("Пхи-Пхи", "phi-phi-islands"), ("Киш", "kish"), ("Сурат-Тани", "afro-eurasia"),
        ("Фалираки", "rhodes"),
        ("Убуд", "bali"), ("Гили Эйр", "gili-air"), ("Палермо", "sicily"), ("Канкун", "americas"), ("Ко Лан", "ko-lan"),
        ("Паттайя", "afro-eurasia"), ("Коломбо", "sri-lanka"), ("Нунгви", "zanzibar"),
    ],
)  # fmt: skip
def test_a_place_knows_its_landmass(said: str, landmass: str) -> None:
    assert answer(said, language="ru").candidates[0].landmass == landmass


def test_every_landmass_of_the_overlay_has_a_name() -> None:
    used = {row[8] for row in lines_of(RESORTS) if row[8]}
    assert used <= set(landmasses())
