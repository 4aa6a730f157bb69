"""A letter of ours, written: headers that cannot be broken out of, in the right thread."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

from pharos.core.objections import Objection
from pharos.mailroom.parsing import Address
from pharos.mailroom.rules.codes import Code

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]")
_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}")
_REFERENCES = 25
MOST_FILE_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file to send along."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be sent. `answers` is the letter it replies to; `automatic` marks an answer no person wrote.

    Without a `sender` the insurer's own address for the language is used. The subject comes with its tag.
    """

    to: tuple[Address, ...]
    subject: str
    text: str
    language: str
    insurer: UUID | None = None
    sender: Address | None = None
    cc: tuple[Address, ...] = ()
    answers: UUID | None = None
    files: tuple[OutgoingFile, ...] = ()
    automatic: bool = False


def objections_to(draft: Draft, sender: Address) -> list[Objection]:
    """Why the draft cannot be sent as it is."""
    found: list[Objection] = []
    people = (sender, *draft.to, *draft.cc)
    if not draft.to:
        found.append(Objection(Code.NO_RECIPIENT))
    if not draft.text.strip():
        found.append(Objection(Code.TEXT_MISSING))
    lines = [draft.subject, *(one.name for one in people), *(file.name for file in draft.files)]
    if any(_CONTROL.search(line) for line in lines) or any(_CONTROL.search(one.email) for one in people):
        found.append(Objection(Code.LINE_BREAK_IN_HEADER))
    elif not all(_ADDRESS.fullmatch(one.email) for one in people):
        found.append(Objection(Code.BAD_ADDRESS))
    if sum(len(file.content) for file in draft.files) > MOST_FILE_BYTES:
        found.append(Objection(Code.ATTACHMENTS_TOO_LARGE, {"megabytes": MOST_FILE_BYTES >> 20}))
    return found


def references_for(answered_id: str, nearest_first: Iterable[str]) -> tuple[str, ...]:
    """The References of an answer: the first letter of the chain and the nearest ones, the answered one last."""
    chain = [one for one in reversed(tuple(nearest_first)) if one != answered_id] + [answered_id]
    return tuple(chain if len(chain) <= _REFERENCES else [chain[0], *chain[-_REFERENCES + 1 :]])


def compose(draft: Draft, sender: Address, *, message_id: str, references: tuple[str, ...], now: datetime) -> bytes:
    """The bytes to send. Only for drafts to which there is no objection."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _header(sender)
    message["To"] = [_header(one) for one in draft.to]
    if draft.cc:
        message["Cc"] = [_header(one) for one in draft.cc]
    message["Subject"] = draft.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id
    if references:
        message["In-Reply-To"] = references[-1]
        message["References"] = " ".join(references)
    message["Content-Language"] = draft.language
    if draft.automatic:
        message["Auto-Submitted"] = "auto-replied"
        message["X-Auto-Response-Suppress"] = "All"
    text = draft.text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    message.set_content(text, charset="utf-8", cte="base64" if not text.isascii() else None)
    for file in draft.files:
        kind = file.type if _TYPE.fullmatch(file.type) and not file.type.startswith(("multipart/", "message/")) else ""
        main, _, sub = (kind or "application/octet-stream").partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    return message.as_bytes()


def new_message_id(letter: UUID, sender: Address) -> str:
    """Chosen once, when the letter is queued: a second sending would carry the same, and readers show it once."""
    return f"<{letter.hex}@{sender.email.rpartition('@')[2]}>"


def _header(one: Address) -> HeaderAddress:
    return HeaderAddress(display_name=one.name, addr_spec=one.email)
