"""Calls: the one at this person's telephone, and the newest ones."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pharos.cases.api import CaseLine
from pharos.contact.models import Call, Contact
from pharos.contact.queries.matching import KnownOfCaller, ShownCase, ShownPolicy, cases_like, policies_like
from pharos.contact.rules.calls import RINGS_AT_MOST, CallState
from pharos.core.phones import country_of, zone_of
from pharos.insurers import api as insurers
from pharos.people import api as people
from pharos.places import api as places

PAGE = 50
TALKS_AT_MOST = timedelta(hours=3)
"""A talk that seems to last longer has lost its last event."""


@dataclass(frozen=True, kw_only=True)
class RingingCall:
    """A call at somebody's telephone, and everything that helps to take it. Every match is only "maybe".

    `newest` guards forms, as on the conversation's page. `zone` is the clock of the place a match names; where none
    does, of the number's country (`by_number`), which says where the SIM card is from and no more.
    """

    id: UUID
    conversation: UUID
    newest: UUID
    peer: str
    talking: bool
    since: datetime
    others: int
    country: str
    zone: str
    place: str
    by_number: bool
    cases: list[ShownCase]
    policies: list[ShownPolicy]
    insurer: str
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
    waiting = _ringing_rows(staff, now)
    return [_shown(row, staff.language, len(waiting) - 1) for row in waiting]


def at_telephone(staff: people.Staff, now: datetime, *, seen: UUID | None = None) -> RingingCall | None:
    """What the strip shows this person: the call that rings longest; else the talk whose caller nobody has placed yet.

    A talk is not shown where it is `seen` already: on the page of its own conversation.
    """
    waiting = _ringing_rows(staff, now)
    if waiting:
        return _shown(waiting[0], staff.language, len(waiting) - 1)
    talk = _talk_row(staff, now)
    return _shown(talk, staff.language, 0) if talk and talk.conversation_id != seen else None


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


def _ringing_rows(staff: people.Staff, now: datetime) -> list[Contact]:
    if not staff.extension:
        return []
    rows = Contact.objects.select_related("call").filter(
        call__state=CallState.RINGING,
        call__direction="in",
        call__ringing__contains=[staff.extension],
        call__heard_at__gt=now - RINGS_AT_MOST,
    )
    waiting = [row for row in rows.order_by("call__heard_at", "id") if staff.pk not in row.call.put_away]  # type: ignore[union-attr]
    return [] if waiting and _has_a_break(staff) else waiting


def _has_a_break(staff: people.Staff) -> bool:
    """Whoever has a break is not asked to answer: the telephone may ring, the screen stays quiet."""
    said = people.state_of(staff.pk)
    return said is not None and said.state == people.Working.BREAK


def _talk_row(staff: people.Staff, now: datetime) -> Contact | None:
    rows = Contact.objects.select_related("call").filter(
        call__state=CallState.TALKING,
        call__direction="in",
        call__staff=staff.pk,
        call__first_at__gt=now - TALKS_AT_MOST,
        conversation__case=None,
        conversation__state="open",
        conversation__unmatched="",
    )
    return next((row for row in rows.order_by("-call__first_at") if staff.pk not in row.call.put_away), None)  # type: ignore[union-attr]


def _shown(row: Contact, language: str, others: int) -> RingingCall:
    call = row.call
    assert call is not None
    known = KnownOfCaller(phone=call.peer)
    cases = cases_like(known) if call.peer else []
    policies = policies_like(known, language) if call.peer else []
    found = next((one.line.insurer_id for one in cases), None) or next((one.insurer for one in policies), None)
    insurer = insurers.insurer(found) if found else None
    spoken = cases[0].line.language if cases else language
    country = country_of(call.peer) or "" if call.peer else ""
    there = next((one.line for one in cases if one.line.zone), None)
    return RingingCall(
        id=call.id,
        conversation=row.conversation_id,
        newest=row.id,
        peer=call.peer,
        talking=call.state == CallState.TALKING,
        since=call.first_at,
        others=others,
        country=country,
        zone=(there.zone or "") if there else zone_of(call.peer) or "",
        place=_place(there, country, language),
        by_number=there is None,
        cases=cases,
        policies=policies,
        insurer=insurer.name(language) if insurer else "",
        greeting=insurer.greeting(spoken if spoken in ("ru", "en") else language) if insurer else "",
    )


def _place(there: CaseLine | None, country: str, language: str) -> str:
    """Where the clock beside the caller's number is."""
    if there:
        return (there.place_name_ru if language == "ru" else there.place_name) or there.place_name or there.place_heard
    known = places.countries().get(country)
    return known.name(language) if known else ""


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
