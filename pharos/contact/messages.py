"""Codes of the contact room as sentences for people."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from pharos.cases import api as cases
from pharos.contact.rules.calls import CallState
from pharos.contact.rules.intake import Missing
from pharos.contact.rules.kinds import KindReason, LetterKind
from pharos.contact.rules.matching import Fact
from pharos.contact.rules.postings import Wrong
from pharos.contact.rules.states import ConversationState, EndReason, HeldReason, Refused
from pharos.core.objections import Objection
from pharos.policies import api as policies

Words = Mapping[str, str | Promise]

REFUSED: Words = {
    Refused.CONVERSATION_HELD: lazy("This letter is held. Decide first whether it belongs to the case it names."),
    Refused.CONVERSATION_ENDED: lazy("This conversation has ended. Reopen it first."),
    Refused.CONVERSATION_NOT_ENDED: lazy("This conversation has not ended, there is nothing to reopen."),
    Refused.CONVERSATION_NOT_HELD: lazy("A colleague has already decided on this letter."),
    Refused.CONVERSATION_HAS_CASE: lazy(
        "This conversation belongs to a case already. A case is ended on its own card."
    ),
    Refused.CONVERSATION_HAS_NO_CASE: lazy("This conversation belongs to no case."),
    Refused.CONVERSATION_CHANGED: lazy(
        "Something arrived here since you opened the page. Look at it, then decide again."
    ),
    Refused.NO_REPLY_ADDRESS: lazy("There is no address to answer to."),
    Refused.MACHINE_IS_NOT_ANSWERED: lazy("A machine wrote this letter. Answering it could start an endless exchange."),
    Refused.EMPTY_LETTER: lazy("The letter is empty."),
    Refused.PHONE_UNREADABLE: lazy(
        "This cannot be a telephone number. Write it with its country code, or leave it out."
    ),
    Refused.CASE_NOT_FOUND: lazy("There is no case with this number."),
}

KINDS: Words = {
    LetterKind.TRAVELLER: lazy("traveller"),
    LetterKind.CLINIC: lazy("clinic"),
    LetterKind.INSURER: lazy("insurer"),
    LetterKind.RELATIVE: lazy("relative"),
    LetterKind.AUTOREPLY: lazy("automatic reply"),
    LetterKind.BOUNCE: lazy("not delivered"),
    LetterKind.SPAM: lazy("spam"),
    LetterKind.DUPLICATE: lazy("duplicate"),
    LetterKind.QUARANTINE: lazy("quarantine"),
    LetterKind.OTHER: lazy("other"),
}

KIND_REASONS: Words = {
    KindReason.UNREADABLE: lazy("the letter cannot be read"),
    KindReason.SEEN_BEFORE: lazy("the same letter came before"),
    KindReason.DELIVERY_REPORT: lazy("a mail system reports on delivery"),
    KindReason.MACHINE_HEADERS: lazy("the letter says a machine wrote it"),
    KindReason.SPAM_HEADER: lazy("the mail system marked it as spam"),
    KindReason.SPAM_WORDS: lazy("several phrases of advertising, none of illness"),
    KindReason.INSURER_ADDRESS: lazy("the insurer's own address"),
    KindReason.KNOWN_CORRESPONDENT: lazy("has written in this conversation before"),
    KindReason.CLINIC_WORDS: lazy("writes as clinics do"),
    KindReason.CLINIC_SENDER: lazy("the sender's name or address is a clinic's"),
    KindReason.RELATIVE_WORDS: lazy("writes of a relative who is ill"),
    KindReason.OWN_ILLNESS: lazy("writes of illness"),
    KindReason.TRAVELLER_WORDS: lazy("writes of a policy or a trip"),
    KindReason.POLICY_NUMBER: lazy("gives a policy number"),
    KindReason.PRESS_WORDS: lazy("writes as journalists do"),
    KindReason.NO_SIGN: lazy("nothing tells who writes"),
}

ENDS: Words = {
    EndReason.QUESTION: lazy("A question, answered"),
    EndReason.THANKS: lazy("Thanks"),
    EndReason.WRONG_INSURER: lazy("Not our insurer"),
    EndReason.PRESS: lazy("Press"),
    EndReason.SPAM: lazy("Spam"),
    EndReason.DUPLICATE: lazy("Said twice"),
    EndReason.OTHER: lazy("Something else"),
}

HELD: Words = {
    HeldReason.STRANGER_QUOTES_CASE: lazy("Names a case, but this address is not known to that case."),
    HeldReason.FORGED_TAG: lazy("Carries a case tag whose signature is wrong."),
}

STATES: Words = {
    ConversationState.OPEN: lazy("open"),
    ConversationState.HELD: lazy("held"),
    ConversationState.ENDED: lazy("ended"),
}

CALLS: Words = {
    CallState.RINGING: lazy("rings"),
    CallState.TALKING: lazy("talking"),
    CallState.ENDED: lazy("finished"),
    CallState.MISSED: lazy("missed"),
    CallState.UNANSWERED: lazy("not answered"),
}


AGREED: Words = {
    Fact.PHONE: lazy("telephone"),
    Fact.ADDRESS: lazy("mail address"),
    Fact.NAME: lazy("name"),
    Fact.POLICY: lazy("policy"),
    Fact.CASE_NUMBER: lazy("case number"),
}

POLICY_FACTS: Words = {
    policies.Fact.NUMBER: lazy("number"),
    policies.Fact.NAME: lazy("name"),
    policies.Fact.BIRTH_DATE: lazy("birth date"),
    policies.Fact.PHONE: lazy("telephone"),
    policies.Fact.INSURER: lazy("insurer"),
}

CAUTIONS: Words = {
    policies.Caution.CANCELLED: lazy("cancelled"),
    policies.Caution.EXPIRED: lazy("has expired"),
    policies.Caution.NOT_STARTED: lazy("has not begun"),
    policies.Caution.DATES_UNKNOWN: lazy("dates not known"),
    policies.Caution.PERSON_LEFT: lazy("no longer on this policy"),
}


MISSING: Words = {
    Missing.DANGER: lazy("Danger questions"),
    Missing.PHONE: lazy("A number to call back"),
    Missing.PLACE: lazy("Where they are"),
    Missing.WHICH_PLACE: lazy("Which of the places"),
    Missing.NAME: lazy("Who is ill"),
    Missing.BIRTH_DATE: lazy("Birth date"),
    Missing.POLICY: lazy("Policy"),
    Missing.POLICY_UNCONFIRMED: lazy("Which policy of the register"),
    Missing.COMPLAINT: lazy("What happened"),
}

SERVICES: Words = {
    "ambulance": lazy("ambulance"),
    "general": lazy("emergency, any service"),
    "police": lazy("police"),
    "fire": lazy("fire brigade"),
    "tourist_police": lazy("tourist police"),
}

STANDINGS: Words = {
    "verified": lazy("verified"),
    "two_agree": lazy("unverified, two sources agree"),
    "disputed": lazy("unverified, sources disagree"),
    "one_source": lazy("unverified, one source"),
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
    return cases.sentences([objection])[0]


def posting_error(objection: Objection) -> str:
    """What is wrong with a telephone system's posting, for the person who configures it."""
    facts = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in objection.facts.items()}
    return _posting_words(Wrong(objection.code)) % facts


def _posting_words(code: Wrong) -> str:
    return {
        Wrong.NOT_AN_OBJECT: _("The body must be one JSON object."),
        Wrong.MISSING: _("The field “%(field)s” is missing or empty."),
        Wrong.NOT_TEXT: _("The field “%(field)s” must be a text."),
        Wrong.TOO_LONG: _("The field “%(field)s” is longer than %(longest)s signs."),
        Wrong.UNKNOWN_VALUE: _("The field “%(field)s” must be one of: %(allowed)s."),
        Wrong.NOT_A_TIME: _("The field “%(field)s” must be a time such as 2026-07-18T03:12:09+03:00."),
        Wrong.CONTROL_CHARACTERS: _("The field “%(field)s” has control characters."),
    }[code]
