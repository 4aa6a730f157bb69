"""Letters to begin with, and what is known to fill them in."""

from uuid import UUID

from pharos.cases import api as cases
from pharos.contact.models import LetterWording
from pharos.contact.queries.lists import ConversationLine
from pharos.contact.rules.wordings import Slot, Wording, greeting, offered
from pharos.core.languages import Language
from pharos.core.spelling import latin
from pharos.insurers import api as insurers
from pharos.places import api as places


def written() -> list[Wording]:
    """Those of this company, everybody's and each insurer's."""
    return [_wording(row) for row in LetterWording.objects.order_by("code", "insurer")]


def wordings_for(insurer: UUID | None) -> tuple[Wording, ...]:
    """What a letter of this insurer may begin with."""
    return offered(written(), insurer)


def written_wording(wording_id: UUID) -> tuple[Wording, str] | None:
    """One of this company's, and the mark its form carries; None when it is gone."""
    row = LetterWording.objects.filter(pk=wording_id).first()
    return (_wording(row), row.changed_at.isoformat()) if row else None


def slot_values(line: ConversationLine, language: str, operator: str) -> dict[str, str]:
    """What is known of a conversation and its case, for the slots of a wording. Unknown things are empty."""
    found = cases.case_lines([line.case_id], medical=False) if line.case_id else []
    case = found[0] if found else None
    insurer_id = (case.insurer_id if case else None) or line.insurer_id
    name = (case.person_name if case else "") or line.name
    return {
        Slot.GREETING: greeting(line.name, language),
        Slot.NAME: name,
        Slot.CASE: line.case_number or "",
        Slot.INSURER: insurers.insurer(insurer_id).name(language) if insurer_id else "",
        Slot.POLICY: (case.policy_number if case else "") or line.policy_number,
        Slot.PLACE: _place(case, language) if case else "",
        Slot.PHONE: (case.phone if case else "") or line.phone,
        Slot.AMBULANCE: _ambulance(case, language) if case else "",
        Slot.OPERATOR: operator,
    }


def clinic_values(case: cases.CaseLine, clinic: str, language: str) -> dict[str, str]:
    """The same for the first letter to a clinic. In English names stand in Latin letters."""
    russian = language == Language.RU
    return {
        Slot.GREETING: greeting(clinic, language),
        Slot.NAME: case.person_name if russian else latin(case.person_name).title(),
        Slot.CASE: case.number,
        Slot.INSURER: case.insurer(language),
        Slot.POLICY: case.policy_number or "",
        Slot.PLACE: _place(case, language) if russian else _latin_place(_place(case, language)),
        Slot.PHONE: case.phone or "",
    }


def _latin_place(name: str) -> str:
    """As it is written in Latin letters; what was heard only may be Cyrillic."""
    return name if name.isascii() else latin(name).title()


def _place(case: cases.CaseLine, language: str) -> str:
    named = case.place_name_ru if language == Language.RU else case.place_name
    return named or case.place_name or case.place_heard


def _ambulance(case: cases.CaseLine, language: str) -> str:
    """The number to dial where the person is: an ambulance's own, else the general one."""
    numbers = places.emergency_numbers(case.country, language) if case.country else []
    by_service = {one.service: one.number for one in reversed(list(numbers))}
    return by_service.get("ambulance") or by_service.get("general") or ""


def _wording(row: LetterWording) -> Wording:
    return Wording(
        code=row.code,
        titles={Language.RU: row.title_ru, Language.EN: row.title_en},
        texts={Language.RU: row.text_ru, Language.EN: row.text_en},
        insurer=row.insurer_id,
        row=row.id,
    )
