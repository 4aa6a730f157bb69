"""What a conversation may belong to: cases, policies and other conversations, each with what agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from pharos.cases import api as cases
from pharos.contact.messages import AGREED, CAUTIONS, POLICY_FACTS, words
from pharos.contact.models import Conversation
from pharos.contact.queries.lists import ConversationLine, lines
from pharos.contact.queries.threads import ConversationView
from pharos.contact.rules.matching import CaseMatch, Certainty, Fact, case_matches
from pharos.core.spelling import person_key
from pharos.insurers import api as insurers
from pharos.mailroom import api as mailroom
from pharos.policies import api as policies

SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class KnownOfCaller:
    """Everything a letter or call says of whom it is about. Empty where nothing is known."""

    phone: str = ""
    address: str = ""
    name: str = ""
    policy: UUID | None = None
    policy_number: str = ""
    birth_date: date | None = None
    insurer: UUID | None = None
    case_numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownCase:
    """A case that may be meant, with what agreed, in words."""

    line: cases.CaseLine
    exact: bool
    agreed: list[str]


@dataclass(frozen=True, kw_only=True)
class ShownPolicy:
    """A policy and person that may be meant, with what agreed and what nobody has asked, in words."""

    policy: UUID
    person: UUID | None
    insurer: UUID
    insurer_name: str
    name: str
    birth_date: date | None
    number: str
    about: str
    exact: bool
    agreed: list[str]
    differs: list[str]
    not_asked: list[str]
    cautions: list[str]


@dataclass(frozen=True)
class Matches:
    """Everything somebody may be, the surest first."""

    cases: list[ShownCase]
    policies: list[ShownPolicy]
    conversations: list[ConversationLine]

    def __bool__(self) -> bool:
        return bool(self.cases or self.policies or self.conversations)


def matches_for(view: ConversationView, language: str) -> Matches:
    """What a conversation may belong to."""
    known = known_of(view)
    alike = _same_correspondent(known, but=view.line.id)
    return Matches(cases_like(known), policies_like(known, language), alike)


def known_of(view: ConversationView) -> KnownOfCaller:
    """What a conversation tells of whom it is about."""
    letters = view.letters
    numbers = [n for letter in letters for n in mailroom.read_tags(f"{letter.subject} {letter.visible_text}").claimed]
    signed = [n for letter in letters for n in mailroom.read_tags(letter.subject).signed]
    return KnownOfCaller(
        phone=view.line.phone,
        address=view.line.address,
        name=view.line.name,
        policy=view.policy_id,
        policy_number=view.line.policy_number,
        insurer=view.line.insurer_id,
        case_numbers=tuple(dict.fromkeys((*signed, *numbers)))[:SHOWN],
    )


def cases_like(known: KnownOfCaller) -> list[ShownCase]:
    """Open cases of this telephone, name, policy or address, and those named by number, closed ones too."""
    key = person_key(known.name)
    whole_name = key if " " in key else ""
    found = {
        Fact.PHONE: _ids(cases.open_cases_for(phone=known.phone)) if known.phone else [],
        Fact.ADDRESS: _of_address(known.address),
        Fact.NAME: _ids(cases.open_cases_for(person_key=whole_name)) if whole_name else [],
        Fact.POLICY: _ids(cases.open_cases_for(policy_id=known.policy)) if known.policy else [],
        Fact.CASE_NUMBER: [case for n in known.case_numbers if (case := cases.case_by_number(n))],
    }
    return _shown(case_matches(found, limit=SHOWN))


def policies_like(known: KnownOfCaller, language: str, *, limit: int = SHOWN) -> list[ShownPolicy]:
    """Policies and persons of the register that may be meant."""
    query = policies.PolicyQuery(
        number=known.policy_number,
        name=known.name,
        birth_date=known.birth_date,
        phone=known.phone,
        on=timezone.localdate(),
    )
    found = policies.find(query, limit=limit)
    names = {row.id: row.name(language) for row in insurers.insurers(active_only=False)} if found else {}
    return [_policy(match, names) for match in found]


def _ids(found: Sequence[cases.CaseLine]) -> list[UUID]:
    return [line.id for line in found]


def _of_address(address: str) -> list[UUID]:
    """Cases this address has spoken about with us, the newest first."""
    if not address:
        return []
    rows = Conversation.objects.filter(address=address, case__isnull=False).order_by("-last_contact_at")
    return [case for case in dict.fromkeys(rows.values_list("case_id", flat=True)[:20]) if case][:SHOWN]


def _shown(matches: Sequence[CaseMatch]) -> list[ShownCase]:
    found = {line.id: line for line in cases.case_lines([match.case for match in matches], medical=False)}
    return [
        ShownCase(found[match.case], match.certainty is Certainty.EXACT, words(AGREED, match.agreed))
        for match in matches
        if match.case in found
    ]


def _same_correspondent(known: KnownOfCaller, *, but: UUID) -> list[ConversationLine]:
    rows = Conversation.objects.none()
    if known.address:
        rows = Conversation.objects.filter(address=known.address)
    elif known.phone:
        rows = Conversation.objects.filter(phone=known.phone)
    return lines(rows.filter(joined_to=None).exclude(pk=but).order_by("-last_contact_at")[:SHOWN])


def _policy(match: policies.PolicyMatch, names: dict[UUID, str]) -> ShownPolicy:
    found = match.found
    period = " – ".join(day.strftime("%d.%m.%Y") for day in (found.valid_from, found.valid_to) if day)
    about = (names.get(found.insurer, ""), found.programme, found.territory, period)
    return ShownPolicy(
        policy=found.policy,
        person=found.person,
        insurer=found.insurer,
        insurer_name=names.get(found.insurer, ""),
        name=found.full_name or found.holder,
        birth_date=found.birth_date,
        number=found.number,
        about=" · ".join(filter(None, about)),
        exact=match.exact,
        agreed=words(POLICY_FACTS, match.agreed),
        differs=words(POLICY_FACTS, match.disagreed),
        not_asked=words(POLICY_FACTS, match.not_asked),
        cautions=words(CAUTIONS, match.cautions),
    )
