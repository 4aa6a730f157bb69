"""What happens to letters as things: they arrive, are read or not, are sent. Ids and codes only."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class LetterArrived(Event):
    """The raw bytes of a letter are stored. `source` is smtp, lmtp, imap or import."""

    stream: ClassVar[str] = "letter"
    letter: UUID
    source: str


@dataclass(frozen=True, kw_only=True)
class LetterParsed(Event):
    """A letter was read and has its place in a thread; `thread` is the id of the thread's first letter."""

    stream: ClassVar[str] = "letter"
    letter: UUID
    thread: UUID
    source: str


@dataclass(frozen=True, kw_only=True)
class LettersImported(Event):
    """Many letters were stored and read at once, by an import. Each is in the table; `run` names the import."""

    stream: ClassVar[str] = "run"
    run: UUID
    letters: tuple[UUID, ...]
    quarantined: int


@dataclass(frozen=True, kw_only=True)
class ThreadsJoined(Event):
    """A letter that others had answered came late: the thread `joined` is now part of `thread`."""

    stream: ClassVar[str] = "thread"
    thread: UUID
    joined: UUID


@dataclass(frozen=True, kw_only=True)
class LetterQuarantined(Event):
    """A letter could not be read; a person has to look. Its bytes are kept."""

    stream: ClassVar[str] = "letter"
    letter: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class LetterDiscarded(Event):
    """A person decided that a letter in quarantine is not worth more trouble. Its bytes are kept."""

    stream: ClassVar[str] = "letter"
    letter: UUID


@dataclass(frozen=True, kw_only=True)
class LetterQueued(Event):
    """A letter of ours waits in the outbox."""

    stream: ClassVar[str] = "letter"
    letter: UUID
    thread: UUID


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event):
    """The next mail system took a letter of ours."""

    stream: ClassVar[str] = "letter"
    letter: UUID
    thread: UUID


@dataclass(frozen=True, kw_only=True)
class LetterNotSent(Event):
    """A letter of ours was refused for good, or too many times; a person has to look."""

    stream: ClassVar[str] = "letter"
    letter: UUID
    thread: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class MailboxChanged(Event):
    """A mailbox was added or its settings changed; `fields` names them, never their values."""

    stream: ClassVar[str] = "mailbox"
    mailbox: UUID
    fields: tuple[str, ...]
