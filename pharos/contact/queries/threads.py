"""A conversation opened: its letters and calls in the order they happened, and what each of them says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.contact.models import Call, Contact, Conversation
from pharos.contact.queries.lists import ConversationLine, lines
from pharos.contact.rules.calls import CallState
from pharos.mailroom import api as mailroom
from pharos.people import api as people

SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class ContactView:
    """One letter or call. Exactly one of `letter` and `call` is there."""

    id: UUID
    conversation: UUID
    kind: str
    at: datetime
    correspondent: str
    reason: str
    urgent: bool
    late: bool
    new_address: bool
    failed: bool
    letter: mailroom.LetterView | None = None
    call: Call | None = None
    staff_name: str = ""

    @property
    def outgoing(self) -> bool:
        return self.kind.endswith("_out")

    @property
    def seconds(self) -> int | None:
        """How long a call lasted."""
        call = self.call
        if call is None or call.answered_at is None or call.ended_at is None:
            return None
        return max(0, round((call.ended_at - call.answered_at).total_seconds()))

    @property
    def missed(self) -> bool:
        return self.call is not None and self.call.state == CallState.MISSED


@dataclass(frozen=True)
class ConversationView:
    """A conversation with what was said in it, oldest first. `newest` guards forms against what came meanwhile."""

    line: ConversationLine
    contacts: tuple[ContactView, ...]
    newest: UUID | None
    policy_id: UUID | None
    claimed_case_id: UUID | None

    @property
    def letters(self) -> tuple[mailroom.LetterView, ...]:
        return tuple(contact.letter for contact in self.contacts if contact.letter)

    @property
    def last_letter_in(self) -> ContactView | None:
        """The newest letter from outside: what an answer answers."""
        return next((c for c in reversed(self.contacts) if c.letter and not c.outgoing), None)

    @property
    def live_call(self) -> Call | None:
        """A call going on now."""
        live = (CallState.RINGING, CallState.TALKING)
        return next((c.call for c in reversed(self.contacts) if c.call and c.call.state in live), None)


def survivor(conversation_id: UUID) -> UUID | None:
    """The conversation an id leads to now, after joining; None when there is none."""
    row = Conversation.objects.filter(pk=conversation_id).values_list("id", "joined_to_id").first()
    while row and row[1]:
        row = Conversation.objects.filter(pk=row[1]).values_list("id", "joined_to_id").first()
    return row[0] if row else None


def conversation(conversation_id: UUID) -> ConversationView | None:
    """The conversation this id leads to, opened; None when there is none."""
    home = survivor(conversation_id)
    if home is None:
        return None
    found = lines(Conversation.objects.filter(pk=home))
    extra = Conversation.objects.filter(pk=home).values_list("policy_id", "claimed_case_id").get()
    rows = list(Contact.objects.filter(conversation=home).select_related("call").order_by("-at", "-id")[:SHOWN])
    newest = max(rows, key=lambda row: (row.filed_at, row.id), default=None)
    return ConversationView(found[0], contact_views(rows[::-1]), newest.id if newest else None, *extra)


def contacts_of_case(case_id: UUID, *, limit: int = 50) -> tuple[ContactView, ...]:
    """The newest letters and calls of a case, newest first, over all its conversations."""
    rows = Contact.objects.filter(conversation__case=case_id, conversation__joined_to=None)
    return contact_views(list(rows.select_related("call").order_by("-at", "-id")[:limit]))


def contact_views(rows: Sequence[Contact]) -> tuple[ContactView, ...]:
    """Contacts with their letters and calls, in a fixed number of statements."""
    letters = mailroom.letters([row.letter_id for row in rows if row.letter_id])
    names = people.staff_names([row.call.staff_id for row in rows if row.call and row.call.staff_id])
    return tuple(_view(row, letters, names) for row in rows)


def _view(row: Contact, letters: dict[UUID, mailroom.LetterView], names: dict[int, people.Staff]) -> ContactView:
    answerer = names.get(row.call.staff_id) if row.call and row.call.staff_id else None
    return ContactView(
        id=row.id,
        conversation=row.conversation_id,
        kind=row.kind,
        at=row.at,
        correspondent=row.correspondent,
        reason=row.reason,
        urgent=row.urgent,
        late=row.late,
        new_address=row.new_address,
        failed=row.failed_at is not None,
        letter=letters.get(row.letter_id) if row.letter_id else None,
        call=row.call,
        staff_name=answerer.name if answerer else "",
    )
