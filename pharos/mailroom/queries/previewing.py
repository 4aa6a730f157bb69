"""A letter of ours before it is sent: written and read again, so that what is shown is what arrives."""

from dataclasses import dataclass
from datetime import datetime

from pharos.core.ids import new_id
from pharos.core.objections import Objection
from pharos.mailroom.parsing import Address, parse_letter
from pharos.mailroom.queries.addresses import sender_of
from pharos.mailroom.rules.codes import Code
from pharos.mailroom.rules.composing import Draft, compose, new_message_id, objections_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How a draft will arrive, or what stands against sending it; then everything else is empty."""

    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    text: str = ""
    objections: tuple[Objection, ...] = ()


def preview(draft: Draft, now: datetime) -> Preview:
    """The draft composed as for sending, and parsed as a recipient's program would. Nothing is written."""
    sender = sender_of(draft)
    if sender is None:
        return Preview(objections=(Objection(Code.NO_SENDER_ADDRESS),))
    if objections := objections_to(draft, sender):
        return Preview(objections=tuple(objections))
    raw = compose(draft, sender, message_id=new_message_id(new_id(), sender), references=(), now=now)
    read = parse_letter(raw)
    return Preview(sender=read.sender, to=read.to, cc=read.cc, subject=read.subject, text=read.text)
