"""Letters to begin with, kept by the company; and the answer shown before it goes."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pharos.contact.actions.wordings import WordingText, remove_wording, save_wording
from pharos.contact.queries.lists import Tab, conversations
from pharos.contact.queries.wordings import slot_values, wordings_for, written_wording
from pharos.contact.rules.wordings import chosen
from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from tests.cast import ANNA, NOW, SVETA, actor, hire
from tests.rooms.contact.letters import contact_of, deliver, letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_insurers():
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)


def text(code: str = "received", insurer=None, ru: str = "{greeting}\n\nНомер {case}.") -> WordingText:
    return WordingText(code=code, insurer=insurer, title_ru="Наше", title_en="Ours", text_ru=ru, text_en="{greeting}")


def test_what_the_company_writes_stands_before_what_comes_with_pharos_until_it_is_removed():
    saved = save_wording(actor=actor(SVETA), now=NOW, text=text())
    assert chosen(wordings_for(None), "received").row == saved
    remove_wording(actor=actor(SVETA), now=NOW, wording_id=saved)
    remove_wording(actor=actor(SVETA), now=NOW, wording_id=saved)
    assert chosen(wordings_for(None), "received").row is None


def test_a_colleagues_change_is_not_overwritten():
    saved = save_wording(actor=actor(SVETA), now=NOW, text=text())
    known = written_wording(saved)
    assert known is not None
    save_wording(actor=actor(SVETA), now=NOW, text=text(ru="{greeting}"), seen=known[1])
    with pytest.raises(Objected, match="wording_changed"):
        save_wording(actor=actor(SVETA), now=NOW, text=text(ru="other"), seen="2020-01-01T00:00:00+00:00")


def test_the_screen_names_the_slot_that_is_not_known_and_keeps_what_was_typed(client: Client):
    client.force_login(hire(SVETA))
    typed = {"code": "received", "title_ru": "Моё", "title_en": "Mine", "text_ru": "{nobody}", "text_en": "x"}
    answer = client.post(reverse("contact:wording"), {**typed, "request_key": str(uuid4())})
    assert answer.status_code == 409
    assert "{nobody}" in answer.content.decode()
    assert "Моё" in answer.content.decode()


def test_an_operator_reads_them_and_does_not_change_them(client: Client):
    client.force_login(hire(ANNA))
    assert client.get(reverse("contact:wordings")).status_code == 200
    assert client.get(reverse("contact:wording")).status_code == 403


def test_a_letter_is_filled_in_its_own_language_whatever_the_screen_speaks():
    contact_of(deliver(letter(text="I am ill, policy SZ-2018-004512", sender="Ann Lee <ann@lee.example>")))
    (line,) = conversations(Tab.UNREAD).lines
    assert slot_values(line, "en", "Anna")["greeting"] == "Dear Ann Lee,"
    assert slot_values(line, "ru", "Anna")["greeting"] == "Здравствуйте, Ann Lee!"


def test_the_preview_is_the_letter_as_it_will_arrive_and_names_what_forbids_sending(client: Client):
    client.force_login(hire(ANNA))
    home = contact_of(deliver(letter(text="Help", to="help@assist-sz.example"))).conversation
    address = reverse("contact:preview", args=[home.id])
    fields = {"language": "ru", "subject": "Re: Помощь", "text": "Перезвоним.\r\n\r\n\r\n", "request_key": str(uuid4())}
    shown = client.post(address, fields).context["shown"]
    assert shown.text.strip() == "Перезвоним."
    assert shown.subject == "Re: Помощь"
    assert shown.to
    assert shown.sender.email
    refused = client.post(address, {**fields, "text": "  "}).context
    assert refused["problems"]
    assert refused["shown"].sender is None
