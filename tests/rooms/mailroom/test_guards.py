"""What protects letters: rows of insurers, sealed texts, counts of statements."""

import pytest

from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.mailroom.models import Attachment, Letter, Mailbox, Outgoing, RawLetter
from pharos.vault import api as vault
from tests.cast import NOW
from tests.letters import letter, with_file

pytestmark = pytest.mark.django_db

SECRET = "перелом-бедра-примета"


@pytest.fixture
def two_insurers():
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)
    return [one.id for one in insurers.insurers()][:2]


def address_of(insurer):
    return insurers.SenderAddress.objects.filter(insurer=insurer).first().address


def arrived(content, to="help@sz.example"):
    received = mailroom.receive(content, now=NOW, envelope_to=[to], envelope_from=None, source="smtp")
    mailroom.parse(received.id, now=NOW)
    return received.id


def test_an_insurer_sees_its_own_letters_and_files_only(two_insurers):
    ours, other = two_insurers
    mine = arrived(with_file(b"%PDF-1.4", "attachment; filename=a.pdf"), to=address_of(ours))
    arrived(letter(), to=address_of(other))
    arrived(letter(), to="nobody@pharos.example")
    with insurers.as_insurer(ours):
        assert [row.id for row in Letter.objects.all()] == [mine]
        assert [row.letter_id for row in RawLetter.objects.all()] == [mine]
        assert [row.letter_id for row in Attachment.objects.all()] == [mine]
        assert not Outgoing.objects.exists()
        assert not Mailbox.objects.exists()


def test_a_letter_whose_insurer_is_found_out_later_becomes_visible_to_it(two_insurers):
    ours, _ = two_insurers
    found = arrived(with_file(b"%PDF-1.4", "attachment; filename=a.pdf"))
    mailroom.assign_insurer({found: ours})
    with insurers.as_insurer(ours):
        assert Letter.objects.count() == RawLetter.objects.count() == Attachment.objects.count() == 1


def test_no_word_of_a_letter_stands_open_in_the_database(superuser, django_db_setup):
    content = with_file(b"x", f'attachment; filename="{SECRET}.pdf"', text=SECRET).replace(
        b"Subject: file", f"Subject: {SECRET}".encode()
    )
    found = arrived(content)
    assert mailroom.letter(found).subject == SECRET
    for model in (Letter, RawLetter, Attachment):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(f"select t::text from {model._meta.db_table} t")
            dump = "".join(row[0] for row in cursor.fetchall())
        assert SECRET not in dump
        assert SECRET.encode().hex() not in dump


def test_events_say_nothing_about_a_person():
    arrived(letter(SECRET, subject=SECRET, sender="secret.person@mail.example"))
    payloads = "".join(entry.payload for entry in journal.entries_after(position=0, limit=100))
    assert SECRET not in payloads
    assert "secret.person" not in payloads


def test_a_letter_whose_key_is_destroyed_says_nothing_any_more():
    found = arrived(letter(SECRET))
    vault.destroy(Letter.objects.get(pk=found).key_id, now=NOW)
    view = mailroom.letter(found)
    assert (view.visible_text, view.subject, mailroom.raw_letter(found)) == ("", "", b"")


def test_an_import_needs_few_statements_however_many_letters(django_assert_max_num_queries):
    deliveries = [mailroom.RawDelivery(letter(f"{number}")) for number in range(200)]
    with django_assert_max_num_queries(20):
        mailroom.receive_and_parse_many(deliveries, now=NOW, actor=Actor.system("import"))


def test_a_list_of_letters_takes_three_queries(django_assert_max_num_queries):
    ids = [arrived(letter(f"{number}")) for number in range(10)]
    with django_assert_max_num_queries(3):
        assert len(mailroom.letters(ids)) == 10


@pytest.mark.parametrize(
    "query",
    [
        "select id from mailroom_letter where message_id = 'x'",
        "select id from mailroom_letter where thread = '01a20c47-dd72-7a82-9c0e-5543ded8f671'",
        "select id from mailroom_letter where sender_email = 'x'",
        "select id from mailroom_letter where state = 'quarantined' order by failed_at desc, id desc limit 50",
        "select id from mailroom_letter where state = 'received' order by id limit 200",
        "select letter_id from mailroom_awaited where message_id = 'x'",
        "select letter_id from mailroom_outgoing where request = 'x'",
        "select count(*) from mailroom_outgoing where automatic and recipient = 1 and queued_at > now()",
    ],
)
def test_what_is_looked_up_stands_in_an_index(query):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain {query}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan" not in plan, plan
