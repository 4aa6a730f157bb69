"""What cases hear. Listed in `pharos/site/subscriptions.py`."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from pharos.cases.actions.loading import lock_survivor, locked, open_promises, settle
from pharos.cases.actions.promising import hear, keep_all, make_promise
from pharos.cases.models import Case, Promise
from pharos.cases.rules.promises import PromiseKind, WithdrawReason
from pharos.core.actor import Actor
from pharos.events import cases as events
from pharos.events.policies import (
    ApprovalAnswered,
    ApprovalSent,
    ApprovalWithdrawn,
    RefusalProposed,
    RefusalReversed,
)
from pharos.journal import api as journal

COVER = Actor.system("cover")
LEAST = timedelta(minutes=1)
"""Where the journal is delivered late: a promise cannot begin when it is over."""


def follow_refusal(event: RefusalProposed | RefusalReversed, entry: journal.Entry) -> None:
    """A refusal is being checked, or was reversed: whoever waits is called back. What a person has promised anyway is
    enough for a reversal, never for a refusal that is being checked. A case that has ended takes no promise."""
    now = timezone.now()
    with journal.transaction(actor=COVER, now=now):
        case = locked(lock_survivor(event.case))
        enough = isinstance(event, RefusalReversed) and _running(case, PromiseKind.CALL_BACK).exists()
        if case.is_open and not enough:
            make_promise(actor=COVER, now=now, case_id=case.id, kind=PromiseKind.CALL_BACK)


def follow_approval(event: ApprovalSent | ApprovalAnswered | ApprovalWithdrawn, entry: journal.Entry) -> None:
    """The insurer was asked: its answer is owed by the hour that was named; once it came, or is not needed, no more."""
    now, kind = timezone.now(), PromiseKind.INSURER_ANSWER
    with journal.transaction(actor=COVER, now=now) as record:
        case = locked(lock_survivor(event.case))
        if not case.is_open:
            return
        if isinstance(event, ApprovalSent):
            agreed = max(event.due_at, now + LEAST)
            make_promise(actor=COVER, now=now, case_id=case.id, kind=kind, agreed=agreed)
        elif isinstance(event, ApprovalAnswered):
            keep_all(case, kind, record, now)
        else:
            for one in _running(case, kind):
                gone = events.PromiseWithdrawn(case=case.id, promise=one.id, reason=WithdrawReason.NOT_NEEDED)
                hear(one, gone, record, now, reason=WithdrawReason.NOT_NEEDED)
        settle(case)


def _running(case: Case, kind: PromiseKind) -> QuerySet[Promise]:
    return open_promises(case.id).filter(kind=kind)
