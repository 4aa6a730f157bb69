"""Forgetting whose case it was. The case stays for the count: when, where, which insurer, how urgent, how it ended."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pharos.cases.actions.loading import locked_in_order, refuse
from pharos.cases.models import Case, Note, Party, SearchWord
from pharos.cases.rules.codes import Code
from pharos.cases.rules.registration import PolicyState
from pharos.core.actor import Actor
from pharos.core.objections import Objection
from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.vault import api as vault

BLANK_CASE = (
    "person_name", "person_key", "phone", "phone_tail", "policy_number", "policy_key", "told_number", "told_holder",
    "place_heard", "hotel", "address", "room", "reception_phone",
)  # fmt: skip
BLANK_PARTY = ("name", "phone", "phone_tail", "mail", "relation")


def forget_case(*, actor: Actor, now: datetime, case_id: UUID) -> tuple[UUID, ...]:
    """Make what was said, written and told of a finished case unreadable for good, with every case merged into it.

    Sealed texts lose their key; names, telephones, addresses, the policy and the birth date are blanked. There is no
    way back. Gives the ids of the cases. Objects: not_finished. Raises Case.DoesNotExist.
    """
    with journal.transaction(actor=actor, now=now) as record:
        found = locked_in_order([case_id, *_merged_into(case_id)])
        if case_id not in found:
            raise Case.DoesNotExist
        refuse(Objection(Code.NOT_FINISHED, {"number": case.number}) for case in found.values() if case.is_open)
        _blank(list(found))
        for key_id in {case.key_id for case in found.values()} | set(_note_keys(list(found))):
            vault.destroy(key_id, now=now)
        for case in found.values():
            record(events.CaseForgotten(case=case.id))
        return tuple(found)


def _merged_into(case_id: UUID) -> list[UUID]:
    """Every case that ended in this one, however many steps away."""
    reached: list[UUID] = []
    step = [case_id]
    while step:
        step = list(Case.objects.filter(merged_into__in=step).values_list("id", flat=True))
        reached += step
    return reached


def _note_keys(case_ids: Sequence[UUID]) -> list[UUID]:
    return list(Note.objects.filter(case__in=case_ids).values_list("key", flat=True))


def _blank(case_ids: Sequence[UUID]) -> None:
    SearchWord.objects.filter(case__in=case_ids).delete()
    Party.objects.filter(case__in=case_ids).update(**dict.fromkeys(BLANK_PARTY, ""))
    Case.objects.filter(pk__in=case_ids).update(
        **dict.fromkeys(BLANK_CASE, ""), birth_date=None, policy=None, policy_state=PolicyState.NONE.value
    )
