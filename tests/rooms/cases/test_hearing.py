"""What cases promise by themselves when cover is refused, reversed, or asked of the insurer."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from pharos.cases import api as cases
from pharos.cases.hearing import follow_approval, follow_refusal
from pharos.cases.models import Promise
from pharos.events import policies as told
from pharos.journal.models import Entry
from tests.cast import ANNA, NOW, actor
from tests.rooms.cases.stage import register

pytestmark = pytest.mark.django_db
ENTRY = Entry()


def proposed(case: UUID) -> None:
    follow_refusal(told.RefusalProposed(case=case, refusal=uuid4(), decision=uuid4()), ENTRY)


def reversed_(case: UUID) -> None:
    follow_refusal(told.RefusalReversed(case=case, refusal=uuid4()), ENTRY)


def sent(case: UUID, due_at: datetime | None = None) -> None:
    due_at = due_at or timezone.now() + timedelta(hours=2)
    follow_approval(told.ApprovalSent(case=case, approval=uuid4(), letter=uuid4(), due_at=due_at), ENTRY)


def running(case: UUID, kind: str) -> int:
    return Promise.objects.filter(case=case, kind=kind, stopped_at=None).count()


def test_while_a_refusal_is_checked_a_call_back_of_its_own_runs():
    case = register()
    before = running(case, "call_back")
    proposed(case)
    assert running(case, "call_back") == before + 1


def test_a_reversal_is_told_once_by_the_call_back_that_runs_or_by_a_new_one():
    case = register()
    Promise.objects.filter(case=case, kind="call_back").update(stopped_at=NOW)
    reversed_(case)
    reversed_(case)
    assert running(case, "call_back") == 1


def test_a_case_that_has_ended_takes_no_promise_and_nothing_fails():
    case = register()
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case, reason="trial")
    for one in (proposed, reversed_, sent):
        one(case)
    assert Promise.objects.filter(case=case, stopped_at=None).count() == 0


def test_the_promise_runs_on_the_case_the_other_one_became_part_of():
    gone, survivor = register(), register()
    cases.merge_cases(actor=actor(ANNA), now=NOW, pair=(survivor, gone), choices={})
    before = running(survivor, "call_back")
    proposed(gone)
    assert running(survivor, "call_back") == before + 1


def test_the_insurers_answer_is_owed_by_the_hour_that_was_named_and_ends_with_it():
    case, due = register(), timezone.now() + timedelta(hours=6)
    sent(case, due)
    assert Promise.objects.get(case=case, kind="insurer_answer").due_at == due
    follow_approval(told.ApprovalAnswered(case=case, approval=uuid4(), answer="asks"), ENTRY)
    assert running(case, "insurer_answer") == 0
    sent(case, timezone.now() - timedelta(hours=1))
    assert running(case, "insurer_answer") == 1, "told late, it is owed at once"
    follow_approval(told.ApprovalWithdrawn(case=case, approval=uuid4()), ENTRY)
    last = Promise.objects.filter(case=case, kind="insurer_answer").latest("id")
    assert (last.withdrawn, last.withdraw_reason) == (True, "not_needed")
