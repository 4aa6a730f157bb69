"""Tables of the mailroom."""

from pharos.mailroom.models.letters import Attachment, Awaited, Letter, RawLetter
from pharos.mailroom.models.mailboxes import Mailbox
from pharos.mailroom.models.outbox import Outgoing

__all__ = ["Attachment", "Awaited", "Letter", "Mailbox", "Outgoing", "RawLetter"]
