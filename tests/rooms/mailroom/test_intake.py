"""The doors for letters: real SMTP and LMTP sessions, real processes killed in the middle."""

import asyncio
import os
import random
import smtplib
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest
from django.db import connection
from django.test import override_settings

from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.mailroom import api as mailroom
from pharos.mailroom.intake import smtp
from pharos.mailroom.intake.running import Doors, Intake
from pharos.mailroom.intake.smtp import Bounds
from pharos.mailroom.intake.storing import AddressBook
from pharos.mailroom.models import Letter, Mailbox
from pharos.mailroom.rules.states import Source
from tests.cast import NOW
from tests.letters import letter

pytestmark = pytest.mark.django_db(transaction=True)

FROM, TO = "ivan@mail.example", "desk@pharos.example"


@pytest.fixture
def our_address():
    return Mailbox.objects.create(address=TO)


class Running:
    """An intake on an event loop of its own."""

    def __init__(self, bounds=None):
        self.loop = asyncio.new_event_loop()
        self.intake = Intake(Doors(smtp=0, lmtp=0, poll=False), bounds)
        self.thread = threading.Thread(target=self.loop.run_forever)

    def __enter__(self):
        self.thread.start()
        asyncio.run_coroutine_threadsafe(self.intake.start(), self.loop).result(10)
        return self.intake.ports

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result(15)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()

    async def _end(self):
        await self.intake.stop()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def ports(our_address):
    with Running() as ports:
        yield ports


@pytest.fixture
def client(ports):
    with smtplib.SMTP("127.0.0.1", ports[Source.SMTP], timeout=30) as client:
        yield client


def test_a_letter_is_stored_when_it_is_acknowledged(client):
    content = letter(charset="koi8-r").replace(b"\n", b"\r\n")
    client.sendmail(FROM, [TO], content)
    [row] = Letter.objects.all()
    assert (row.state, row.source, row.envelope_from, row.envelope_to) == ("received", "smtp", FROM, [TO])
    assert mailroom.raw_letter(row.id) == content


def test_reading_is_ordered_in_the_same_transaction(client):
    client.sendmail(FROM, [TO], letter())
    with connection.cursor() as cursor:
        cursor.execute("select args->>'letter' from procrastinate_jobs where task_name = 'mailroom.read_letter'")
        assert cursor.fetchall() == [(str(Letter.objects.get().id),)]


def test_nothing_is_relayed(client):
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        client.sendmail(FROM, ["somebody@else.example"], letter())
    assert refusal.value.recipients["somebody@else.example"][0] == 550
    assert not Letter.objects.exists()


@pytest.mark.parametrize("address", [TO.upper(), "desk+sz@pharos.example"])
def test_our_address_is_known_in_any_case_and_with_a_detail(client, address):
    assert client.sendmail(FROM, [address], letter()) == {}


def test_insurers_addresses_and_catch_all_domains_are_ours(ports):
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)
    address = insurers.SenderAddress.objects.first().address
    with override_settings(MAIL_CATCH_ALL_DOMAINS=["desk.example"]):
        book = AddressBook()
        assert book.accepts(address)
        assert book.accepts("anything@desk.example")
        assert not book.accepts("anything@else.example")


def test_a_letter_for_two_of_our_addresses_is_one(client):
    Mailbox.objects.create(address="claims@pharos.example")
    client.sendmail(FROM, [TO, "claims@pharos.example"], letter())
    assert Letter.objects.get().envelope_to == [TO, "claims@pharos.example"]


def test_a_lost_acknowledgement_makes_no_second_letter(client):
    content = letter()
    client.sendmail(FROM, [TO], content)
    client.sendmail(FROM, [TO], content)
    assert Letter.objects.get().copies == 2


def test_an_empty_sender_is_kept_as_empty(client):
    client.sendmail("", [TO], letter())
    assert Letter.objects.get().envelope_from == ""


def test_a_letter_above_the_cap_is_refused_with_a_clear_message(client):
    big = letter() + (b"x" * 78 + b"\r\n") * (36 * 1024 * 1024 // 80)
    with pytest.raises(smtplib.SMTPException) as refusal:
        client.sendmail(FROM, [TO], big)
    assert refusal.value.args[0] == 552 or refusal.value.smtp_code == 552
    assert not Letter.objects.exists()


def test_a_thirty_megabyte_letter_is_taken(client):
    big = letter() + (b"x" * 76 + b"\r\n") * (30 * 1024 * 1024 // 78)
    client.sendmail(FROM, [TO], big)
    assert Letter.objects.get().size > 30_000_000


def test_a_very_long_line_is_taken(client):
    client.sendmail(FROM, [TO], letter() + b"\r\n" + b"y" * 500_000)
    assert Letter.objects.exists()


def test_commands_may_come_in_one_go(ports):
    with socket.create_connection(("127.0.0.1", ports[Source.SMTP]), 10) as connection:
        commands = f"EHLO me\r\nMAIL FROM:<{FROM}>\r\nRCPT TO:<{TO}>\r\nDATA\r\n".encode()
        connection.sendall(commands + letter().replace(b"\n", b"\r\n") + b"\r\n.\r\nQUIT\r\n")
        answers = b""
        while data := connection.recv(4096):
            answers += data
    assert b"250 2.0.0 Stored" in answers
    assert Letter.objects.count() == 1


def test_a_bare_line_feed_before_a_dot_ends_no_letter(ports):
    """SMTP smuggling: only CR LF dot CR LF ends a letter."""
    with socket.create_connection(("127.0.0.1", ports[Source.SMTP]), 10) as connection:
        start = f"EHLO me\r\nMAIL FROM:<{FROM}>\r\nRCPT TO:<{TO}>\r\nDATA\r\n".encode()
        smuggled = f"\n.\nMAIL FROM:<thief@else.example>\r\nRCPT TO:<{TO}>\r\nDATA\r\nFrom: x\r\n".encode()
        connection.sendall(start + letter().replace(b"\n", b"\r\n") + smuggled + b"\r\n.\r\nQUIT\r\n")
        while connection.recv(4096):
            pass
    assert Letter.objects.get().envelope_from == FROM


def test_lmtp_answers_for_each_recipient(ports):
    Mailbox.objects.create(address="claims@pharos.example")
    with smtplib.LMTP("127.0.0.1", ports[Source.LMTP]) as client:
        client.ehlo()
        client.docmd(f"MAIL FROM:<{FROM}>")
        client.docmd(f"RCPT TO:<{TO}>")
        client.docmd("RCPT TO:<claims@pharos.example>")
        assert client.docmd("DATA")[0] == 354
        client.send(letter().replace(b"\n", b"\r\n") + b"\r\n.\r\n")
        assert [client.getreply()[0], client.getreply()[0]] == [250, 250]
    assert Letter.objects.get().source == "lmtp"


def test_without_a_database_the_sender_is_asked_to_come_again(client, monkeypatch):
    from django.db import OperationalError

    def away(*_):
        raise OperationalError

    monkeypatch.setattr(smtp, "store", away)
    with pytest.raises(smtplib.SMTPDataError) as refusal:
        client.sendmail(FROM, [TO], letter())
    assert refusal.value.smtp_code == 451


def test_connections_above_the_bound_are_asked_to_come_later(our_address):
    with Running(Bounds(connections=2)) as ports:
        held = [smtplib.SMTP("127.0.0.1", ports[Source.SMTP]) for _ in range(2)]
        with pytest.raises(smtplib.SMTPConnectError) as refusal:
            smtplib.SMTP("127.0.0.1", ports[Source.SMTP])
        assert refusal.value.smtp_code == 421
        for client in held:
            client.quit()
        time.sleep(0.2)
        smtplib.SMTP("127.0.0.1", ports[Source.SMTP]).quit()


def test_a_silent_client_is_sent_away(our_address):
    with (
        Running(Bounds(idle_seconds=0.3)) as ports,
        socket.create_connection(("127.0.0.1", ports[Source.SMTP]), 10) as connection,
    ):
        connection.recv(1000)
        assert connection.recv(1000) == b""


def test_no_acknowledged_letter_is_lost_when_the_intake_is_killed(our_address, django_db_setup):
    """Letters are sent while the process is killed -9 again and again; what was acknowledged is there, once."""
    acknowledged: set[str] = set()
    numbers = iter(range(10_000))
    for _ in range(3):
        process, port = _start_process()
        killer = threading.Timer(random.uniform(0, 0.1), process.kill)
        enough = len(acknowledged) + 8
        with suppress(OSError, smtplib.SMTPException), smtplib.SMTP("127.0.0.1", port, timeout=30) as client:
            while True:
                message_id = f"<kill-{next(numbers)}@mail.example>"
                client.sendmail(FROM, [TO], letter(message_id=message_id))
                acknowledged.add(message_id)
                if len(acknowledged) == enough:
                    killer.start()
        killer.join()
        process.wait(10)
    stored = list(Letter.objects.values_list("message_id", flat=True))
    assert len(acknowledged) >= 24
    assert acknowledged <= set(stored)
    assert len(stored) == len(set(stored))


def _start_process():
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "mail_intake", "--smtp-port", "0", "--no-imap"],
        stdout=subprocess.PIPE,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "pharos.site.settings", "PYTHONPATH": os.getcwd()},
        text=True,
    )
    line = process.stdout.readline()
    process.stdout.close()
    return process, int(line.rsplit(" ", 1)[1])
