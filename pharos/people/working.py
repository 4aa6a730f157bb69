"""Whether somebody is ready for the next call, writes up the last one, or has a break: said by himself, recorded."""

from datetime import datetime

from pharos.core.actor import Actor
from pharos.events.people import WorkStateChanged
from pharos.journal import api as journal
from pharos.people.actions import stream_of
from pharos.people.models import WorkState
from pharos.people.rules import Working


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
