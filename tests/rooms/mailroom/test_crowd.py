"""Many deliveries at once, in any order, more than once: each letter is there once and in its thread."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from pharos.core.actor import Actor
from pharos.mailroom import api as mailroom
from pharos.mailroom.models import Letter
from tests.cast import NOW
from tests.letters import letter

pytestmark = pytest.mark.django_db(transaction=True)

THREADS, LENGTH, WORKERS = 8, 6, 6


def _letters():
    """Some threads; each letter answers the one before, half of them name it only among references."""
    made = {}
    for thread in range(THREADS):
        ids = [f"<{thread}-{place}@mail.example>" for place in range(LENGTH)]
        for place, message_id in enumerate(ids):
            headers = {}
            if place:
                headers["References"] = " ".join(ids[:place])
            if place % 2:
                headers["In_Reply_To"] = ids[place - 1]
            made[message_id] = letter(f"{thread} {place}", message_id=message_id, **headers)
    return made


def _deliver(content):
    try:
        received = mailroom.receive(content, now=NOW, envelope_to=["a@sz.example"], envelope_from=None, source="smtp")
        mailroom.parse(received.id, now=NOW)
    finally:
        connections.close_all()


def test_letters_delivered_by_many_at_once_are_each_there_once_and_in_their_thread():
    chance, made = random.Random(7), _letters()
    deliveries = [content for content in made.values() for _ in range(chance.randint(1, 3))]
    chance.shuffle(deliveries)
    with ThreadPoolExecutor(WORKERS) as crowd:
        list(crowd.map(_deliver, deliveries))
    rows = list(Letter.objects.values_list("message_id", "thread", "copies"))
    assert sorted(row[0] for row in rows) == sorted(made)
    assert sum(row[2] for row in rows) == len(deliveries)
    for thread in range(THREADS):
        roots = {row[1] for row in rows if row[0].startswith(f"<{thread}-")}
        assert roots == {mailroom.by_message_id(f"<{thread}-0@mail.example>")}


def test_imports_beside_deliveries_double_nothing():
    chance, made = random.Random(8), _letters()
    contents = list(made.values())

    def import_some(seed):
        batch = random.Random(seed).sample(contents, len(contents) // 2)
        try:
            deliveries = [mailroom.RawDelivery(content) for content in batch]
            mailroom.receive_and_parse_many(deliveries, now=NOW, actor=Actor.system("import"))
        finally:
            connections.close_all()

    chance.shuffle(contents)
    with ThreadPoolExecutor(4) as crowd:
        list(crowd.map(import_some, range(4)))
        list(crowd.map(_deliver, contents))
    assert Letter.objects.count() == len(made)
    assert Letter.objects.values("thread").distinct().count() == THREADS
