"""Letters for tests of the contact room, delivered as they really are: raw bytes through the mail room."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from itertools import count
from uuid import UUID

from django.utils import timezone

from pharos.cases import api as cases
from pharos.contact.models import Contact
from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from tests.cast import NOW

SMTP_ACTOR = Actor.system("smtp")
_numbers = count(1)


def letter(
    text: str = "У меня температура 39, отель Sunrise, Хургада",
    *,
    message_id: str = "",
    sender: str = "Кирилл Серов <kirill@serov.example>",
    subject: str = "Нужна помощь",
    to: str = "help@severnaya-zvezda.example",
    **headers: str,
) -> bytes:
    """One letter as bytes; `In_Reply_To` and their like become headers."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = "Sat, 18 Jul 2026 02:00:00 +0300"
    message["Message-ID"] = message_id or f"<{next(_numbers)}@serov.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def deliver(raw: bytes, *, now: datetime = NOW, to: tuple[str, ...] = ()) -> UUID:
    """Hand a letter in at the door, have it read and every subscriber told. Returns its id."""
    received = mailroom.receive(
        raw, now=now, envelope_to=to, envelope_from="kirill@serov.example", source="smtp", read_later=False
    )
    mailroom.parse(received.id, now=now)
    hear()
    return received.id


def hear() -> None:
    """Deliver everything in the journal to the contact room."""
    for name in ("contact.filing", "contact.unsent"):
        journal.deliver(name, now=timezone.now())


def contact_of(letter_id: UUID) -> Contact:
    return Contact.objects.select_related("conversation").get(letter=letter_id)


def registered(**facts: object) -> cases.RegisteredCase:
    """A case of Kirill Serov's."""
    insured = cases.PartyFacts(role=cases.PartyRole.INSURED, name="Серов Кирилл", mail="kirill@serov.example")
    registration = cases.Registration(insured=insured, **facts)  # type: ignore[arg-type]
    return cases.register_case(actor=SMTP_ACTOR, now=NOW, registration=registration)
