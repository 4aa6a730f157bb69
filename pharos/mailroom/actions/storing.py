"""From a parsed letter to its rows, without saving any."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from pharos.mailroom.models import Attachment, Letter
from pharos.mailroom.parsing import Glimpse, ParsedLetter
from pharos.mailroom.queries.addresses import without_detail
from pharos.mailroom.queries.views import pack_people
from pharos.mailroom.rules.identity import address_mark, identity
from pharos.mailroom.rules.states import LetterState
from pharos.mailroom.rules.threading import refers_to

_LONGEST_ADDRESS = 320


def new_letter(
    raw: bytes, glimpse: Glimpse, *, now: datetime, envelope_from: str | None, envelope_to: Iterable[str], source: str
) -> Letter:
    """The row of a letter of which only the bytes are known."""
    return Letter(
        source=source,
        received_at=now,
        envelope_from=None if envelope_from is None else clean_address(envelope_from),
        envelope_to=list(dict.fromkeys(clean_address(one) for one in envelope_to))[:100],
        identity=identity(glimpse.message_id, glimpse.fingerprint),
        sha256=sha256(raw).hexdigest(),
        size=len(raw),
        message_id=glimpse.message_id,
    )


def clean_address(address: str) -> str:
    """An envelope address fit for a column."""
    return address.replace("\x00", "").strip().lower()[:_LONGEST_ADDRESS]


def fill(letter: Letter, parsed: ParsedLetter) -> None:
    """Write what was read into the row."""
    sender = parsed.sender
    letter.state = LetterState.PARSED
    letter.failure = letter.failure_detail = ""
    letter.failed_at = None
    letter.refers_to = list(refers_to(parsed.in_reply_to, parsed.references, parsed.message_id))
    letter.correspondents = marks(
        one.email for group in ((sender,) if sender else (), parsed.reply_to, parsed.to, parsed.cc) for one in group
    )
    letter.sent_at = parsed.date
    letter.sender_email = sender.email[:_LONGEST_ADDRESS] if sender else ""
    letter.people = pack_people(sender.name if sender else "", reply_to=parsed.reply_to, to=parsed.to, cc=parsed.cc)
    letter.subject, letter.visible_text = parsed.subject, parsed.visible_text
    letter.quoted_text = parsed.quoted_text or None
    letter.signature = parsed.signature or None
    letter.html = parsed.html or None
    letter.language, letter.automatic = parsed.language, parsed.automatic or ""
    letter.answerable, letter.mailing_list = parsed.answerable, parsed.mailing_list
    letter.forwarded, letter.remote_images = parsed.forwarded, parsed.remote_images
    letter.spam, letter.defects = list(parsed.spam), list(parsed.defects)
    if parsed.bounce:
        letter.bounced = "permanent" if parsed.bounce.permanent else "delayed"
        letter.bounced_message_id = parsed.bounce.original_message_id


def marks(emails: Iterable[str]) -> list[int]:
    """Comparable marks of addresses."""
    secret = settings.MAIL_SECRET
    return [address_mark(email, secret) for email in list(dict.fromkeys(emails))[:60]]


def files(letter: Letter, parsed: ParsedLetter) -> list[Attachment]:
    """Rows of the letter's files."""
    return [
        Attachment(
            letter_id=letter.id,
            insurer_id=letter.insurer_id,
            key_id=letter.key_id,
            place=place,
            name=file.name,
            original_name=file.original_name,
            type=file.type,
            declared_type=file.declared_type[:120],
            size=len(file.content),
            sha256=file.sha256,
            inline=file.inline,
            dangerous=file.dangerous,
            content=file.content,
        )
        for place, file in enumerate(parsed.attachments)
    ]


def insurer_of(addresses: Iterable[str], known: Mapping[str, UUID | None]) -> UUID | None:
    """Whose letter it is by the addresses it was written to."""
    return next(filter(None, (known.get(without_detail(address)) for address in addresses)), None)
