"""Poison mail: thousands of damaged letters go through intake's own path; nothing stops the next one."""

import os
import random

import pytest

from pharos.core.actor import Actor
from pharos.mailroom import api as mailroom
from pharos.mailroom.models import Letter, RawLetter
from pharos.mailroom.parsing import DEFAULT_LIMITS, ParseFailed
from pharos.mailroom.parsing.letter import read_letter
from tests.cast import NOW
from tests.letters import letter
from tests.poison import poison

COUNT = 1_000 * int(os.environ.get("PHAROS_FAULTS", "5"))
STORED = COUNT // 10


def test_the_reader_is_surprised_by_none_of_them():
    seed = random.SystemRandom().randrange(2**32)
    for number, content in enumerate(poison(seed, COUNT)):
        try:
            read_letter(content, None, DEFAULT_LIMITS)
        except ParseFailed:
            continue
        except Exception as surprise:  # noqa: BLE001  exactly what must not happen
            pytest.fail(f"letter {number} of seed {seed}: {surprise!r}")


@pytest.mark.django_db
def test_each_is_kept_and_the_next_letter_is_read():
    seed = random.SystemRandom().randrange(2**32)
    contents = list(poison(seed, STORED))
    healthy = [
        letter(f"healthy {number}", message_id=f"<healthy-{number}@mail.example>") for number in range(STORED // 10)
    ]
    deliveries = [mailroom.RawDelivery(one) for one in contents + healthy]
    random.Random(seed).shuffle(deliveries)
    results = []
    for start in range(0, len(deliveries), 200):
        batch = deliveries[start : start + 200]
        results += mailroom.receive_and_parse_many(batch, now=NOW, actor=Actor.system("import"))
    assert {result.letter.state for result in results} <= {"parsed", "quarantined"}, f"seed {seed}"
    assert Letter.objects.filter(message_id__startswith="<healthy-", state="parsed").count() == len(healthy)
    for delivery, result in zip(deliveries, results, strict=True):
        if not result.duplicate:
            assert bytes(RawLetter.objects.get(pk=result.letter.id).content) == delivery.content


@pytest.mark.django_db
def test_poison_that_comes_by_smtp_is_quarantined_one_by_one():
    seed = random.SystemRandom().randrange(2**32)
    for content in poison(seed, 200):
        received = mailroom.receive(content, now=NOW, envelope_to=["help@sz.example"], envelope_from="", source="smtp")
        assert mailroom.parse(received.id, now=NOW) in ("parsed", "quarantined"), f"seed {seed}"
    assert mailroom.quarantine_count() == Letter.objects.filter(state="quarantined").count()
    assert len(mailroom.quarantined()) == min(50, mailroom.quarantine_count())
    assert not Letter.objects.filter(failure="unexpected").exists(), f"seed {seed}"
