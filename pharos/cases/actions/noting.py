"""Notes: what staff write for each other, sealed with the case's key."""

from datetime import datetime
from uuid import UUID

from pharos.cases.actions.loading import locked, refuse
from pharos.cases.models import Case, Note
from pharos.cases.rules.codes import Code
from pharos.core.actor import Actor
from pharos.core.objections import Objection
from pharos.events import cases as events
from pharos.journal import api as journal


def add_note(*, actor: Actor, now: datetime, case_id: UUID, text: str) -> UUID:
    """Write a note on a case, finished or not. Objects: note_empty."""
    with journal.transaction(actor=actor, now=now) as record:
        refuse(() if text.strip() else (Objection(Code.NOTE_EMPTY),))
        note = write_note(locked(case_id), actor, text, now)
        record(events.NoteAdded(case=case_id, note=note.id))
        return note.id


def write_note(case: Case, actor: Actor, text: str, now: datetime, *, passes_on: bool = False) -> Note:
    author = int(actor.id) if actor.kind == "staff" else None
    return Note.objects.create(
        case=case, insurer_id=case.insurer_id, key_id=case.key_id, author_id=author, text=text.strip(),
        written_at=now, passes_on=passes_on,
    )  # fmt: skip
