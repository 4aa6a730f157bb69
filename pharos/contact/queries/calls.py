"""Calls: those that ring now, and the newest ones."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.contact.models import Call, Contact
from pharos.contact.queries.matching import KnownOfCaller, ShownCase, ShownPolicy, cases_like, policies_like
from pharos.contact.rules.calls import RINGS_AT_MOST, CallState
from pharos.core.phones import country_of
from pharos.insurers import api as insurers
from pharos.people import api as people

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class RingingCall:
    """A call that rings for somebody, and everything that helps to take it. Every match is only "maybe"."""

    id: UUID
    conversation: UUID
    peer: str
    since: datetime
    others: int
    country: str
    cases: list[ShownCase]
    policies: list[ShownPolicy]
    greeting: str


@dataclass(frozen=True, kw_only=True)
class CallLine:
    """A call as a line of the list."""

    id: UUID
    conversation: UUID
    direction: str
    state: str
    peer: str
    extension: str
    staff_name: str
    at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    case_number: str | None
    case_id: UUID | None
    by_hand: bool

    @property
    def seconds(self) -> int | None:
        if self.answered_at is None or self.ended_at is None:
            return None
        return max(0, round((self.ended_at - self.answered_at).total_seconds()))


def ringing_for(staff: people.Staff, now: datetime) -> list[RingingCall]:
    """Incoming calls that ring at this person's telephone and were not put away, the one waiting longest first."""
    if not staff.extension:
        return []
    rows = Contact.objects.select_related("call").filter(
        call__state=CallState.RINGING,
        call__direction="in",
        call__ringing__contains=[staff.extension],
        call__heard_at__gt=now - RINGS_AT_MOST,
    )
    waiting = [row for row in rows.order_by("call__heard_at", "id") if staff.pk not in row.call.put_away]  # type: ignore[union-attr]
    return [_ringing(row, staff.language, len(waiting) - 1) for row in waiting]


def calls(*, before: datetime | None = None, limit: int = PAGE) -> list[CallLine]:
    """The newest calls, older than a moment."""
    rows = Contact.objects.select_related("call__staff", "conversation__case").filter(call__isnull=False)
    if before is not None:
        rows = rows.filter(call__first_at__lt=before)
    return [_line(row) for row in rows.order_by("-call__first_at", "-id")[:limit]]


def talking_call(conversation_id: UUID) -> Call | None:
    """The call of this conversation that goes on now."""
    rows = Call.objects.filter(contact__conversation=conversation_id, state=CallState.TALKING)
    return rows.order_by("-first_at").first()


def _ringing(row: Contact, language: str, others: int) -> RingingCall:
    call = row.call
    assert call is not None
    known = KnownOfCaller(phone=call.peer)
    cases = cases_like(known) if call.peer else []
    policies = policies_like(known, language) if call.peer else []
    insurer = next((one.line.insurer_id for one in cases), None) or next((one.insurer for one in policies), None)
    return RingingCall(
        id=call.id,
        conversation=row.conversation_id,
        peer=call.peer,
        since=call.first_at,
        others=others,
        country=country_of(call.peer) or "" if call.peer else "",
        cases=cases,
        policies=policies,
        greeting=insurers.insurer(insurer).greeting(language) if insurer else "",
    )


def _line(row: Contact) -> CallLine:
    call, conversation = row.call, row.conversation
    assert call is not None
    return CallLine(
        id=call.id,
        conversation=conversation.id,
        direction=call.direction,
        state=call.state,
        peer=call.peer,
        extension=call.extension,
        staff_name=call.staff.name if call.staff else "",
        at=call.first_at,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        case_number=conversation.case.number if conversation.case else None,
        case_id=conversation.case_id,
        by_hand=call.pbx_id is None,
    )
