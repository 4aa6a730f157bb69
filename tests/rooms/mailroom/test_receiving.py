"""A letter is stored before it is read; the same letter twice is one letter."""

import pytest

from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.mailroom.actions import reading
from pharos.mailroom.models import Letter, RawLetter
from tests.cast import NOW
from tests.letters import letter, raw

pytestmark = pytest.mark.django_db


def receive(content, **options):
    settings = {"now": NOW, "envelope_to": ["help@sz.example"], "envelope_from": "ivan.petrov@mail.example"}
    return mailroom.receive(content, source="smtp", **{**settings, **options})


def arrived(content, **options):
    """Received and read."""
    received = receive(content, **options)
    mailroom.parse(received.id, now=NOW)
    return mailroom.letter(received.id)


def test_the_bytes_are_kept_exactly():
    content = letter()
    received = receive(content)
    assert mailroom.raw_letter(received.id) == content
    assert Letter.objects.get(pk=received.id).state == mailroom.LetterState.RECEIVED


def test_a_read_letter_says_what_was_written():
    view = arrived(letter("Болит живот", subject="Помогите", charset="koi8-r"))
    assert (view.subject, view.visible_text, view.language) == ("Помогите", "Болит живот", "ru")
    assert view.sender.email == "ivan.petrov@mail.example"
    assert view.thread == view.id


def test_the_same_letter_delivered_twice_is_one_letter():
    content = letter()
    first = receive(content)
    again = receive(b"Received: from elsewhere\n" + content, envelope_to=["claims@sz.example"])
    assert again.duplicate
    assert again.id == first.id
    view = mailroom.letter(first.id)
    assert (view.copies, view.envelope_to) == (2, ("help@sz.example", "claims@sz.example"))


def test_the_same_message_id_with_other_content_is_kept_and_flagged():
    first = receive(letter("one", message_id="<same@mail.example>"))
    other = receive(letter("two", message_id="<same@mail.example>"))
    assert not other.duplicate
    assert other.conflicting
    assert other.id != first.id


def test_a_letter_without_message_id_is_recognised_when_it_comes_again():
    content = letter(message_id="")
    assert receive(content).id == receive(content).id


def test_an_unreadable_letter_is_quarantined_and_kept():
    received = receive(b"\x00\x01\x02 no letter at all")
    assert mailroom.parse(received.id, now=NOW) == mailroom.LetterState.QUARANTINED
    assert mailroom.letter(received.id).failure == "not_a_letter"
    assert mailroom.raw_letter(received.id) == b"\x00\x01\x02 no letter at all"


def test_a_letter_above_the_cap_is_refused_and_nothing_is_stored():
    with pytest.raises(Objected, match="letter_too_large"):
        receive(b"From: a@b.example\n\n" + b"x" * (35 * 1024 * 1024))
    assert not RawLetter.objects.exists()


def test_reading_twice_changes_nothing():
    received = receive(letter())
    mailroom.parse(received.id, now=NOW)
    before = journal.position()
    mailroom.parse(received.id, now=NOW)
    assert journal.position() == before


def test_a_thirty_megabyte_letter_is_taken():
    big = raw(
        'From: a@mail.example\nSubject: scan\nContent-Type: multipart/mixed; boundary="edge"',
        b"--edge\nContent-Type: application/pdf; name=scan.pdf\nContent-Transfer-Encoding: base64\n\n"
        + (b"QUFB" * 19 + b"\n") * (30 * 1024 * 1024 // 77)
        + b"\n--edge--\n",
    )
    view = arrived(big)
    assert [one.name for one in view.attachments] == ["scan.pdf"]
    assert view.attachments[0].size > 22_000_000


def test_a_letter_that_brings_its_workers_down_is_put_aside_in_the_end():
    received = receive(letter())
    Letter.objects.update(tries=4)
    assert reading.read_carefully(received.id, now=NOW) == "quarantined"
    assert mailroom.letter(received.id).failure == "brings_workers_down"


def test_a_letter_is_read_at_the_first_try():
    received = receive(letter())
    assert reading.read_carefully(received.id, now=NOW) == "parsed"
