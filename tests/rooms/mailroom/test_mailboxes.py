"""Mailboxes polled by IMAP, against a real dovecot."""

import time

import pytest
from imap_tools import MailBoxUnencrypted

from pharos.mailroom.intake.imap import Poller, connected, fetch
from pharos.mailroom.models import Letter, Mailbox
from pharos.vault import api as vault
from tests.dovecot import PASSWORD, USER, dovecot
from tests.letters import letter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with dovecot(tmp_path_factory.mktemp("dovecot")) as server:
        yield server


@pytest.fixture
def box(server):
    with MailBoxUnencrypted("127.0.0.1", server.port).login(USER, PASSWORD) as box:
        for uid in box.uids():
            box.delete(uid)
        if not box.folder.exists("Done"):
            box.folder.create("Done")
        yield box


@pytest.fixture
def mailbox(server, box):
    return Mailbox.objects.create(
        address="desk@pharos.example",
        host="127.0.0.1",
        port=server.port,
        security="none",
        username=USER,
        key=vault.new_key(),
        password=PASSWORD,
    )


def poll(mailbox):
    with connected(mailbox) as box:
        return fetch(box, mailbox)


def eventually(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_what_waits_is_stored_exactly_and_marked_as_seen(box, mailbox):
    content = letter(charset="koi8-r").replace(b"\n", b"\r\n")
    box.append(content)
    assert poll(mailbox) == 1
    row = Letter.objects.get()
    assert bytes(row.raw.content) == content
    assert (row.source, row.envelope_to) == ("imap", ["desk@pharos.example"])
    box.folder.set("INBOX")
    assert [message.flags for message in box.fetch(mark_seen=False)] == [("\\Seen",)]


def test_a_letter_is_fetched_once_also_when_somebody_marks_it_unread(box, mailbox):
    box.append(letter())
    poll(mailbox)
    box.folder.set("INBOX")
    box.flag(box.uids(), "\\Seen", value=False)
    assert poll(mailbox) == 0
    assert Letter.objects.count() == 1


def test_a_letter_somebody_has_already_read_is_fetched_all_the_same(box, mailbox):
    box.append(letter(), flag_set=["\\Seen"])
    assert poll(mailbox) == 1


def test_fetched_letters_are_moved_away_where_that_is_wanted(box, mailbox):
    mailbox.after_fetch, mailbox.moved_to = "move", "Done"
    box.append(letter())
    assert poll(mailbox) == 1
    box.folder.set("INBOX")
    assert box.uids() == []


def test_a_renumbered_folder_is_read_again_without_doubling(box, mailbox):
    box.append(letter())
    poll(mailbox)
    mailbox.uid_validity = 1
    assert poll(mailbox) == 1
    assert Letter.objects.get().copies == 2


def test_a_killed_fetch_that_had_stored_but_not_marked_doubles_nothing(box, mailbox):
    box.append(letter())
    poll(mailbox)
    mailbox.last_uid = 0
    poll(mailbox)
    assert Letter.objects.count() == 1


def test_a_waiting_connection_wakes_on_a_new_letter(box, mailbox):
    poller = Poller(mailbox.id, idle_seconds=0.5)
    poller.start()
    try:
        assert eventually(lambda: Mailbox.objects.get().last_fetched_at)
        box.append(letter())
        started = time.monotonic()
        assert eventually(Letter.objects.exists)
        assert time.monotonic() - started < 5
    finally:
        poller.stopping.set()
        poller.join(30)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"password": "wrong"}, "login_refused"),
        ({"port": 1}, "no_connection"),
        ({"folder": "Nowhere"}, "folder_missing"),
    ],
)
def test_what_is_wrong_with_a_mailbox_can_be_seen(mailbox, change, code):
    for name, value in change.items():
        setattr(mailbox, name, value)
    mailbox.save()
    poller = Poller(mailbox.id, idle_seconds=0.5)
    poller.start()
    try:
        assert eventually(lambda: Mailbox.objects.get().last_error == code)
    finally:
        poller.stopping.set()
        poller.join(30)


def test_a_server_that_comes_back_is_found_again(tmp_path, mailbox):
    with dovecot(tmp_path) as first:
        Mailbox.objects.update(port=first.port)
        poller = Poller(mailbox.id, idle_seconds=0.5)
        poller.start()
        assert eventually(lambda: Mailbox.objects.get().last_fetched_at)
    try:
        assert eventually(lambda: Mailbox.objects.get().last_error)
        with dovecot(tmp_path, first.port):
            with MailBoxUnencrypted("127.0.0.1", first.port).login(USER, PASSWORD) as box:
                box.append(letter())
            assert eventually(Letter.objects.exists)
            assert eventually(lambda: not Mailbox.objects.get().last_error)
            poller.stopping.set()
    finally:
        poller.stopping.set()
        poller.join(40)
