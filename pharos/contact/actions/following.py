"""Conversations follow their case into the one it became part of, and come back when that is undone.

Both are heard, each once and in the order of the gone case. The filing lock is taken first: a letter on its way into
the gone case is filed before we look, one that comes later already finds the survivor.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection

from pharos.cases import api as cases
from pharos.contact.actions.attaching import give_insurer
from pharos.contact.actions.filing import FILING_LOCK
from pharos.contact.models import Conversation, Followed
from pharos.core.actor import Actor
from pharos.events import contact as events
from pharos.journal import api as journal


def follow_merge(*, actor: Actor, now: datetime, case_id: UUID, into: UUID, merging: UUID) -> int:
    """Every conversation of the case now stands in `into`, read or unread as it was; returns how many moved.

    Where `into` has itself become part of a further case by now, they go on there, one recorded step after another.
    """
    moved = 0
    with journal.transaction(actor=actor, now=now) as record:
        _wait_for_filing()
        step: tuple[UUID, UUID, UUID] | None = (case_id, into, merging)
        while step:
            moved += _move(step, record, now)
            onward = cases.merged_away(step[1])
            step = (step[1], onward.into, onward.merging) if onward else None
    return moved


def come_back(*, actor: Actor, now: datetime, case_id: UUID, left: UUID, merging: UUID) -> int:
    """What went along with the case returns to it, unless a person has put it elsewhere since."""
    with journal.transaction(actor=actor, now=now) as record:
        _wait_for_filing()
        followed = Followed.objects.filter(merging=merging)
        ids = list(followed.values_list("conversation_id", flat=True))
        rows = Conversation.objects.select_for_update().filter(pk__in=ids, case=left).order_by("id")
        back = list(rows.values_list("id", flat=True))
        insurer = _insurer(case_id)
        for conversation_id in back:
            _put(conversation_id, case_id, left, insurer, record)
        followed.delete()
    return len(back)


def _move(step: tuple[UUID, UUID, UUID], record: journal.Record, now: datetime) -> int:
    left, into, merging = step
    rows = Conversation.objects.select_for_update().filter(case=left).order_by("id")
    found = list(rows.values_list("id", flat=True))
    insurer = _insurer(into)
    for conversation_id in found:
        _put(conversation_id, into, left, insurer, record)
    Followed.objects.bulk_create(
        [
            Followed(merging=merging, conversation_id=pk, left_id=left, insurer_id=insurer, followed_at=now)
            for pk in found
        ],
        ignore_conflicts=True,
    )
    return len(found)


def _put(conversation_id: UUID, case_id: UUID, before: UUID, insurer: UUID | None, record: journal.Record) -> None:
    Conversation.objects.filter(pk=conversation_id).update(case=case_id, insurer=insurer)
    give_insurer(conversation_id, insurer)
    record(events.ConversationAttached(conversation=conversation_id, case=case_id, before=before))


def _insurer(case_id: UUID) -> UUID | None:
    case = cases.case(case_id, medical=False)
    return case.line.insurer_id if case else None


def _wait_for_filing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [FILING_LOCK])
