"""Where a letter comes from and how far it got."""

from enum import StrEnum


class Source(StrEnum):
    SMTP = "smtp"
    LMTP = "lmtp"
    IMAP = "imap"
    IMPORT = "import"
    OUTBOUND = "outbound"


class LetterState(StrEnum):
    """`received`: only the bytes are kept so far."""

    RECEIVED = "received"
    PARSED = "parsed"
    QUARANTINED = "quarantined"
    DISCARDED = "discarded"


class OutgoingState(StrEnum):
    """`sending` is claimed by one worker; after its death the claim lapses and the letter is tried again."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
