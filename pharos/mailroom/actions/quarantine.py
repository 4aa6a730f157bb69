"""What a person does with a letter that could not be read."""

from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.mailroom import LetterDiscarded
from pharos.journal import api as journal
from pharos.mailroom.actions.reading import parse
from pharos.mailroom.models import Letter
from pharos.mailroom.rules.codes import Code
from pharos.mailroom.rules.states import LetterState


def try_again(letter_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Read the letter once more, by a newer reader perhaps. Objects: `not_in_quarantine`, `still_unreadable`."""
    if Letter.objects.values_list("state", flat=True).get(pk=letter_id) != LetterState.QUARANTINED:
        raise Objected(Objection(Code.NOT_IN_QUARANTINE))
    if parse(letter_id, now=now, actor=actor) == LetterState.QUARANTINED:
        raise Objected(Objection(Code.STILL_UNREADABLE))


def discard(letter_id: UUID, *, actor: Actor, now: datetime, reason: str) -> None:
    """Take the letter off the list; its bytes stay. Objects: `reason_missing`, `not_in_quarantine`."""
    if not reason.strip():
        raise Objected(Objection(Code.REASON_MISSING))
    with journal.transaction(actor=actor, now=now) as record:
        letter = Letter.objects.select_for_update().get(pk=letter_id)
        if letter.state != LetterState.QUARANTINED:
            raise Objected(Objection(Code.NOT_IN_QUARANTINE))
        letter.state, letter.discard_reason = LetterState.DISCARDED, reason.strip()[:1_000]
        letter.save(update_fields=["state", "discard_reason"])
        record(LetterDiscarded(letter=letter_id))
