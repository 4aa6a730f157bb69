"""A hotel a caller named and we did not know is added once and found from then on, without a database."""

from pathlib import Path

import pytest
from django.test import Client

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.people.api import Role
from pharos.places.api import resolve
from pharos.places.hotels import add_hotel, copy_for_resolver, hotels, remove_hotel
from tests.cast import ANNA, NOW, SVETA, actor, hire

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve("Кемер", language="ru")  # the atlas is opened where it is kept
    monkeypatch.setenv("PHAROS_VAR", str(tmp_path))


def test_a_hotel_added_by_staff_is_found_in_a_sentence_and_forgotten_when_removed() -> None:
    said = "я в отеле Голубой Фламинго Резорт"
    assert all(match.beside != "Blue Flamingo Resort" for match in resolve(said, language="ru"))
    kemer = resolve("Кемер", language="ru")[0].id
    assert kemer is not None
    added = add_hotel(
        actor=actor(SVETA),
        now=NOW,
        name="Blue Flamingo Resort",
        others="Голубой Фламинго\nBlue Flamingo",
        place_id=kemer,
    )
    copy_for_resolver()
    best = resolve(said, language="ru")[0]
    assert (best.id, best.beside) == (kemer, "Blue Flamingo Resort")
    with pytest.raises(Objected):
        add_hotel(actor=actor(SVETA), now=NOW, name="blue flamingo resort", others="", place_id=kemer)
    remove_hotel(actor=actor(SVETA), now=NOW, hotel_id=added)
    copy_for_resolver()
    assert all(match.beside != "Blue Flamingo Resort" for match in resolve(said, language="ru"))


@pytest.mark.parametrize(
    ("who", "name", "code"), [("system", "Grand Palace", "not_a_person"), ("staff", "Ok", "hotel_too_short")]
)
def test_a_hotel_is_refused_with_a_reason(who: str, name: str, code: str) -> None:
    kemer = resolve("Кемер", language="ru")[0].id
    assert kemer is not None
    by = actor(SVETA) if who == "staff" else Actor.system("test")
    with pytest.raises(Objected) as refused:
        add_hotel(actor=by, now=NOW, name=name, others="", place_id=kemer)
    assert [one.code for one in refused.value.objections] == [code]


def test_whoever_vouches_for_places_adds_hotels_and_others_read_them(client: Client) -> None:
    kemer = resolve("Кемер", language="ru")[0].id
    form = {
        "request_key": "a",
        "name": "Blue Flamingo Resort",
        "others": "",
        "place_text": "Кемер",
        "place": str(kemer),
    }
    client.force_login(hire({"username": "nina", "display_name": "Нина Сеть", "roles": [Role.NETWORK_DEVELOPER]}))
    assert client.post("/places/hotels/", {**form, "place": "", "request_key": "b"}).status_code == 422
    assert client.post("/places/hotels/", form).status_code == 302
    assert [one.name for one in hotels()] == ["Blue Flamingo Resort"]
    client.force_login(hire(ANNA))
    page = client.get("/places/hotels/").content.decode()
    assert "Blue Flamingo Resort" in page
    assert "<textarea" not in page
