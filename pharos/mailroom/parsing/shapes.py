"""What a letter looks like once it is read: frozen, free of charsets, safe to store and to show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pharos.mailroom.parsing.language import UNKNOWN


class FailureCode(StrEnum):
    """Why a letter could not be read at all."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_LETTER = "not_a_letter"
    TOO_MANY_PARTS = "too_many_parts"
    UNEXPECTED = "unexpected"


class ParseFailed(Exception):
    """The letter cannot be read; `code` says why, `detail` names the surprise (a class name, never a text)."""

    def __init__(self, code: FailureCode, detail: str = "") -> None:
        super().__init__(code.value, detail)
        self.code = code
        self.detail = detail


class Defect(StrEnum):
    """What was wrong with a letter that was read all the same."""

    HEADERS_CAPPED = "headers_capped"
    HEADER_JUNK = "header_junk"
    NO_MESSAGE_ID = "no_message_id"
    NO_SENDER = "no_sender"
    NO_BOUNDARY = "no_boundary"
    UNCLOSED_MULTIPART = "unclosed_multipart"
    NESTED_TOO_DEEP = "nested_too_deep"
    CHARSET_GUESSED = "charset_guessed"
    TRANSFER_DAMAGED = "transfer_damaged"
    HTML_CAPPED = "html_capped"
    TEXT_CAPPED = "text_capped"
    ATTACHMENTS_CAPPED = "attachments_capped"


class Automatic(StrEnum):
    """A machine wrote it: in answer to a letter, of its own accord, or to say a letter was opened."""

    REPLIED = "replied"
    GENERATED = "generated"
    RECEIPT = "receipt"


class SpamSign(StrEnum):
    """Why a letter is thought to be advertising or worse."""

    FLAGGED = "flagged"
    SCORED = "scored"
    ADVERTISING = "advertising"


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address in lower case and the name written beside it."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A letter of ours came back (`permanent`) or is late; which one, and for whom, where the report says so."""

    original_message_id: str
    recipients: tuple[str, ...]
    permanent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedAttachment:
    """One file of a letter. `type` is told from the content, never believed from the header."""

    name: str
    original_name: str
    type: str
    declared_type: str
    content: bytes
    sha256: str
    inline: bool
    dangerous: bool
    content_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedLetter:
    """A letter, read. `visible_text` is what its writer wrote; `quoted_text` and `signature` were folded away."""

    message_id: str
    message_id_derived: bool
    fingerprint: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    date: datetime | None
    mailing_list: bool
    text: str = ""
    visible_text: str = ""
    quoted_text: str = ""
    signature: str = ""
    forwarded: bool = False
    html: str = ""
    remote_images: int = 0
    language: str = UNKNOWN
    automatic: Automatic | None = None
    answerable: bool = False
    bounce: Bounce | None = None
    spam: tuple[SpamSign, ...] = ()
    attachments: tuple[ParsedAttachment, ...] = ()
    defects: tuple[Defect, ...] = ()
