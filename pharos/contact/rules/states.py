"""The states of a conversation, why one ends, and what may be done in which."""

from enum import StrEnum

from pharos.core.objections import Objection


class ConversationState(StrEnum):
    """`OPEN`: to be worked on, or part of a case. `HELD`: claims a case unproven. `ENDED`: nothing left to do."""

    OPEN = "open"
    HELD = "held"
    ENDED = "ended"


class EndReason(StrEnum):
    """Why a conversation ended without a case."""

    QUESTION = "question"
    THANKS = "thanks"
    WRONG_INSURER = "wrong_insurer"
    PRESS = "press"
    SPAM = "spam"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Unmatched(StrEnum):
    """Why a call could not be matched to a person while it lasted. Somebody settles it later."""

    NOT_IN_REGISTER = "not_in_register"
    CUT_OFF = "cut_off"
    NOT_UNDERSTOOD = "not_understood"
    WOULD_NOT_SAY = "would_not_say"
    OTHER = "other"


class HeldReason(StrEnum):
    """What a held letter claims without proof."""

    STRANGER_QUOTES_CASE = "stranger_quotes_case"
    FORGED_TAG = "forged_tag"


class ContactKind(StrEnum):
    """What a contact is. Directions are seen from us."""

    LETTER_IN = "letter_in"
    LETTER_OUT = "letter_out"
    CALL_IN = "call_in"
    CALL_OUT = "call_out"


class Refused(StrEnum):
    """Objections of this room; `messages` words them."""

    CONVERSATION_HELD = "conversation_held"
    CONVERSATION_ENDED = "conversation_ended"
    CONVERSATION_NOT_ENDED = "conversation_not_ended"
    CONVERSATION_NOT_HELD = "conversation_not_held"
    CONVERSATION_HAS_CASE = "conversation_has_case"
    CONVERSATION_HAS_NO_CASE = "conversation_has_no_case"
    CONVERSATION_CHANGED = "conversation_changed"
    NO_REPLY_ADDRESS = "no_reply_address"
    MACHINE_IS_NOT_ANSWERED = "machine_is_not_answered"
    EMPTY_LETTER = "empty_letter"
    PHONE_UNREADABLE = "phone_unreadable"
    CASE_NOT_FOUND = "case_not_found"
    WRONG_NUMBER = "wrong_number"
    LETTERS_ON_THEIR_WAY = "letters_on_their_way"
    NOT_A_CALL = "not_a_call"


def end_objection(state: ConversationState, *, has_case: bool) -> Objection | None:
    """Ending is for conversations without a case: a case has its own end, with its own outcome."""
    if has_case:
        return Objection(Refused.CONVERSATION_HAS_CASE)
    if state is ConversationState.ENDED:
        return Objection(Refused.CONVERSATION_ENDED)
    return None


def unmatched_objection(state: ConversationState, *, has_case: bool, is_call: bool) -> Objection | None:
    """Only a call that nobody has placed yet can be said to fit nothing."""
    if not is_call:
        return Objection(Refused.NOT_A_CALL)
    return end_objection(state, has_case=has_case)


def reopen_objection(state: ConversationState) -> Objection | None:
    return None if state is ConversationState.ENDED else Objection(Refused.CONVERSATION_NOT_ENDED)


def attach_objection(state: ConversationState, *, has_case: bool) -> Objection | None:
    """A held letter is attached by deciding on it, where the claim is shown, and nowhere else."""
    if state is ConversationState.HELD:
        return Objection(Refused.CONVERSATION_HELD)
    return Objection(Refused.CONVERSATION_HAS_CASE) if has_case else None


def decide_objection(state: ConversationState) -> Objection | None:
    return None if state is ConversationState.HELD else Objection(Refused.CONVERSATION_NOT_HELD)
