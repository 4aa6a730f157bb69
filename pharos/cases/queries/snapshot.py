"""One case as the card shows it: frozen, read in a fixed number of statements however long its life was."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from pharos.cases.models import Case, Hold, Note, Party, Promise
from pharos.cases.queries.lines import CaseLine, line_of, line_values, opened, raw
from pharos.cases.rules.lifecycle import Status
from pharos.cases.rules.next_steps import OpenPromise, Situation
from pharos.core.clocks import Clock
from pharos.journal.api import KeptStatement
from pharos.vault import api as vault

NOTES = 20
SEALED = ("complaint", "circumstances")
MORE = (
    "told_number", "told_insurer", "told_holder", "address", "room", "reception_phone", "cancel_reason", "claimed_at",
    "merged_into_id", "origin",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PartyRow:
    id: UUID
    role: str
    name: str
    phone: str
    mail: str
    language: str
    relation: str


@dataclass(frozen=True, kw_only=True)
class PromiseRow:
    id: UUID
    kind: str
    party_id: UUID | None
    clock: Clock
    pause_reason: str
    withdraw_reason: str

    @property
    def is_open(self) -> bool:
        return self.clock.stopped_at is None


@dataclass(frozen=True, kw_only=True)
class HoldRow:
    id: UUID
    kind: str
    subject: UUID | None
    placed_at: datetime
    released_at: datetime | None
    released_by: str
    lapsed: bool


@dataclass(frozen=True, kw_only=True)
class NoteRow:
    id: UUID
    author_id: int | None
    author_name: str
    text: str
    written_at: datetime
    passes_on: bool


@dataclass(frozen=True, kw_only=True)
class Details:
    """The columns a form edits, as they stand now. Sealed ones are empty for those who may not read them."""

    told_number: str
    told_insurer: str
    told_holder: str
    address: str
    room: str
    reception_phone: str
    complaint: str
    circumstances: str
    cancel_reason: str
    claimed_at: datetime | None
    merged_into: UUID | None
    origin: UUID | None


@dataclass(frozen=True, kw_only=True)
class CaseSnapshot:
    line: CaseLine
    details: Details
    parties: tuple[PartyRow, ...]
    promises: tuple[PromiseRow, ...]
    holds: tuple[HoldRow, ...]
    notes: tuple[NoteRow, ...]

    @property
    def id(self) -> UUID:
        return self.line.id

    @property
    def open_promises(self) -> tuple[PromiseRow, ...]:
        return tuple(promise for promise in self.promises if promise.is_open)

    @property
    def open_holds(self) -> tuple[HoldRow, ...]:
        return tuple(hold for hold in self.holds if hold.released_at is None)

    def situation(self, releasable: tuple[str, ...] = ()) -> Situation:
        """What the rule of the next step looks at; `releasable` are kinds of holds the viewer may release."""
        line = self.line
        return Situation(
            status=Status(line.status),
            owned=line.owner_id is not None,
            waiting_until=line.waiting_until,
            reachable=bool(line.phone or any(party.phone or party.mail for party in self.parties)),
            placed=bool(line.place_id or line.place_heard or line.country),
            promises=[
                OpenPromise(id=p.id, kind=p.kind, due_at=p.clock.due_at, paused=p.clock.paused_at is not None)
                for p in self.open_promises
            ],
            holds=[hold.kind for hold in self.open_holds],
            releasable=releasable,
        )


OPENED = KeptStatement(lambda case: line_values(Case.objects.filter(pk=case), SEALED, MORE))
PLAIN = KeptStatement(lambda case: line_values(Case.objects.filter(pk=case), (), MORE))
PARTY = tuple(one.name for one in fields(PartyRow))
HOLD = tuple(one.name for one in fields(HoldRow))
PARTIES = KeptStatement(lambda case: Party.objects.filter(case=case).order_by("added_at", "id").values_list(*PARTY))
PROMISES = KeptStatement(lambda case: Promise.objects.filter(case=case).order_by("due_at", "id").values_list())
HOLDS = KeptStatement(lambda case: Hold.objects.filter(case=case).order_by("placed_at", "id").values_list(*HOLD))


def case(case_id: UUID, *, medical: bool) -> CaseSnapshot | None:
    """The case and all that hangs on it; None when there is none. `medical` opens what was said of health."""
    found = (OPENED if medical else PLAIN).named(case_id)
    if not found:
        return None
    row = found[0]
    if medical:
        vault.warm({row["key_id"]})
    return CaseSnapshot(
        line=line_of(row, complaint=opened(row, "complaint")),
        details=_details(row),
        parties=tuple(PartyRow(**dict(zip(PARTY, row, strict=True))) for row in PARTIES(case_id)),
        promises=tuple(map(_promise, PROMISES.rows(Promise, case_id))),
        holds=tuple(HoldRow(**dict(zip(HOLD, row, strict=True))) for row in HOLDS(case_id)),
        notes=notes(case_id) if medical else (),
    )


def notes(case_id: UUID) -> tuple[NoteRow, ...]:
    """The newest notes of a case, newest first."""
    rows = NEWEST_NOTES.named(case_id)
    vault.warm({row["key_id"] for row in rows})
    return tuple(map(_note, rows))


def notes_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The texts of these notes."""
    rows = TEXTS.named(list(ids))
    vault.warm({row["key_id"] for row in rows})
    return {row["id"]: opened(row, "text") for row in rows}


def _details(row: dict[str, Any]) -> Details:
    plain = {name: row[name] for name in MORE if name != "merged_into_id"}
    return Details(
        **plain,
        complaint=opened(row, "complaint"),
        circumstances=opened(row, "circumstances"),
        merged_into=row["merged_into_id"],
    )


def _promise(row: Promise) -> PromiseRow:
    return PromiseRow(
        id=row.id,
        kind=row.kind,
        party_id=row.party_id,
        clock=row.clock,
        pause_reason=row.pause_reason,
        withdraw_reason=row.withdraw_reason,
    )


def _note(row: dict[str, Any]) -> NoteRow:
    return NoteRow(
        id=row["id"],
        author_id=row["author_id"],
        author_name=row["author_name"] or row["author_login"] or "",
        text=opened(row, "text"),
        written_at=row["written_at"],
        passes_on=row["passes_on"],
    )


def _notes_with(**joined: Any) -> QuerySet[Note, Any]:
    found: QuerySet[Note, Any] = Note.objects.annotate(**joined, **raw("text"))
    return found


NOTE = ("id", "author_id", "author_name", "author_login", "key_id", "sealed_text", "written_at", "passes_on")
TEXT = ("id", "key_id", "sealed_text")
AUTHOR = {"author_name": F("author__display_name"), "author_login": F("author__username")}
NEWEST_NOTES = KeptStatement(lambda case: _notes_with(**AUTHOR).filter(case=case).order_by("-id").values(*NOTE)[:NOTES])
TEXTS = KeptStatement(lambda one: _notes_with().filter(pk__in=[one]).values(*TEXT), many=True)
