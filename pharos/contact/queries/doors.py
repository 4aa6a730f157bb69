"""Where somebody a case has to do with can be written to."""

from dataclasses import dataclass
from uuid import UUID

from pharos.cases import api as cases
from pharos.contact.models import Conversation
from pharos.contact.rules.kinds import LetterKind
from pharos.core.languages import Language


@dataclass(frozen=True, kw_only=True)
class Door:
    """An address, and the conversation of the case that goes on there, if there is one. `language`: ru or en."""

    email: str
    name: str
    language: str
    conversation: UUID | None = None


def doors_of_case(case_id: UUID, kind: LetterKind = LetterKind.CLINIC) -> tuple[Door, ...]:
    """Addresses of those of this kind: whom the case's letters are with, the newest first, then its parties."""
    talks = Conversation.objects.filter(case=case_id, joined_to=None, correspondent=kind).exclude(address="")
    found = {row.address.lower(): _of_talk(row) for row in talks.order_by("last_contact_at", "id")}
    doors = list(found.values())[::-1]
    case = cases.case(case_id, medical=False)
    for party in case.parties if case else ():
        if party.role == kind and party.mail and party.mail.lower() not in found:
            doors.append(Door(email=party.mail, name=party.name, language=_language(party.language)))
    return tuple(doors)


def _of_talk(row: Conversation) -> Door:
    return Door(email=row.address, name=row.name or "", language=_language(row.language), conversation=row.id)


def _language(code: str) -> str:
    """Ours are two: whoever does not write Russian is written to in English."""
    return Language.RU.value if code == Language.RU else Language.EN.value
