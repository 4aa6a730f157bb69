"""The rows that filing writes: conversations, contacts, and what the journal is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from pharos.cases import api as cases
from pharos.contact.actions.attaching import give_insurer, move_contacts
from pharos.contact.models import Contact, Conversation
from pharos.contact.queries.background import Background
from pharos.contact.rules.kinds import MACHINES, KindVerdict, LetterKind
from pharos.contact.rules.placing import Alarm, Place
from pharos.contact.rules.states import ContactKind, ConversationState
from pharos.events import contact as events
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.vault import api as vault

_SNIPPET = 160
_LONGEST_NAME = 200


@dataclass(slots=True)
class Batch:
    """Letters on their way into conversations."""

    known: Background
    now: datetime
    record: journal.Record
    contacts: list[Contact] = field(default_factory=list)
    fresh: dict[UUID, Conversation] = field(default_factory=dict)
    changed: dict[UUID, Conversation] = field(default_factory=dict)
    failed: list[tuple[Contact, Contact]] = field(default_factory=list)
    written_to: dict[UUID, UUID | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One letter with everything decided about it."""

    letter: mailroom.LetterView
    placed: Place
    verdict: KindVerdict
    raised: Alarm
    danger: bool
    language: str
    opened: bool


def open_conversation(letter: mailroom.LetterView, placed: Place, batch: Batch) -> Conversation:
    """A new conversation, saved with the batch; its key is made then."""
    at = moment(letter)
    conversation = Conversation(
        case_id=placed.case,
        insurer_id=_insurer(letter, placed, batch),
        state=ConversationState.HELD if placed.held else ConversationState.OPEN,
        held_reason=placed.held or "",
        claimed_case_id=placed.claimed_case,
        opened_at=at,
        last_contact_at=at,
        waiting_since=letter.received_at,
        address=letter.sender.email[:254],
        name=letter.sender.name[:_LONGEST_NAME],
        subject=letter.subject,
    )
    batch.fresh[conversation.id] = conversation
    batch.known.by_thread[letter.thread or letter.id] = [conversation]
    return conversation


def _insurer(letter: mailroom.LetterView, placed: Place, batch: Batch) -> UUID | None:
    """Whose matter it is: the case's insurer, then the policy's, then the one written to, then the one that writes."""
    if placed.case:
        case = cases.case(placed.case, medical=False)
        return case.line.insurer_id if case else None
    named = batch.known.policies.get(letter.id)
    return (named.insurer if named else None) or letter.insurer or batch.known.senders.get(letter.id)


def moment(letter: mailroom.LetterView) -> datetime:
    """When it was written; a date in the future is a wrong clock's."""
    return min(letter.sent_at or letter.received_at, letter.received_at)


def join(conversation: Conversation, joined: UUID, letter: mailroom.LetterView, batch: Batch) -> None:
    guest = Conversation.objects.select_for_update().get(pk=joined)
    move_contacts(conversation, guest, batch.record)
    batch.known.by_thread[letter.thread or letter.id] = [conversation]


def contact_row(filing: Filing, conversation: Conversation, batch: Batch) -> Contact:
    letter = filing.letter
    contact = Contact(
        conversation_id=conversation.id,
        kind=ContactKind.LETTER_IN,
        at=moment(letter),
        filed_at=batch.now,
        letter_id=letter.id,
        correspondent=filing.verdict.kind,
        reason=filing.verdict.reason,
        urgent=filing.raised.urgent,
        late=conversation.case_id is not None and conversation.case_id in batch.known.closed,
        new_address=letter.stranger,
    )
    batch.contacts.append(contact)
    batch.written_to[letter.id] = letter.insurer
    return contact


def touch(conversation: Conversation, filing: Filing, batch: Batch) -> None:
    """Bring the conversation's own line up to date: who waits since when, and for what."""
    letter, raised = filing.letter, filing.raised
    if conversation.id not in batch.fresh:
        batch.changed[conversation.id] = conversation
    conversation.last_contact_at = max(conversation.last_contact_at, moment(letter))
    if raised.unread and not conversation.unread:
        conversation.unread, conversation.waiting_since = True, letter.received_at
    conversation.urgent = conversation.urgent or raised.urgent
    if filing.verdict.kind in MACHINES and conversation.id not in batch.fresh:
        return
    conversation.snippet = " ".join(letter.visible_text[: _SNIPPET * 2].split())[:_SNIPPET]
    conversation.language = filing.language
    if conversation.id in batch.fresh or conversation.correspondent == LetterKind.OTHER:
        conversation.correspondent = filing.verdict.kind
    conversation.address = conversation.address or letter.sender.email[:254]
    named = batch.known.policies.get(letter.id)
    if named and conversation.policy_id is None and (named.policy or not conversation.policy_number):
        conversation.policy_number, conversation.policy_id = named.number[:60], named.policy
        if conversation.insurer_id is None:
            conversation.insurer_id = named.insurer
            give_insurer(conversation.id, named.insurer)


def tell(filing: Filing, contact: Contact, conversation: Conversation, batch: Batch) -> None:
    letter, home, case = filing.letter.id, conversation.id, conversation.case_id
    batch.record(
        events.LetterFiled(conversation=home, case=case, letter=letter, kind=filing.verdict.kind, opened=filing.opened)
    )
    if filing.placed.held:
        batch.record(events.LetterHeld(conversation=home, case=case, letter=letter, reason=filing.placed.held))
    ours = batch.known.bounced.get(filing.letter.bounced_message_id)
    if ours is not None and ours.letter_id and filing.letter.bounced == "permanent":
        batch.failed.append((ours, contact))
        batch.record(events.LetterUndelivered(conversation=home, case=case, letter=ours.letter_id, bounce=letter))


def save(batch: Batch) -> None:
    fresh = list(batch.fresh.values())
    for conversation, key in zip(fresh, vault.new_keys(len(fresh)) if fresh else (), strict=True):
        conversation.key = key
    Conversation.objects.bulk_create(fresh)
    rewrite(batch.changed.values())
    _give_insurers(batch)
    Contact.objects.bulk_create(batch.contacts)
    for ours, bounce in batch.failed:
        Contact.objects.filter(pk=ours.pk).update(failed_at=batch.now, bounce=bounce)


def _give_insurers(batch: Batch) -> None:
    """New contacts belong to the insurer of their conversation, as it stands now; so do their letters."""
    homes = batch.fresh | batch.changed
    for contact in batch.contacts:
        contact.insurer_id = homes[contact.conversation_id].insurer_id
    found = {contact.letter_id: contact.insurer_id for contact in batch.contacts if contact.letter_id}
    mailroom.assign_insurer({one: whose for one, whose in found.items() if whose and whose != batch.written_to[one]})


_REWRITE = """
update contact_conversation as row set
    last_contact_at = new.last_contact_at, waiting_since = new.waiting_since, unread = new.unread, urgent = new.urgent,
    language = new.language, correspondent = new.correspondent, address = new.address, snippet = new.snippet,
    policy_id = new.policy, policy_number = new.policy_number, insurer_id = new.insurer
from unnest(
    %s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::bool[], %s::bool[], %s::text[], %s::text[], %s::text[],
    %s::bytea[], %s::uuid[], %s::text[], %s::uuid[]
) as new (
    id, last_contact_at, waiting_since, unread, urgent, language, correspondent, address,
    snippet, policy, policy_number, insurer
)
where row.id = new.id
"""


def rewrite(conversations: Iterable[Conversation]) -> None:
    """Write the lines of many conversations in one statement; sealing each snippet with its own key."""
    rows = list(conversations)
    if not rows:
        return
    vault.warm({row.key_id for row in rows})
    columns = zip(*map(_line, rows), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_REWRITE, [list(column) for column in columns])


def _line(row: Conversation) -> tuple[object, ...]:
    return (
        row.id,
        row.last_contact_at,
        row.waiting_since,
        row.unread,
        row.urgent,
        row.language,
        str(row.correspondent),
        row.address,
        vault.seal(row.key_id, (row.snippet or "").encode()),
        row.policy_id,
        row.policy_number,
        row.insurer_id,
    )
