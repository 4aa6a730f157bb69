"""Making a conversation part of a case, taking it off again, deciding on held letters, joining threads."""

from datetime import datetime
from uuid import UUID

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.contact.actions.interviews import raise_urgency
from pharos.contact.actions.loading import locked, locked_unchanged, refuse, state_of
from pharos.contact.actions.strips import put_away_handled
from pharos.contact.models import Call, CallSignal, Contact, Conversation, DangerScreen
from pharos.contact.queries.answering import whose
from pharos.contact.rules.kinds import LetterKind
from pharos.contact.rules.states import ConversationState, Refused, attach_objection, decide_objection
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import contact as events
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom

ROLES = {
    LetterKind.CLINIC: cases.PartyRole.CLINIC,
    LetterKind.RELATIVE: cases.PartyRole.RELATIVE,
    LetterKind.INSURER: cases.PartyRole.INSURER,
    LetterKind.TRAVELLER: cases.PartyRole.CALLER,
}


def attach_conversation(
    *, actor: Actor, now: datetime, conversation_id: UUID, case_id: UUID, seen: UUID | None = None
) -> None:
    """This conversation is about that case. Its correspondent becomes one of the case's parties.

    Attaching again to the same case changes nothing. Objects: conversation_held, conversation_has_case,
    conversation_changed.
    """
    with journal.transaction(actor=actor, now=now) as record:
        conversation = locked_unchanged(conversation_id, seen)
        if conversation.case_id == case_id:
            return
        refuse([attach_objection(state_of(conversation), has_case=conversation.case_id is not None)])
        put_into_case(conversation, case_id, record, actor=actor, now=now)


def detach_conversation(*, actor: Actor, now: datetime, conversation_id: UUID) -> None:
    """It was the wrong case: the conversation stands by itself again and waits, and is no longer the matter of that
    case's insurer. Objects: conversation_has_no_case.
    """
    with journal.transaction(actor=actor, now=now) as record:
        conversation = locked(conversation_id)
        if conversation.case_id is None:
            raise Objected(Objection(Refused.CONVERSATION_HAS_NO_CASE))
        left, conversation.case = conversation.case_id, None
        conversation.unread, conversation.waiting_since = True, now
        conversation.insurer_id = whose(conversation)
        conversation.save(update_fields=["case", "insurer", "unread", "waiting_since"])
        give_insurer(conversation.id, conversation.insurer_id)
        record(events.ConversationDetached(conversation=conversation.id, case=left))


def decide_held(*, actor: Actor, now: datetime, conversation_id: UUID, attach: bool) -> None:
    """A held letter belongs to the case it names, or stands by itself. Objects: conversation_not_held."""
    with journal.transaction(actor=actor, now=now) as record:
        conversation = locked(conversation_id)
        refuse([decide_objection(state_of(conversation))])
        claimed = conversation.claimed_case_id
        if attach and claimed is None:
            raise Objected(Objection(Refused.CASE_NOT_FOUND))
        conversation.state, conversation.held_reason = ConversationState.OPEN, ""
        conversation.save(update_fields=["state", "held_reason"])
        letters = conversation.contacts.filter(letter__isnull=False).order_by("filed_at")
        letter = letters.values_list("letter_id", flat=True).first()
        record(events.HeldLetterDecided(conversation=conversation.id, case=claimed, letter=letter, attached=attach))
        if attach and claimed:
            put_into_case(conversation, claimed, record, actor=actor, now=now)


def join_conversations(*, actor: Actor, now: datetime, into: UUID, joined: UUID) -> None:
    """A person says two conversations are one matter. The joined one may not belong to another case.

    Objects: conversation_has_case. Joining a conversation to itself, or twice, changes nothing.
    """
    with journal.transaction(actor=actor, now=now) as record:
        for conversation_id in sorted((into, joined)):  # one order of locks for everybody
            locked(conversation_id)
        home, guest = locked(into), locked(joined)
        if home.id == guest.id:
            return
        if guest.case_id and guest.case_id != home.case_id:
            raise Objected(Objection(Refused.CONVERSATION_HAS_CASE))
        move_contacts(home, guest, record)


def put_into_case(
    conversation: Conversation, case_id: UUID, record: journal.Record, *, actor: Actor, now: datetime
) -> None:
    """Give a locked conversation its case and the case's insurer; whatever was new in it has been seen.

    The case is locked: one that is being merged at this moment is waited for, and leads to its survivor.
    """
    case = _case(cases.lock_survivor(_case(case_id).id))
    case_id = case.id
    conversation.case_id, conversation.insurer_id = case_id, case.line.insurer_id or conversation.insurer_id
    conversation.state, conversation.end_reason, conversation.ended_at = ConversationState.OPEN, "", None
    conversation.unread = conversation.urgent = False
    conversation.save(update_fields=["case", "insurer", "state", "end_reason", "ended_at", "unread", "urgent"])
    give_insurer(conversation.id, conversation.insurer_id)
    record(events.ConversationAttached(conversation=conversation.id, case=case_id))
    put_away_handled(conversation.id, actor)
    if found := clinical.interview_urgency([conversation.id]):
        raise_urgency(case_id, found, actor=actor, now=now)
    _introduce(conversation, case, actor=actor, now=now)


def give_insurer(conversation_id: UUID, insurer_id: UUID | None) -> None:
    """The rows of a conversation belong to its insurer, so that row-level security shows them together: contacts,
    calls, and the letters themselves with their files."""
    Contact.objects.filter(conversation=conversation_id).update(insurer=insurer_id)
    calls = Call.objects.filter(contact__conversation=conversation_id)
    CallSignal.objects.filter(call__in=calls.values("pk")).update(insurer=insurer_id)
    Call.objects.filter(pk__in=list(calls.values_list("pk", flat=True))).update(insurer=insurer_id)
    letters = Contact.objects.filter(conversation=conversation_id, letter__isnull=False)
    mailroom.assign_insurer(dict.fromkeys(letters.values_list("letter_id", flat=True), insurer_id))
    clinical.give_interviews(subjects=[conversation_id], insurer=insurer_id)


def follow_insurer(*, case_id: UUID) -> None:
    """The case's insurer became known, or another: everything said about the case belongs to it too."""
    insurer = _case(case_id).line.insurer_id
    strays = Conversation.objects.filter(case=case_id).exclude(insurer=insurer)
    for conversation_id in strays.values_list("id", flat=True):
        Conversation.objects.filter(pk=conversation_id).update(insurer=insurer)
        give_insurer(conversation_id, insurer)
    DangerScreen.objects.filter(case=case_id).update(insurer=insurer)
    clinical.give_interviews(subjects=[case_id], insurer=insurer)


def move_contacts(home: Conversation, guest: Conversation, record: journal.Record) -> None:
    """Everything of the guest conversation now stands in the home one; the guest's row stays and points there."""
    Contact.objects.filter(conversation=guest).update(conversation=home)
    Conversation.objects.filter(joined_to=guest).update(joined_to=home)
    home.unread, home.urgent = home.unread or guest.unread, home.urgent or guest.urgent
    home.opened_at = min(home.opened_at, guest.opened_at)
    home.last_contact_at = max(home.last_contact_at, guest.last_contact_at)
    home.waiting_since = min(home.waiting_since, guest.waiting_since)
    for field in ("policy_id", "policy_number", "phone", "address", "language", "insurer_id"):
        if not getattr(home, field):
            setattr(home, field, getattr(guest, field))
    guest.joined_to, guest.unread = home, False
    guest.save(update_fields=["joined_to", "unread"])
    home.save()
    give_insurer(home.id, home.insurer_id)
    record(events.ConversationsJoined(conversation=home.id, case=home.case_id, joined=guest.id))


def _case(case_id: UUID) -> cases.CaseSnapshot:
    """Raises Objected where there is no such case."""
    found = cases.case(case_id, medical=False)
    if found is None:
        raise Objected(Objection(Refused.CASE_NOT_FOUND))
    return found


def _introduce(conversation: Conversation, case: cases.CaseSnapshot, *, actor: Actor, now: datetime) -> None:
    """Whoever writes or calls becomes a party of the case, once, so that he is known when he writes again."""
    address, phone = conversation.address.lower(), conversation.phone
    if not (address or phone):
        return
    if any((address and party.mail == address) or (phone and party.phone == phone) for party in case.parties):
        return
    facts = cases.PartyFacts(
        role=ROLES.get(LetterKind(conversation.correspondent), cases.PartyRole.OTHER),
        name=conversation.name or "",
        phone=phone,
        mail=address,
    )
    cases.add_party(actor=actor, now=now, case_id=case.id, facts=facts)
