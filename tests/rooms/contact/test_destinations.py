"""An insurer's letter about a place goes to the network department, and our answer comes back beside it."""

from uuid import UUID

import pytest
from django.test import Client

from pharos.contact.models import Contact, Conversation
from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.network.desk.actions import answering, moving, scouting
from pharos.network.models import DestinationRequest
from pharos.network.rules.requests import Step
from pharos.people.api import Role
from tests.cast import ANNA, NOW, actor, hire
from tests.rooms.contact.letters import deliver, letter

pytestmark = pytest.mark.django_db

NINA = {"username": "nina", "display_name": "Нина Сеть", "roles": [Role.NETWORK_DEVELOPER]}
TEXT = """Просим сообщить о возможностях организации помощи в г. Джуба (Судан).
Вылетают 3 сотрудника 12 августа 2026, командировка."""


def conversation() -> Conversation:
    company = insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)[0]
    known = next(one for one, whose in insurers.known_addresses().items() if whose.id == company.id)
    own = insurers.sender_address(company.id, "ru")
    assert own is not None
    sender = known if "@" in known else f"travel@{known}"
    deliver(letter(TEXT, sender=sender, subject="Джуба", to=own.address), to=(own.address,))
    return Conversation.objects.get()


def test_an_operator_hands_a_letter_over_and_it_is_answered_in_its_thread(client: Client) -> None:
    talk = conversation()
    client.force_login(hire(ANNA))
    page = client.get(f"/conversations/{talk.id}/").content.decode()
    assert f"/conversations/{talk.id}/destination" in page
    sent = client.post(f"/conversations/{talk.id}/destination", {"request_key": "k"})
    assert sent.status_code == 302
    request = DestinationRequest.objects.get()
    assert (request.conversation, request.insurer_id is not None) == (talk.id, True)
    assert request.number in client.get(f"/conversations/{talk.id}/").content.decode()

    client.force_login(hire(NINA))
    page = client.get(f"/destinations/{request.id}/").content.decode()
    assert "Джуба" in page
    assert "3 сотрудник" in page
    assert "12 августа" in page
    _answered(request.id)
    letters = Contact.objects.filter(conversation=talk, kind="letter_out")
    assert letters.count() == 1
    ours = mailroom.letter(letters.get().letter_id or UUID(int=0))
    assert ours.thread == mailroom.thread_root(request.letter or UUID(int=0))


def _answered(request: UUID) -> None:
    doing = {"actor": actor(NINA), "now": NOW, "request_id": request}
    moving.set_place(**doing, country="SS")  # type: ignore[arg-type]
    moving.move(**doing, to=Step.REGISTER)  # type: ignore[arg-type]
    moving.move(**doing, to=Step.SCOUTING)  # type: ignore[arg-type]
    moving.give_up(**doing, reason="dangerous")  # type: ignore[arg-type]
    words = scouting.Letter(subject="Джуба", text="Никого", language="ru")
    answering.reply(**doing, letter=words, request="r")  # type: ignore[arg-type]
    assert journal.deliver("contact.requests", now=NOW) > 0
