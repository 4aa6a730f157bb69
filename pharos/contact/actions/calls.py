"""Calls as a telephone system tells them, and as an operator writes them down."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.contact.actions.loading import locked
from pharos.contact.models import Call, CallSignal, Contact, Conversation
from pharos.contact.rules.calls import (
    RINGS_AT_MOST,
    CallEvent,
    CallReading,
    CallState,
    Direction,
    Signal,
    read_call,
    silenced,
)
from pharos.contact.rules.kinds import LetterKind
from pharos.contact.rules.postings import HOME_REGION
from pharos.contact.rules.states import ContactKind, Refused
from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected, Objection
from pharos.core.phones import e164
from pharos.events import contact as events
from pharos.journal import api as journal
from pharos.people import api as people
from pharos.vault import api as vault

FINISHED = (CallState.ENDED, CallState.MISSED, CallState.UNANSWERED)


@dataclass(frozen=True, kw_only=True)
class CallByHand:
    """A call an operator took on a telephone no system tells us about."""

    phone: str
    direction: Direction = Direction.INCOMING
    staff: int | None = None
    extension: str = ""


def take_call_event(*, actor: Actor, now: datetime, pbx_id: str, event: CallEvent) -> Call:
    """Take one posting of a telephone system. Repeats and any order leave the same call behind.

    Its conversation is locked first and then the call itself, as attaching and joining lock them, so postings that
    arrive together are read one after the other and nobody waits in a circle.
    """
    with journal.transaction(actor=actor, now=now) as record:
        call, home = _locked_call(pbx_id, event, now)
        before, offered = (call.state, call.answered_at), call.ringing
        if not _remember(call, event) and home:
            return call
        reading = _read(call)
        _write(call, reading)
        conversation = home or _file(call, record, now).conversation
        _tell(call, conversation, before if home else (CallState.RINGING, None), record)
        if home and call.state == CallState.RINGING and call.ringing != offered:
            record(events.CallOffered(conversation=home.id, case=home.case_id, call=call.id))
        _mark(conversation, call)
        return call


def write_down_call(*, actor: Actor, now: datetime, by_hand: CallByHand) -> Call:
    """Register a call nobody's telephone system has told us of. Raises Objected for an unreadable number."""
    phone = e164(by_hand.phone, HOME_REGION) if by_hand.phone.strip() else ""
    if phone is None:
        raise Objected(Objection(Refused.PHONE_UNREADABLE))
    incoming = by_hand.direction is Direction.INCOMING
    with journal.transaction(actor=actor, now=now) as record:
        call = Call.objects.create(
            direction=by_hand.direction,
            state=CallState.TALKING,
            from_number=phone if incoming else "",
            to_number="" if incoming else phone,
            peer=phone,
            extension=by_hand.extension,
            staff_id=by_hand.staff,
            first_at=now,
            heard_at=now,
            answered_at=now,
        )
        _file(call, record, now)
        return call


def finish_call(*, actor: Actor, now: datetime, call_id: UUID) -> bool:
    """The operator says a call written down by hand is over; False when there is no such call. A telephone system's
    calls end by themselves, and one that is over stays so."""
    with journal.transaction(actor=actor, now=now) as record:
        if not Call.objects.filter(pk=call_id).exists():
            return False
        call, conversation = _locked(call_id)
        if call.pbx_id is None and call.state not in FINISHED:
            call.state, call.ended_at = CallState.ENDED, now
            call.save(update_fields=["state", "ended_at"])
            _record_finish(call, conversation, record)
        return True


def silence_lost_calls(*, actor: Actor, now: datetime) -> int:
    """Calls that seem to ring for ever have lost their last event: they count as missed. Returns how many.

    An event that comes later after all is read as always.
    """
    lost = Call.objects.filter(state=CallState.RINGING, heard_at__lt=now - RINGS_AT_MOST)
    ids = list(lost.values_list("pk", flat=True)[:200])
    for call_id in ids:
        with journal.transaction(actor=actor, now=now) as record:
            call, conversation = _locked(call_id)
            if call.state != CallState.RINGING or call.pbx_id is None:
                continue
            reading = silenced(_read(call))
            call.state, call.ringing = reading.state, []
            call.save(update_fields=["state", "ringing"])
            _record_finish(call, conversation, record)
            _mark(conversation, call)
    return len(ids)


def _locked_call(pbx_id: str, event: CallEvent, now: datetime) -> tuple[Call, Conversation | None]:
    """The call under lock, and the conversation it stands in, None for a call nobody has heard of before."""
    blank = Call(
        pbx_id=pbx_id,
        direction=event.direction,
        state=CallState.RINGING,
        first_at=event.at,
        heard_at=now,
    )
    Call.objects.bulk_create([blank], ignore_conflicts=True)
    found = Call.objects.values_list("pk", flat=True).get(pbx_id=pbx_id)
    if found == blank.pk:
        return Call.objects.select_for_update().get(pk=found), None
    return _locked(found)


def _locked(call_id: UUID) -> tuple[Call, Conversation]:
    """A call that was filed before, its conversation locked before it."""
    conversation = locked(Contact.objects.values_list("conversation_id", flat=True).get(call=call_id))
    return Call.objects.select_for_update().get(pk=call_id), conversation


def _remember(call: Call, event: CallEvent) -> bool:
    """Keep the posting; False when it was known already."""
    known = CallSignal.objects.filter(call=call, kind=event.kind, at=event.at, extension=event.extension)
    if known.filter(direction=event.direction, from_number=event.from_number, to_number=event.to_number).exists():
        return False
    CallSignal.objects.create(
        call=call,
        insurer_id=call.insurer_id,
        kind=event.kind,
        at=event.at,
        direction=event.direction,
        from_number=event.from_number,
        to_number=event.to_number,
        extension=event.extension,
    )
    return True


def _read(call: Call) -> CallReading:
    return read_call(
        CallEvent(
            at=row.at,
            kind=Signal(row.kind),
            direction=Direction(row.direction),
            from_number=row.from_number,
            to_number=row.to_number,
            extension=row.extension,
        )
        for row in call.signals.all()
    )


def _write(call: Call, reading: CallReading) -> None:
    outside = reading.from_number if reading.direction is Direction.INCOMING else reading.to_number
    answerer = people.staff_by_extension(reading.extension) if reading.answered_at else None
    call.direction, call.state = reading.direction, reading.state
    call.from_number, call.to_number = reading.from_number, reading.to_number
    call.peer, call.extension, call.ringing = outside, reading.extension, list(reading.ringing)
    call.staff_id = answerer.pk if answerer else None
    call.rang_at, call.answered_at, call.ended_at = reading.rang_at, reading.answered_at, reading.ended_at
    call.first_at = min(filter(None, (reading.rang_at, reading.answered_at, reading.ended_at)))
    call.save()


def _file(call: Call, record: journal.Record, now: datetime) -> Contact:
    """Give a new call its conversation. Two callers may share a telephone, so a call never joins another by number."""
    incoming = call.direction == Direction.INCOMING
    at = call.first_at
    conversation = Conversation.objects.create(
        id=new_id(),
        key=vault.new_key(),
        opened_at=at,
        last_contact_at=at,
        waiting_since=at,
        phone=call.peer,
        correspondent=LetterKind.OTHER,
    )
    contact = Contact.objects.create(
        conversation=conversation,
        kind=ContactKind.CALL_IN if incoming else ContactKind.CALL_OUT,
        at=at,
        filed_at=now,
        call=call,
        correspondent=LetterKind.OTHER,
    )
    record(
        events.CallFiled(
            conversation=conversation.id,
            case=None,
            call=call.id,
            direction=call.direction,
            opened=True,
            by_hand=call.pbx_id is None,
        )
    )
    return contact


def _tell(call: Call, conversation: Conversation, before: tuple[str, datetime | None], record: journal.Record) -> None:
    state, answered_at = before
    if call.answered_at and not answered_at:
        record(
            events.CallAnswered(
                conversation=conversation.id, case=conversation.case_id, call=call.id, extension=call.extension
            )
        )
    if call.state in FINISHED and call.state != state:
        _record_finish(call, conversation, record)


def _record_finish(call: Call, conversation: Conversation, record: journal.Record) -> None:
    record(
        events.CallFinished(
            conversation=conversation.id, case=conversation.case_id, call=call.id, state=str(CallState(call.state))
        )
    )


def _mark(conversation: Conversation, call: Call) -> None:
    """A missed call waits to be called back; one that turns out to have been answered does not."""
    missed = call.state == CallState.MISSED
    if conversation.unread == missed and conversation.phone == call.peer:
        return
    only_call = not conversation.contacts.exclude(call=call).exists()
    conversation.phone = call.peer
    conversation.unread = missed or (conversation.unread and not only_call)
    conversation.save(update_fields=["unread", "phone"])
