"""Using the screens as a browser does."""

from uuid import uuid4

import pytest

from tests.rooms.contact.letters import contact_of, deliver

pytestmark = pytest.mark.django_db


def post(client, url, key=None, **fields):
    return client.post(url, {"request_key": key or str(uuid4()), **fields})


def conversation_of(raw):
    return contact_of(deliver(raw)).conversation


def newest(conversation):
    return str(conversation.contacts.order_by("-filed_at", "-id").first().id)
