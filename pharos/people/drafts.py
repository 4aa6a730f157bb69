"""Drafts: what one person has typed into one form and not sent. Nobody else's business, so no event tells of them.

Rows are read and written here; [drafted](drafted.py) puts them behind the forms of a page.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, connection, transaction

from pharos.core.ids import new_id
from pharos.people.models import Draft
from pharos.people.rules import Keeping, Stored, keeping
from pharos.vault import api as vault

KEPT = timedelta(days=14)
"""How long after the last keystroke a draft is kept."""
NUMBER_KEPT = timedelta(days=2)
"""How long the bare number of a used draft stands against saves still on their way."""
LONGEST = 400_000
"""Characters of one draft, far above what any form takes."""
NAMESPACE = UUID("5c1a0e5e-7d0f-5b0e-9d2a-0d1f5a7e0d25")


class DraftTooLong(ValueError):
    """More was typed than any form takes."""


@dataclass(frozen=True, kw_only=True)
class OpenDraft:
    """The draft behind a form as its page is drawn. Version 0: nothing was ever typed. `changed` names the fields that
    differ from what the form was opened with; `used_at` says when an earlier one was sent or thrown away."""

    id: UUID
    staff: int
    form: str
    subject: UUID | None = None
    version: int = 0
    fields: Mapping[str, list[str]] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    saved_at: datetime | None = None
    used_at: datetime | None = None

    @property
    def typed(self) -> bool:
        """Whether words wait here."""
        return bool(self.fields)

    @property
    def kept_until(self) -> datetime | None:
        return self.saved_at + KEPT if self.saved_at else None


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One save as a page sends it: number `version` of page `writer`, which knew the draft at version `base`.

    `changed` names the fields that differ from what the form was opened with, `words` the typed ones of them.
    """

    id: UUID
    form: str
    subject: UUID | None
    page: str
    version: int
    base: int
    writer: str
    fields: tuple[tuple[str, str], ...]
    changed: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Saved:
    """What became of a save, and the draft as it stands now."""

    outcome: Keeping
    draft: OpenDraft


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """A form somebody has begun and not sent: which one, about what, the page it stands on, and its first words."""

    id: UUID
    form: str
    subject: UUID | None
    page: str
    gist: str
    started_at: datetime
    saved_at: datetime


def draft_id(*, staff: int, form: str, subject: UUID, part: str = "") -> UUID:
    """The one draft a person has in a form about something; `part` tells apart the rows of that thing."""
    return uuid5(NAMESPACE, f"{staff}/{form}/{subject}/{part}")


def draft_for(
    *, staff: int, form: str, subject: UUID | None = None, part: str = "", ident: UUID | None = None
) -> OpenDraft:
    """The draft of a form about `subject`; of a form about nothing yet the one with this id, else a new one.

    A form about nothing may belong to something later: then it is asked for by its id.
    """
    if subject is not None and ident is None:
        ident = draft_id(staff=staff, form=form, subject=subject, part=part)
    found = Draft.objects.filter(pk=ident).first() if ident else None
    if found and (found.staff_id != staff or found.form != form):
        found, ident = None, None
    return _opened(found) if found else OpenDraft(id=ident or new_id(), staff=staff, form=form, subject=subject)


def drafts_about(*, staff: int, subject: UUID) -> dict[UUID, OpenDraft]:
    """Everything this person has begun about something, by the id of the draft. Mostly there is nothing, and that is
    asked in one plain statement: every case card asks it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM people_draft WHERE staff_id = %s AND subject = %s LIMIT 1", [staff, subject])
        if cursor.fetchone() is None:
            return {}
    return {row.id: _opened(row) for row in Draft.objects.filter(staff=staff, subject=subject)}


def unfinished(staff: int, *, form: str = "", limit: int = 50) -> list[Unfinished]:
    """What this person has begun and not sent, newest first; `form` asks for one kind."""
    rows = Draft.objects.filter(staff=staff, dropped_at=None).defer("body").order_by("-saved_at")
    found = list((rows.filter(form=form) if form else rows)[:limit])
    vault.warm({row.key_id for row in found if row.key_id})
    bodies: dict[UUID, Any] = dict(Draft.objects.filter(pk__in=[row.id for row in found]).values_list("id", "body"))
    return [
        Unfinished(
            id=row.id, form=row.form, subject=row.subject, page=row.page, gist=_gist(bodies.get(row.id)),
            started_at=row.started_at, saved_at=row.saved_at,
        )
        for row in found
    ]  # fmt: skip


def save_draft(*, staff: int, now: datetime, typed: Typed) -> Saved:
    """Keep what was typed, or say what stands in the way. Raises DraftTooLong; PermissionError for a draft of another
    member of staff."""
    told = {"fields": typed.fields, "changed": typed.changed, "words": typed.words}
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    if len(body) > LONGEST:
        raise DraftTooLong(len(body))
    with transaction.atomic():
        row = _locked(typed.id)
        if row is None and (begun := _begun(staff, typed, body, now)):
            return Saved(Keeping.KEEP, _bare(begun))
        row = row or Draft.objects.select_for_update().get(pk=typed.id)  # begun elsewhere in this very moment
        if row.staff_id != staff:
            raise PermissionError("a draft of somebody else")
        stored = Stored(row.version, row.writer, dropped=row.dropped_at is not None)
        outcome = keeping(stored, version=typed.version, base=typed.base, writer=typed.writer)
        if outcome is Keeping.KEEP:
            _rewrite(row, typed, body, now)
        if outcome is not Keeping.ELSEWHERE:
            return Saved(outcome, _bare(row))
        there = _opened(row)
        return Saved(Keeping.THERE, _bare(row)) if there.fields == _by_name(typed.fields) else Saved(outcome, there)


def drop_draft(*, staff: int, now: datetime, ident: UUID, version: int = 0) -> None:
    """The form was sent, or thrown away: destroy its words and leave its number. `version` is the newest save the page
    has numbered, which may still be on its way. Joins the caller's transaction: what fails keeps the draft."""
    with transaction.atomic():
        row = _locked(ident)
        if row is None:
            if version > 0:
                Draft.objects.create(
                    id=ident, staff_id=staff, form="", version=version + 1,
                    started_at=now, saved_at=now, dropped_at=now,
                )  # fmt: skip
        elif row.staff_id == staff:
            _use_up(row, now, max(row.version, version) + 1)


def drop_drafts_about(*, now: datetime, subjects: Iterable[UUID]) -> int:
    """Destroy what anybody has begun about these, when they are forgotten. Returns how many drafts that were."""
    with transaction.atomic():
        rows = list(Draft.objects.select_for_update().filter(subject__in=set(subjects), dropped_at=None).order_by("id"))
        for row in rows:
            _use_up(row, now, row.version + 1)
    return len(rows)


def expire_drafts(*, now: datetime, batch: int = 500) -> int:
    """Destroy drafts nobody has typed into for `KEPT`, forget the numbers of used ones. Returns how many drafts."""
    Draft.objects.filter(dropped_at__lt=now - NUMBER_KEPT).delete()
    destroyed = 0
    while True:
        with transaction.atomic():
            old = Draft.objects.select_for_update(skip_locked=True).filter(dropped_at=None, saved_at__lt=now - KEPT)
            keys = dict(old.values_list("id", "key_id")[:batch])
            for key in filter(None, keys.values()):
                vault.destroy(key, now=now)
            Draft.objects.filter(pk__in=keys).delete()
        destroyed += len(keys)
        if len(keys) < batch:
            return destroyed


def _locked(ident: UUID) -> Draft | None:
    """Under lock; its words are read only when somebody asks for them."""
    return Draft.objects.select_for_update().defer("body").filter(pk=ident).first()


def _begun(staff: int, typed: Typed, body: str, now: datetime) -> Draft | None:
    try:
        with transaction.atomic():
            return Draft.objects.create(
                id=typed.id, staff_id=staff, form=typed.form, subject=typed.subject, page=typed.page,
                key=vault.new_key(), body=body, version=typed.version, writer=typed.writer,
                started_at=now, saved_at=now,
            )  # fmt: skip
    except IntegrityError:
        return None


def _rewrite(row: Draft, typed: Typed, body: str, now: datetime) -> None:
    if row.dropped_at is not None or row.key_id is None:
        row.key, row.started_at, row.dropped_at = vault.new_key(), now, None
    row.form, row.subject, row.page = typed.form, typed.subject, typed.page
    row.body, row.version, row.writer, row.saved_at = body, typed.version, typed.writer, now
    row.save()


def _use_up(row: Draft, now: datetime, version: int) -> None:
    if row.key_id is not None:
        vault.destroy(row.key_id, now=now)
    row.key, row.body, row.page, row.version, row.dropped_at = None, None, "", version, now
    row.save()


def _bare(row: Draft) -> OpenDraft:
    """Which draft at which version, without its words."""
    return OpenDraft(
        id=row.id, staff=row.staff_id, form=row.form, subject=row.subject, version=row.version, used_at=row.dropped_at
    )


def _opened(row: Draft) -> OpenDraft:
    if row.dropped_at is not None or not row.body:
        return _bare(row)
    body = json.loads(row.body)
    return replace(_bare(row), fields=_by_name(body["fields"]), changed=tuple(body["changed"]), saved_at=row.saved_at)


def _by_name(pairs: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def _gist(body: str | None) -> str:
    """The first words typed, for telling one unfinished form from another."""
    if not body:
        return ""
    told = json.loads(body)
    values = dict(told["fields"])
    words = [" ".join(str(values.get(name, "")).split()) for name in told["words"]]
    return " · ".join(word if len(word) <= 80 else f"{word[:79]}…" for word in [word for word in words if word][:2])
