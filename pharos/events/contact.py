"""What happens at the company's door: letters and calls, and the conversations they make.

Reasons and kinds are harmless codes; words stay in their rows.
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class ConversationEvent(Event):
    """Anything in one conversation; its case orders it where there is one, else the conversation itself."""

    stream: ClassVar[str] = "conversation"
    conversation: UUID
    case: UUID | None

    def stream_id(self) -> UUID:
        return self.case or self.conversation


@dataclass(frozen=True, kw_only=True)
class LetterFiled(ConversationEvent):
    """A letter from outside found its conversation. `kind` is who writes, or what sort of machine did.

    Whether words of danger were found in it would say something of a person's health: that stays in the row.
    """

    letter: UUID
    kind: str
    opened: bool


@dataclass(frozen=True, kw_only=True)
class LetterHeld(ConversationEvent):
    """A letter claims a case in a way that proves nothing; a person decides where it belongs."""

    letter: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class HeldLetterDecided(ConversationEvent):
    """A person looked at a held letter: it belongs to the case it names, or it stands by itself."""

    letter: UUID | None
    attached: bool


@dataclass(frozen=True, kw_only=True)
class LetterAnswered(ConversationEvent):
    """A letter of ours was put in the outbox."""

    letter: UUID


@dataclass(frozen=True, kw_only=True)
class LetterWritten(ConversationEvent):
    """A letter of ours that answers nobody was put in the outbox: we wrote first."""

    letter: UUID


@dataclass(frozen=True, kw_only=True)
class LetterUndelivered(ConversationEvent):
    """A letter of ours did not arrive. `bounce` is the letter that says so; None when no mail system took ours."""

    letter: UUID
    bounce: UUID | None


@dataclass(frozen=True, kw_only=True)
class CallFiled(ConversationEvent):
    """A call became a contact of a conversation. `by_hand`: an operator wrote it down, no telephone system did."""

    call: UUID
    direction: str
    opened: bool
    by_hand: bool = False


@dataclass(frozen=True, kw_only=True)
class CallOffered(ConversationEvent):
    """A call that rings already rings at other telephones than before: at one more of a group, or at the next one."""

    call: UUID


@dataclass(frozen=True, kw_only=True)
class CallAnswered(ConversationEvent):
    """Somebody took the call."""

    call: UUID
    extension: str


@dataclass(frozen=True, kw_only=True)
class CallFinished(ConversationEvent):
    """The call is over; `state` says whether anybody talked."""

    call: UUID
    state: str


@dataclass(frozen=True, kw_only=True)
class CallUnmatched(ConversationEvent):
    """Nobody could say while the call lasted whom it was about. `reason` is a code; somebody settles it later."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class ConversationAttached(ConversationEvent):
    """A conversation became part of a case; `before` is the case it left, if any."""

    before: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ConversationDetached(ConversationEvent):
    """A conversation was taken off a case by mistake-mending; `case` is the one it left."""


@dataclass(frozen=True, kw_only=True)
class ConversationEnded(ConversationEvent):
    """Nothing is left to do in a conversation. `reason` is a code: question, thanks, spam and their like."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class ConversationReopened(ConversationEvent):
    """A conversation is to be worked on again; `undone` when the end was simply taken back."""

    undone: bool


@dataclass(frozen=True, kw_only=True)
class ConversationSeen(ConversationEvent):
    """Somebody read what was new in a conversation; nothing else is to be done about it."""


@dataclass(frozen=True, kw_only=True)
class ConversationsJoined(ConversationEvent):
    """Two conversations proved to be one thread; what was in `joined` now stands in `conversation`."""

    joined: UUID


@dataclass(frozen=True, kw_only=True)
class LateLetterSettled(ConversationEvent):
    """An operator saw a late letter of a closed case: nothing is to be done, or the case was reopened."""

    reopened: bool


@dataclass(frozen=True, kw_only=True)
class DangerAsked(Event):
    """The danger questions were asked when a case was registered; the answers are in the row `screen`."""

    stream: ClassVar[str] = "case"
    case: UUID
    screen: UUID
    asked: int


@dataclass(frozen=True, kw_only=True)
class WordingSaved(Event):
    """A letter to begin with was written or changed: everybody's, or one insurer's."""

    stream: ClassVar[str] = "wording"
    wording: UUID
    insurer: UUID | None


@dataclass(frozen=True, kw_only=True)
class WordingRemoved(Event):
    """A letter to begin with was taken away; the one that comes with Pharos, if any, stands again."""

    stream: ClassVar[str] = "wording"
    wording: UUID
