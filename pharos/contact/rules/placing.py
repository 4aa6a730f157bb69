"""Where a letter goes: into which conversation, or into a new one, or before a person's eyes first.

Proof comes in this order: the letter's own thread (Message-ID, In-Reply-To, References); then the signed tag of a
case in its subject. Everything else is a claim. A claim may be suggested to a person, it never moves a letter.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pharos.contact.rules.states import HeldReason


class Way(StrEnum):
    """By what a letter found its place."""

    THREAD = "thread"
    TAG = "tag"
    HELD = "held"
    NEW = "new"


@dataclass(frozen=True, kw_only=True)
class Known:
    """A conversation there is, as far as placing needs it."""

    id: UUID
    case: UUID | None
    opened_at: datetime


@dataclass(frozen=True, kw_only=True)
class PlacingFacts:
    """What was found out about a letter.

    Attributes:
        thread: conversations that hold other letters of the letter's thread.
        tag_case: the case whose signed tag the subject carries.
        tag_conversation: that case's conversation with this correspondent, if there is one.
        forged_tag: the subject carries a tag whose signature is wrong.
        quoted_cases: cases the letter names by number without proof.
        known_to: cases this correspondent is known to by address.
    """

    thread: tuple[Known, ...] = ()
    tag_case: UUID | None = None
    tag_conversation: UUID | None = None
    forged_tag: bool = False
    quoted_cases: tuple[UUID, ...] = ()
    known_to: frozenset[UUID] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Place:
    """The decision. `conversation` None means a new one; `joins` prove to be the same thread and are joined to it;
    `maybe_cases` are only suggestions to a person."""

    way: Way
    conversation: UUID | None = None
    case: UUID | None = None
    joins: tuple[UUID, ...] = ()
    held: HeldReason | None = None
    claimed_case: UUID | None = None
    maybe_cases: tuple[UUID, ...] = ()


def place(facts: PlacingFacts) -> Place:
    """Decide where a letter goes. Whether a case is closed plays no part: a late letter lands in its thread too."""
    if facts.thread:
        return _in_thread(facts)
    if facts.tag_case:
        return Place(way=Way.TAG, conversation=facts.tag_conversation, case=facts.tag_case)
    claims = tuple(dict.fromkeys(facts.quoted_cases))
    strange = [case for case in claims if case not in facts.known_to]
    if strange:
        reason = HeldReason.FORGED_TAG if facts.forged_tag else HeldReason.STRANGER_QUOTES_CASE
        return Place(way=Way.HELD, held=reason, claimed_case=strange[0], maybe_cases=claims)
    return Place(way=Way.NEW, maybe_cases=claims)


def _in_thread(facts: PlacingFacts) -> Place:
    """The oldest conversation keeps the thread; one with a case is never joined to one with another case."""
    ranked = sorted(facts.thread, key=lambda known: (known.case is None, known.opened_at, known.id))
    home = ranked[0]
    joins = tuple(known.id for known in ranked[1:] if known.case is None or known.case == home.case)
    elsewhere = [facts.tag_case, *facts.quoted_cases, *(known.case for known in ranked[1:])]
    maybe = tuple(dict.fromkeys(case for case in elsewhere if case and case != home.case))
    return Place(way=Way.THREAD, conversation=home.id, case=home.case, joins=joins, maybe_cases=maybe)


@dataclass(frozen=True)
class Alarm:
    """What a filed letter does to its conversation: whether it asks to be read, and whether at once."""

    unread: bool
    urgent: bool


def alarm(*, bounce: bool, automatic: bool, spam: bool, danger: bool) -> Alarm:
    """Machines raise no alarm. Words of danger always do, except in a report on delivery, which quotes others: a
    person's letter taken for a machine's or for spam must not stay unread."""
    if bounce:
        return Alarm(unread=False, urgent=False)
    return Alarm(unread=danger or not automatic, urgent=danger and not spam)
