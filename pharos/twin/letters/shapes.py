"""A letter before it becomes bytes."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Paper:
    """An attachment. `naming` says how its name travels: "rfc2231", "rfc2231_split" or the old "rfc2047"."""

    name: str
    type: str
    content: bytes
    naming: str = "rfc2231"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """`form`: "plain", "html" or "both"; `transfer`: "8bit", "base64" or "quoted-printable".

    `envelope_from` differs from the sender for machines only: a bounce comes from nobody.
    """

    sender: str
    sender_name: str = ""
    to: str
    subject: str
    text: str
    date: datetime
    message_id: str
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    charset: str = "utf-8"
    form: str = "plain"
    transfer: str = "base64"
    papers: tuple[Paper, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    envelope_from: str | None = None
    report: str = ""

    @property
    def envelope_sender(self) -> str:
        return self.sender if self.envelope_from is None else self.envelope_from


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A letter of ours that reached its addressee: what is needed to answer it."""

    message_id: str
    subject: str
    text: str
    sender: str
    to: str
    references: tuple[str, ...] = ()
