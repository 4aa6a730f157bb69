"""Writing, changing and taking away the letters this company begins with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.contact.models import LetterWording
from pharos.contact.rules.wordings import WordingRefused, slot_objections
from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected, Objection
from pharos.events import contact as events
from pharos.journal import api as journal


@dataclass(frozen=True, kw_only=True)
class WordingText:
    """What a person wrote: a name and a text in each language. `code` joins it to the one it stands before."""

    code: str
    insurer: UUID | None
    title_ru: str
    title_en: str
    text_ru: str
    text_en: str


def save_wording(*, actor: Actor, now: datetime, text: WordingText, seen: str = "") -> UUID:
    """Write a wording, or change the one of this code and insurer; its id.

    `seen` is the mark of the form it was changed on. Objects: unknown_slot, wording_changed.
    """
    if objections := [*slot_objections(text.text_ru), *slot_objections(text.text_en)]:
        raise Objected(*objections)
    with journal.transaction(actor=actor, now=now) as record:
        rows = LetterWording.objects.select_for_update()
        row = rows.filter(code=text.code, insurer=text.insurer).first()
        if row and row.changed_at.isoformat() != seen:
            raise Objected(Objection(WordingRefused.WORDING_CHANGED))
        row = row or LetterWording(code=text.code or new_id().hex, insurer_id=text.insurer)
        row.title_ru, row.title_en = text.title_ru, text.title_en
        row.text_ru, row.text_en, row.changed_at = text.text_ru, text.text_en, now
        row.save()
        record(events.WordingSaved(wording=row.id, insurer=row.insurer_id))
        return row.id


def remove_wording(*, actor: Actor, now: datetime, wording_id: UUID) -> None:
    """Take it away; the one of its code that comes with Pharos stands again. Taking away twice changes nothing."""
    with journal.transaction(actor=actor, now=now) as record:
        gone, _rows = LetterWording.objects.filter(pk=wording_id).delete()
        if gone:
            record(events.WordingRemoved(wording=wording_id))
