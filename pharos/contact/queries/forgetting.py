"""What hangs on the person of a case, counted before it is forgotten."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from pharos.cases import api as cases
from pharos.contact.models import Contact, Conversation


@dataclass(frozen=True)
class HeldOfPerson:
    """The case's number, and the rows around it that name somebody."""

    number: str
    conversations: list[UUID]
    letters: list[UUID]
    calls: int


def of_person(case_id: UUID, *, lock: bool = False) -> HeldOfPerson:
    """Conversations of a case with those joined to them, their letters and calls; empty for a case there is not."""
    found = cases.case(case_id, medical=False)
    rows = Conversation.objects.filter(Q(case=case_id) | Q(joined_to__case=case_id)).order_by("id")
    conversations = list((rows.select_for_update(of=("self",)) if lock else rows).values_list("id", flat=True))
    contacts = Contact.objects.filter(conversation__in=conversations)
    letters = list(contacts.filter(letter__isnull=False).values_list("letter_id", flat=True))
    calls = contacts.filter(call__isnull=False).count()
    return HeldOfPerson(found.line.number if found else "", conversations, letters, calls)
