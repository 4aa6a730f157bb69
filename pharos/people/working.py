"""Whether somebody is ready for the next call, writes up the last one, or has a break: said by himself, recorded."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection

from pharos.core.actor import Actor
from pharos.events.people import WorkStateChanged
from pharos.journal import api as journal
from pharos.people.actions import stream_of
from pharos.people.models import Presence, WorkState
from pharos.people.presence import GONE_AFTER
from pharos.people.rules import Working

SHIFT = timedelta(hours=12)
"""Nobody signs off: what was said longer ago than a shift lasts says nothing of now."""

_ON_SHIFT = """
SELECT id FROM people_staff AS one WHERE id = ANY(%s) AND is_active AND (
    last_login > %s
    OR EXISTS (SELECT FROM people_workstate AS said WHERE said.staff_id = one.id AND said.since > %s)
    OR EXISTS (SELECT FROM people_presence AS here WHERE here.staff_id = one.id AND here.seen_at > %s))
"""


def set_state(*, actor: Actor, now: datetime, staff_id: int, state: Working) -> None:
    """Say what one is doing; saying the same again changes nothing."""
    with journal.transaction(actor=actor, now=now) as record:
        row, fresh = WorkState.objects.select_for_update().get_or_create(
            staff_id=staff_id, defaults={"state": state, "since": now}
        )
        if not fresh and row.state == state:
            return
        row.state, row.since = state, now
        row.save(update_fields=["state", "since"])
        record(WorkStateChanged(person=stream_of(staff_id), staff=staff_id, state=state))


def state_of(staff_id: int) -> WorkState | None:
    """What this person is doing; None while he has not said."""
    return WorkState.objects.filter(staff=staff_id).first()


def on_shift(staff: Iterable[int], now: datetime) -> set[int]:
    """Those of these people who have not gone: who signed in or said what he does within a shift, or has a page open
    now. A break counts as here; somebody who may no longer enter has gone."""
    wanted = list(set(staff))
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_ON_SHIFT, [wanted, now - SHIFT, now - SHIFT, now - GONE_AFTER])
        return {pk for (pk,) in cursor.fetchall()}


def at_work(staff: Iterable[int], now: datetime) -> set[int]:
    """Those of these people who are at work: who said within a shift that they are, or have a page open now; nobody
    who has a break."""
    wanted = set(staff)
    said = {row.staff_id: row for row in WorkState.objects.filter(staff__in=wanted, since__gt=now - SHIFT)}
    here = Presence.objects.filter(staff__in=wanted, seen_at__gt=now - GONE_AFTER).values_list("staff", flat=True)
    return {pk for pk in {*said, *here} if pk not in said or said[pk].state != Working.BREAK}
