"""Letters of ours go out once, in their thread, and never to machines by themselves."""

import email
import email.policy
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.mailroom.models import Letter, Outgoing
from tests.cast import NOW
from tests.letters import letter
from tests.ports import free_port

pytestmark = pytest.mark.django_db

ANNA = Actor.staff(1)
DESK = mailroom.Address("help@sz.example", "Северная Звезда")
IVAN = mailroom.Address("ivan.petrov@mail.example", "Иван Петров")


class Server:
    """A mail server that keeps what it takes and refuses what it is told to."""

    def __init__(self):
        self.taken, self.answers = [], {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(envelope)
        return self.answers.get("data", "250 OK")


@pytest.fixture
def server():
    handler = Server()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    with override_settings(MAIL_SMTP_URL=f"smtp://127.0.0.1:{port}"):
        yield handler
    controller.stop()


def arrived(content):
    received = mailroom.receive(content, now=NOW, envelope_to=["help@sz.example"], envelope_from=None, source="smtp")
    mailroom.parse(received.id, now=NOW)
    return received.id


def queued(request="order-1", **options):
    draft = {"to": (IVAN,), "subject": "Ваше обращение", "text": "Мы перезвоним.", "language": "ru", "sender": DESK}
    return mailroom.queue_letter(actor=ANNA, now=NOW, request=request, draft=mailroom.Draft(**{**draft, **options}))


def read(envelope):
    return email.message_from_bytes(envelope.content, policy=email.policy.default)


def test_an_answer_goes_out_in_the_thread_of_the_letter_it_answers(server):
    first = arrived(letter(message_id="<one@mail.example>"))
    second = arrived(letter(message_id="<two@mail.example>", In_Reply_To="<one@mail.example>"))
    ours = queued(answers=second)
    assert mailroom.send(ours, now=NOW) == "sent"
    message = read(server.taken[0])
    assert message["In-Reply-To"] == "<two@mail.example>"
    assert message["References"] == "<one@mail.example> <two@mail.example>"
    assert message["From"] == "Северная Звезда <help@sz.example>"
    assert message.get_content().strip() == "Мы перезвоним."
    assert mailroom.thread_root(ours) == first
    reply = arrived(letter(In_Reply_To=message["Message-ID"]))
    assert mailroom.thread_root(reply) == first
    assert not mailroom.letter(reply).stranger


def test_the_same_order_twice_is_one_letter(server):
    assert queued() == queued()
    assert Outgoing.objects.count() == 1


def test_a_letter_is_sent_once(server):
    ours = queued()
    mailroom.send(ours, now=NOW)
    assert mailroom.send(ours, now=NOW) is None
    assert len(server.taken) == 1


def test_a_letter_whose_sender_died_goes_out_again_with_the_same_message_id(server):
    ours = queued()
    Outgoing.objects.update(state="sending", claimed_until=NOW + timedelta(minutes=15))
    assert mailroom.send(ours, now=NOW + timedelta(minutes=14)) is None
    assert mailroom.send(ours, now=NOW + timedelta(minutes=16)) == "sent"
    assert read(server.taken[0])["Message-ID"] == mailroom.letter(ours).message_id


def test_a_busy_server_is_tried_again_with_growing_pauses_and_then_given_up(server):
    server.answers["data"] = "451 later"
    ours, now, pauses = queued(), NOW, []
    for _ in range(20):
        if mailroom.send(ours, now=now) == "failed":
            break
        due = Outgoing.objects.get().next_try_at
        pauses.append(due - now)
        now = due
    assert pauses == sorted(pauses)
    assert timedelta(days=1) < sum(pauses, timedelta()) < timedelta(days=4)
    assert mailroom.outbox()[0].error == "try_later"


def test_a_refusal_for_good_is_seen_by_a_person_who_may_send_again(server):
    server.answers[IVAN.email] = "550 no such person"
    ours = queued()
    assert mailroom.send(ours, now=NOW) == "failed"
    assert mailroom.outbox()[0].error == "recipient_refused"
    server.answers.clear()
    mailroom.send_again(ours, actor=ANNA, now=NOW)
    assert mailroom.send(ours, now=NOW) == "sent"


def test_only_recipients_not_yet_served_are_tried_again(server):
    other = mailroom.Address("clinic@clinic.example")
    server.answers[other.email] = "450 later"
    ours = queued(cc=(other,))
    assert mailroom.send(ours, now=NOW) == "queued"
    server.answers.clear()
    assert mailroom.send(ours, now=NOW + timedelta(hours=1)) == "sent"
    assert [envelope.rcpt_tos for envelope in server.taken] == [[IVAN.email], [other.email]]


def test_no_server_at_all_means_later():
    ours = queued()
    with override_settings(MAIL_SMTP_URL="smtp://127.0.0.1:1"):
        assert mailroom.send(ours, now=NOW) == "queued"
    assert Outgoing.objects.get().last_error == "no_connection"


def test_by_default_letters_go_to_a_folder_and_nowhere_else(tmp_path):
    ours = queued()
    with override_settings(MAIL_SMTP_URL="file://", MAIL_SENT_FOLDER=tmp_path):
        assert mailroom.send(ours, now=NOW) == "sent"
    assert [path.read_bytes() for path in tmp_path.glob("*.eml")] == [mailroom.raw_letter(ours)]


@pytest.mark.parametrize(
    "options",
    [
        {"subject": "x\r\nBcc: all@else.example"},
        {"to": (mailroom.Address("a@b.example", "x\nBcc: all@else.example"),)},
        {"to": (mailroom.Address("a@b.example\r\nBcc: all@else.example"),)},
        {"files": (mailroom.OutgoingFile("a\r\nX: y.pdf", "application/pdf", b"%PDF"),)},
        {"sender": mailroom.Address("help@sz.example", "x\u2028y")},
    ],
)
def test_a_line_break_in_a_header_is_refused(options):
    with pytest.raises(Objected, match="line_break_in_header"):
        queued(**options)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"to": ()}, "no_recipient"),
        ({"text": " \n"}, "text_missing"),
        ({"to": (mailroom.Address("nobody"),)}, "bad_address"),
        ({"sender": None}, "no_sender_address"),
        ({"files": (mailroom.OutgoingFile("big", "application/pdf", bytes(21 << 20)),)}, "attachments_too_large"),
    ],
)
def test_a_letter_that_cannot_be_sent_is_refused_when_it_is_written(options, code):
    with pytest.raises(Objected, match=code):
        queued(**options)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"X_Auto_Response_Suppress": "OOF"},
        {"List_Id": "<news.example>"},
    ],
)
def test_a_machine_is_never_answered_by_a_machine(headers):
    answered = arrived(letter(**headers))
    with pytest.raises(Objected, match="never_answer_machines"):
        queued(answers=answered, automatic=True)
    assert queued(answers=answered)


def test_automatic_answers_to_one_address_run_out():
    for number in range(3):
        queued(request=f"order-{number}", automatic=True)
    with pytest.raises(Objected, match="enough_automatic_answers"):
        queued(request="one more", automatic=True)
    assert queued(request="by hand")


def test_an_automatic_answer_says_that_it_is_one(server):
    mailroom.send(queued(automatic=True), now=NOW)
    assert read(server.taken[0])["Auto-Submitted"] == "auto-replied"


def test_a_file_arrives_as_it_was(server):
    mailroom.send(queued(files=(mailroom.OutgoingFile("Гарантия.pdf", "application/pdf", b"%PDF-1.4"),)), now=NOW)
    [part] = read(server.taken[0]).iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("Гарантия.pdf", b"%PDF-1.4")


def test_events_name_the_letter_and_no_person(server):
    mailroom.send(queued(), now=NOW)
    entries = [entry for entry in journal.entries_after(position=0, limit=100) if entry.type.startswith("mailroom.")]
    assert [entry.type for entry in entries] == ["mailroom.LetterQueued", "mailroom.LetterSent"]
    assert not any("ivan" in entry.payload for entry in entries)
