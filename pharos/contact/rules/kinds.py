"""Who wrote a letter, judged cautiously and with the reason said.

A wrong guess costs an operator a glance and nothing else: the kind sorts lists and chooses a greeting. What it
must never do is hide a person's letter, so `spam` needs several signs and none of illness.
"""

from dataclasses import dataclass
from enum import StrEnum

from pharos.contact.rules import words


class LetterKind(StrEnum):
    """Who writes, or what sort of machine does."""

    TRAVELLER = "traveller"
    CLINIC = "clinic"
    INSURER = "insurer"
    RELATIVE = "relative"
    AUTOREPLY = "autoreply"
    BOUNCE = "bounce"
    SPAM = "spam"
    DUPLICATE = "duplicate"
    QUARANTINE = "quarantine"
    OTHER = "other"


class KindReason(StrEnum):
    """Why a letter is taken for what it is."""

    UNREADABLE = "unreadable"
    SEEN_BEFORE = "seen_before"
    DELIVERY_REPORT = "delivery_report"
    MACHINE_HEADERS = "machine_headers"
    SPAM_HEADER = "spam_header"
    SPAM_WORDS = "spam_words"
    INSURER_ADDRESS = "insurer_address"
    KNOWN_CORRESPONDENT = "known_correspondent"
    CLINIC_WORDS = "clinic_words"
    CLINIC_SENDER = "clinic_sender"
    RELATIVE_WORDS = "relative_words"
    OWN_ILLNESS = "own_illness"
    TRAVELLER_WORDS = "traveller_words"
    POLICY_NUMBER = "policy_number"
    PRESS_WORDS = "press_words"
    NO_SIGN = "no_sign"


PEOPLE = frozenset({LetterKind.TRAVELLER, LetterKind.CLINIC, LetterKind.INSURER, LetterKind.RELATIVE, LetterKind.OTHER})
MACHINES = frozenset({LetterKind.AUTOREPLY, LetterKind.BOUNCE})
_NEAR = 110
_CLOSE = 70
_SEVERAL = 2


@dataclass(frozen=True, kw_only=True)
class LetterSigns:
    """What the mail room and the registers say of a letter before it is filed."""

    subject: str = ""
    visible_text: str = ""
    quoted_text: str = ""
    from_address: str = ""
    from_name: str = ""
    file_names: tuple[str, ...] = ()
    unreadable: bool = False
    seen_before: bool = False
    bounce: bool = False
    autoreply: bool = False
    marked_spam: bool = False
    from_insurer: bool = False
    danger: bool = False
    policy_number: bool = False
    in_thread: bool = False
    known_as: LetterKind | None = None


@dataclass(frozen=True)
class KindVerdict:
    """The kind, and the one sign that settled it."""

    kind: LetterKind
    reason: KindReason


def letter_kind(signs: LetterSigns) -> KindVerdict:
    """Judge who wrote. Machines first, then the registers, then words; the last resort is `other`."""
    return _by_mail_room(signs) or _by_register(signs) or _by_words(signs)


def _by_mail_room(signs: LetterSigns) -> KindVerdict | None:
    for holds, kind, reason in (
        (signs.unreadable, LetterKind.QUARANTINE, KindReason.UNREADABLE),
        (signs.seen_before, LetterKind.DUPLICATE, KindReason.SEEN_BEFORE),
        (signs.bounce, LetterKind.BOUNCE, KindReason.DELIVERY_REPORT),
        (signs.autoreply, LetterKind.AUTOREPLY, KindReason.MACHINE_HEADERS),
    ):
        if holds:
            return KindVerdict(kind, reason)
    return None


def _by_register(signs: LetterSigns) -> KindVerdict | None:
    if signs.from_insurer:
        return KindVerdict(LetterKind.INSURER, KindReason.INSURER_ADDRESS)
    if signs.known_as in PEOPLE and signs.known_as is not LetterKind.OTHER:
        return KindVerdict(signs.known_as, KindReason.KNOWN_CORRESPONDENT)
    return None


def _by_words(signs: LetterSigns) -> KindVerdict:
    heard = words.hear(f"{signs.subject} . {signs.visible_text}")
    ill = signs.danger or heard.count("ill") > 0
    own = heard.count("self_ill") > 0 or _own(heard)
    relative = heard.near("relative", "ill", within=_NEAR) or heard.near("kin", "ill", within=_CLOSE, sentence=True)
    spam = None if ill or signs.policy_number else _spam(signs, heard)
    return spam or _clinic(signs, heard, own or relative) or _people(own, relative, ill) or _rest(signs, heard)


def _own(heard: words.Heard) -> bool:
    """Whether "I" and an illness stand in one sentence, with nobody of the family between or beside them."""
    return all(heard.near("self", "ill", within=_CLOSE, sentence=True, but=family) for family in ("relative", "kin"))


def _spam(signs: LetterSigns, heard: words.Heard) -> KindVerdict | None:
    if signs.marked_spam:
        return KindVerdict(LetterKind.SPAM, KindReason.SPAM_HEADER)
    if not signs.in_thread and heard.count("spam") >= _SEVERAL:
        return KindVerdict(LetterKind.SPAM, KindReason.SPAM_WORDS)
    return None


def _clinic(signs: LetterSigns, heard: words.Heard, personal: bool) -> KindVerdict | None:  # noqa: FBT001
    """A patient may forward a clinic's bill, so one phrase of a clinic's does not outweigh "I" or "my son"."""
    if _from_clinic(signs):
        return KindVerdict(LetterKind.CLINIC, KindReason.CLINIC_SENDER)
    strong, weak = heard.count("clinic_strong"), heard.count("clinic_weak")
    if strong >= _SEVERAL or (strong and not personal):
        return KindVerdict(LetterKind.CLINIC, KindReason.CLINIC_WORDS)
    if weak >= _SEVERAL and not personal and not heard.count("self"):
        return KindVerdict(LetterKind.CLINIC, KindReason.CLINIC_WORDS)
    return None


def _from_clinic(signs: LetterSigns) -> bool:
    domain = signs.from_address.rpartition("@")[2].casefold()
    name = signs.from_name.casefold()
    return any(word in domain or word in name for word in words.CLINIC_SENDER)


def _people(own: bool, relative: bool, ill: bool) -> KindVerdict | None:  # noqa: FBT001
    if relative and not own:
        return KindVerdict(LetterKind.RELATIVE, KindReason.RELATIVE_WORDS)
    if own or ill:
        return KindVerdict(LetterKind.TRAVELLER, KindReason.OWN_ILLNESS)
    return None


def _rest(signs: LetterSigns, heard: words.Heard) -> KindVerdict:
    if heard.count("press"):
        return KindVerdict(LetterKind.OTHER, KindReason.PRESS_WORDS)
    if signs.policy_number:
        return KindVerdict(LetterKind.TRAVELLER, KindReason.POLICY_NUMBER)
    if heard.count("traveller"):
        return KindVerdict(LetterKind.TRAVELLER, KindReason.TRAVELLER_WORDS)
    if signs.in_thread:
        return KindVerdict(LetterKind.TRAVELLER, KindReason.KNOWN_CORRESPONDENT)
    return KindVerdict(LetterKind.OTHER, KindReason.NO_SIGN)
