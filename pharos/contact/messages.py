"""Codes of the contact room as sentences for people."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.contact.rules.calls import CallState
from pharos.contact.rules.intake import Missing
from pharos.contact.rules.kinds import KindReason, LetterKind
from pharos.contact.rules.matching import Fact
from pharos.contact.rules.postings import Wrong
from pharos.contact.rules.states import ConversationState, EndReason, HeldReason, Refused, Unmatched
from pharos.contact.rules.wordings import Slot, WordingRefused
from pharos.core.objections import Objection
from pharos.mailroom import api as mailroom
from pharos.policies import api as policies

Words = Mapping[str, str | Promise]

MAIL_PURPOSES: Words = {"guarantee": _("guarantee desk"), "reception": _("reception")}
DRAFTS: Words = {
    "contact.intake": _("New case"),
    "contact.reply": _("Answer to a letter"),
    "contact.clinic": _("Letter to a clinic"),
    "contact.wording": _("Letter to begin with"),
    "places.hotel": _("New hotel"),
    "network.request": _("New destination request"),
    "network.journey": _("Journey of a request"),
    "network.named": _("Candidate of a request"),
    "network.attempt": _("Try to reach a candidate"),
    "network.give_up": _("End of a search"),
    "network.provider": _("New provider"),
    "network.proof": _("Proof of a provider"),
    "network.terms": _("Terms of an agreement"),
    "network.letter.question": _("Question about a destination"),
    "network.letter.candidate": _("Letter to a candidate"),
    "network.letter.answer": _("Answer about a destination"),
    "policies.refusal": _("Words about a refusal"),
    "policies.approval": _("Request to an insurer"),
    "contact.approval": _("Letter to an insurer"),
    "medical.question": _("A doctor's question to a clinic"),
    "cases.note": _("Note"),
    "cases.details": _("Details of a case"),
    "cases.place": _("Place"),
    "cases.told": _("Policy as told"),
    "cases.hand-over": _("Hand-over"),
    "cases.party": _("Person around a case"),
    "cases.change-party": _("Person around a case"),
    "cases.hand-over-many": _("Hand-over of several cases"),
    "insurers.add": _("New insurer"),
    "insurers.change": _("Particulars of an insurer"),
    "insurers.part": _("Part of an insurer's particulars"),
}

REFUSED: Words = {
    Refused.CONVERSATION_HELD: _("This letter is held. Decide first whether it belongs to the case it names."),
    Refused.CONVERSATION_ENDED: _("This conversation has ended. Reopen it first."),
    Refused.CONVERSATION_NOT_ENDED: _("This conversation has not ended, there is nothing to reopen."),
    Refused.CONVERSATION_NOT_HELD: _("A colleague has already decided on this letter."),
    Refused.CONVERSATION_HAS_CASE: _("This conversation belongs to a case already. A case is ended on its own card."),
    Refused.CONVERSATION_HAS_NO_CASE: _("This conversation belongs to no case."),
    Refused.CONVERSATION_CHANGED: _("Something arrived here since you opened the page. Look at it, then decide again."),
    Refused.NO_REPLY_ADDRESS: _("There is no address to answer to."),
    Refused.MACHINE_IS_NOT_ANSWERED: _("A machine wrote this letter. Answering it could start an endless exchange."),
    Refused.EMPTY_LETTER: _("The letter is empty."),
    Refused.PHONE_UNREADABLE: _("This cannot be a telephone number. Write it with its country code, or leave it out."),
    Refused.CASE_NOT_FOUND: _("There is no case with this number."),
    Refused.WRONG_NUMBER: _("This is not the number of this case. Type it as it stands above."),
    Refused.LETTERS_ON_THEIR_WAY: _("A letter of this case is not sent yet. Wait until it is, or stop it first."),
    WordingRefused.UNKNOWN_SLOT: _("There is nothing to fill in for {%(slot)s}. Choose one of those beside."),
    WordingRefused.WORDING_CHANGED: _("A colleague has changed this wording. Copy your text, open it again and save."),
    Refused.NOT_A_CALL: _("Nobody called in this conversation."),
}

KINDS: Words = {
    LetterKind.TRAVELLER: _("traveller"),
    LetterKind.CLINIC: _("clinic"),
    LetterKind.INSURER: _("insurer"),
    LetterKind.RELATIVE: _("relative"),
    LetterKind.AUTOREPLY: _("automatic reply"),
    LetterKind.BOUNCE: _("not delivered"),
    LetterKind.SPAM: _("spam"),
    LetterKind.DUPLICATE: _("duplicate"),
    LetterKind.QUARANTINE: _("quarantine"),
    LetterKind.OTHER: _("other"),
}

KIND_REASONS: Words = {
    KindReason.UNREADABLE: _("the letter cannot be read"),
    KindReason.SEEN_BEFORE: _("the same letter came before"),
    KindReason.DELIVERY_REPORT: _("a mail system reports on delivery"),
    KindReason.MACHINE_HEADERS: _("the letter says a machine wrote it"),
    KindReason.SPAM_HEADER: _("the mail system marked it as spam"),
    KindReason.SPAM_WORDS: _("several phrases of advertising, none of illness"),
    KindReason.INSURER_ADDRESS: _("the insurer's own address"),
    KindReason.KNOWN_CORRESPONDENT: _("has written in this conversation before"),
    KindReason.CLINIC_WORDS: _("writes as clinics do"),
    KindReason.CLINIC_SENDER: _("the sender's name or address is a clinic's"),
    KindReason.RELATIVE_WORDS: _("writes of a relative who is ill"),
    KindReason.OWN_ILLNESS: _("writes of illness"),
    KindReason.TRAVELLER_WORDS: _("writes of a policy or a trip"),
    KindReason.POLICY_NUMBER: _("gives a policy number"),
    KindReason.PRESS_WORDS: _("writes as journalists do"),
    KindReason.NO_SIGN: _("nothing tells who writes"),
}

SLOTS: Words = {
    Slot.GREETING: _("how the letter greets"),
    Slot.NAME: _("name of the person"),
    Slot.CASE: _("number of the case"),
    Slot.INSURER: _("name of the insurer"),
    Slot.POLICY: _("number of the policy"),
    Slot.PLACE: _("where the person is"),
    Slot.PHONE: _("number to call back on"),
    Slot.AMBULANCE: _("ambulance number there"),
    Slot.OPERATOR: _("your name"),
}

ENDS: Words = {
    EndReason.QUESTION: _("A question, answered"),
    EndReason.THANKS: _("Thanks"),
    EndReason.WRONG_INSURER: _("Not our insurer"),
    EndReason.PRESS: _("Press"),
    EndReason.SPAM: _("Spam"),
    EndReason.DUPLICATE: _("Said twice"),
    EndReason.OTHER: _("Something else"),
}

UNMATCHED: Words = {
    Unmatched.NOT_IN_REGISTER: _("Not in the register"),
    Unmatched.CUT_OFF: _("The line was cut off"),
    Unmatched.NOT_UNDERSTOOD: _("Could not be understood"),
    Unmatched.WOULD_NOT_SAY: _("Would not say who"),
    Unmatched.OTHER: _("Something else"),
}

HELD: Words = {
    HeldReason.STRANGER_QUOTES_CASE: _("Names a case, but this address is not known to that case."),
    HeldReason.FORGED_TAG: _("Carries a case tag whose signature is wrong."),
}

STATES: Words = {
    ConversationState.OPEN: _("open"),
    ConversationState.HELD: _("held"),
    ConversationState.ENDED: _("ended"),
}

CALLS: Words = {
    CallState.RINGING: _("rings"),
    CallState.TALKING: _("talking"),
    CallState.ENDED: _("finished"),
    CallState.MISSED: _("missed"),
    CallState.UNANSWERED: _("not answered"),
}


AGREED: Words = {
    Fact.PHONE: _("telephone"),
    Fact.ADDRESS: _("mail address"),
    Fact.NAME: _("name"),
    Fact.POLICY: _("policy"),
    Fact.CASE_NUMBER: _("case number"),
}

POLICY_FACTS: Words = {
    policies.Fact.NUMBER: _("number"),
    policies.Fact.NAME: _("name"),
    policies.Fact.BIRTH_DATE: _("birth date"),
    policies.Fact.PHONE: _("telephone"),
    policies.Fact.INSURER: _("insurer"),
}

CAUTIONS: Words = {
    policies.Caution.CANCELLED: _("the policy is cancelled"),
    policies.Caution.EXPIRED: _("has expired"),
    policies.Caution.NOT_STARTED: _("has not begun"),
    policies.Caution.DATES_UNKNOWN: _("dates not known"),
    policies.Caution.PERSON_LEFT: _("no longer on this policy"),
}


MISSING: Words = {
    Missing.DANGER: _("Danger questions"),
    Missing.PHONE: _("A number to call back"),
    Missing.PLACE: _("Where they are"),
    Missing.WHICH_PLACE: _("Which of the places"),
    Missing.NAME: _("Who is ill"),
    Missing.BIRTH_DATE: _("Birth date"),
    Missing.POLICY: _("Policy"),
    Missing.POLICY_UNCONFIRMED: _("Which policy of the register"),
    Missing.COMPLAINT: _("What happened"),
}

SERVICES: Words = {
    "ambulance": _("ambulance"),
    "general": _("emergency, any service"),
    "police": _("police"),
    "fire": _("fire brigade"),
    "tourist_police": _("tourist police"),
}

STANDINGS: Words = {
    "verified": _("verified"),
    "two_agree": _("unverified, two sources agree"),
    "disputed": _("unverified, sources disagree"),
    "one_source": _("unverified, one source"),
}


def words(table: Words, codes: Iterable[str]) -> list[str]:
    """The words of some codes, in their order."""
    return [str(table[code]) for code in codes if code in table]


def refusals(objections: Iterable[Objection]) -> list[str]:
    """Objections of this room and of cases as sentences."""
    return [_sentence(objection) for objection in objections]


def _sentence(objection: Objection) -> str:
    if objection.code in REFUSED:
        return str(REFUSED[objection.code]) % dict(objection.facts)
    if objection.code in clinical.REFUSED:
        return clinical.refusals([objection])[0]
    told = cases.sentences([objection])[0]
    return told if told != str(objection.code) else mailroom.objection_text(objection)


def posting_error(objection: Objection) -> str:
    """What is wrong with a telephone system's posting, for the person who configures it."""
    facts = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in objection.facts.items()}
    return _posting_words(Wrong(objection.code)) % facts


def _posting_words(code: Wrong) -> str:
    return {
        Wrong.NOT_AN_OBJECT: gettext("The body must be one JSON object."),
        Wrong.MISSING: gettext("The field “%(field)s” is missing or empty."),
        Wrong.NOT_TEXT: gettext("The field “%(field)s” must be a text."),
        Wrong.TOO_LONG: gettext("The field “%(field)s” is longer than %(longest)s signs."),
        Wrong.UNKNOWN_VALUE: gettext("The field “%(field)s” must be one of: %(allowed)s."),
        Wrong.NOT_A_TIME: gettext("The field “%(field)s” must be a time such as 2026-07-18T03:12:09+03:00."),
        Wrong.CONTROL_CHARACTERS: gettext("The field “%(field)s” has control characters."),
    }[code]
