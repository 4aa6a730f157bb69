"""A letter as other rooms see it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pharos.mailroom.models import Attachment, Letter
from pharos.mailroom.parsing import Address
from pharos.mailroom.parsing.sniffing import SHOWABLE

READABLE = frozenset({"text/plain", "text/csv"})
LARGEST_PICTURE, LARGEST_TEXT = 4 * 1024 * 1024, 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """One file of a letter, without its bytes."""

    id: UUID
    letter: UUID
    name: str
    type: str
    size: int
    sha256: str
    inline: bool
    dangerous: bool

    @property
    def showable(self) -> bool:
        """A picture or a document that may be looked at in place, if its bytes agree when asked again."""
        return self.type in SHOWABLE and not self.dangerous

    @property
    def picture(self) -> bool:
        """Small enough to stand in the letter itself."""
        return self.showable and self.type.startswith("image/") and self.size <= LARGEST_PICTURE

    @property
    def readable(self) -> bool:
        """Plain text, to be read in place, sign by sign."""
        return self.type in READABLE and not self.dangerous and self.size <= LARGEST_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter, opened. `thread` is the id of the thread's first letter; `parent` the letter it answers, if known."""

    id: UUID
    insurer: UUID | None
    source: str
    state: str
    received_at: datetime
    envelope_from: str | None
    envelope_to: tuple[str, ...]
    copies: int
    message_id: str
    conflicting: bool
    thread: UUID | None
    parent: UUID | None
    refers_to: tuple[str, ...]
    stranger: bool
    sent_at: datetime | None
    sender: Address
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    visible_text: str
    quoted_text: str
    signature: str
    html: str
    language: str
    automatic: str
    answerable: bool
    mailing_list: bool
    forwarded: bool
    bounced: str
    bounced_message_id: str
    spam: tuple[str, ...]
    defects: tuple[str, ...]
    remote_images: int
    failure: str
    size: int
    attachments: tuple[AttachmentView, ...]

    @property
    def outbound(self) -> bool:
        return self.source == "outbound"

    @property
    def answer_to(self) -> Address:
        """Whom an answer goes to."""
        return self.reply_to[0] if self.reply_to else self.sender


def pack_people(sender_name: str, **groups: tuple[Address, ...]) -> str:
    """Names and addresses of a letter, for sealing."""
    packed = {name: [[one.email, one.name] for one in addresses] for name, addresses in groups.items() if addresses}
    return json.dumps({"sender": sender_name, **packed}, ensure_ascii=False, separators=(",", ":"))


_AS_THEY_ARE = (
    "id", "source", "state", "received_at", "envelope_from", "copies", "message_id", "conflicting", "thread", "parent",
    "stranger", "sent_at", "language", "automatic", "answerable", "mailing_list", "forwarded", "bounced",
    "bounced_message_id", "remote_images", "failure", "size",
)  # fmt: skip
_OPENED = ("subject", "visible_text", "quoted_text", "signature", "html")
_LISTS = ("envelope_to", "refers_to", "spam", "defects")


def letter_view(letter: Letter, attachments: list[Attachment]) -> LetterView:
    """The frozen form of a row and its files."""
    people = json.loads(letter.people) if letter.people else {}
    values: dict[str, Any] = {name: getattr(letter, name) for name in _AS_THEY_ARE}
    values |= {name: getattr(letter, name) or "" for name in _OPENED}
    values |= {name: tuple(getattr(letter, name)) for name in _LISTS}
    return LetterView(
        **values,
        insurer=letter.insurer_id,
        sender=Address(letter.sender_email, people.get("sender", "")),
        reply_to=_addresses(people.get("reply_to")),
        to=_addresses(people.get("to")),
        cc=_addresses(people.get("cc")),
        attachments=tuple(attachment_view(one) for one in attachments),
    )


def attachment_view(row: Attachment) -> AttachmentView:
    return AttachmentView(
        id=row.id,
        letter=row.letter_id,
        name=row.name or "",
        type=row.type,
        size=row.size,
        sha256=row.sha256,
        inline=row.inline,
        dangerous=row.dangerous,
    )


def _addresses(packed: list[list[str]] | None) -> tuple[Address, ...]:
    return tuple(Address(email, name) for email, name in packed or ())
