"""A file of limits and payments taken in: looked at, planned, and written as a whole or not at all."""

import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import product
from typing import Any
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.core.tables.cells import Cell, tidy
from pharos.core.tables.limits import Limits, Unreadable
from pharos.events.policies import ImportRefused, LimitsImported
from pharos.journal import api as journal
from pharos.policies.ledger.planning import Account, Plan, planned
from pharos.policies.ledger.rows import COLUMNS, Read, RowFault, header_of, read_rows
from pharos.policies.models import CaseKnown, ImportRun, Limit, LimitEntry, Policy
from pharos.policies.reading.opening import File, open_file
from pharos.vault import api as vault

MOST_ROWS, MOST_BYTES, LOOKED_AT = 20_000, 20_000_000, 30
MOST_FAULTS = 500
ENCODINGS = ("", "windows-1251", "koi8-r", "cp866")
DELIMITERS = ("", ";", ",", "\t", "|")


@dataclass(frozen=True)
class Outcome:
    """What a file did, or would do. With faults nothing of it was written."""

    rows: int
    opened: int
    entries: int
    known: int
    faults: tuple[RowFault, ...] = ()
    ignored: tuple[str, ...] = field(default=())

    def counts(self) -> dict[str, Any]:
        told = {"rows": self.rows, "opened": self.opened, "entries": self.entries, "known": self.known}
        return {**told, "faults": len(self.faults), "ignored": list(self.ignored)}


def rehearse(data: bytes, insurer_id: UUID) -> Outcome:
    """What the file would do. Raises Objected where it is no such table."""
    return _outcome(*_planned(data, insurer_id, lock=False))


def take_in(*, actor: Actor, now: datetime, data: bytes, insurer_id: UUID, run: ImportRun) -> Outcome:
    """Do it, if no row is at fault. One transaction, one event."""
    with journal.transaction(actor=actor, now=now) as record:
        read, plan, ignored = _planned(data, insurer_id, lock=True)
        outcome = _outcome(read, plan, ignored)
        if outcome.faults:
            return outcome
        _write(plan, insurer_id, (actor, now))
        record(LimitsImported(run=run.id, insurer=insurer_id, opened=outcome.opened, entries=outcome.entries))
    return outcome


def upload(*, actor: Actor, now: datetime, file_name: str, data: bytes, insurer_id: UUID) -> ImportRun:
    """Keep the file sealed and say what it would do; it waits for somebody to want it so."""
    run = ImportRun(
        kind=ImportRun.Kind.LIMITS,
        insurer_id=insurer_id,
        file_name=file_name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        actor=str(actor),
        started_at=now,
    )
    with journal.transaction(actor=actor, now=now) as record:
        run.key = vault.new_key()
        try:
            outcome = rehearse(data, insurer_id)
        except Objected as refused:
            run.status, run.finished_at = ImportRun.Status.REFUSED, now
            run.objection = {"code": refused.objections[0].code, "facts": dict(refused.objections[0].facts)}
            record(ImportRefused(run=run.id, insurer=insurer_id, reason=str(refused.objections[0].code)))
        else:
            run.status, run.content = ImportRun.Status.CHECKED, data
            keep(run, outcome)
        run.save(force_insert=True)
    return run


def confirm(*, actor: Actor, now: datetime, run_id: UUID) -> ImportRun:
    """Somebody has seen what it would do and wants it so. Where rows are at fault by now, nothing is written.

    Objects: `run_not_ready`, `file_forgotten`, `rows_at_fault`.
    """
    with journal.transaction(actor=actor, now=now):
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id, kind=ImportRun.Kind.LIMITS)
        if run.status != ImportRun.Status.CHECKED or run.insurer_id is None:
            raise Objected(Objection("run_not_ready"))
        if run.content is None:
            raise Objected(Objection("file_forgotten"))
        outcome = take_in(actor=actor, now=now, data=bytes(run.content), insurer_id=run.insurer_id, run=run)
        if outcome.faults:
            raise Objected(Objection("rows_at_fault", {"count": len(outcome.faults)}))
        run.status, run.finished_at, run.content = ImportRun.Status.IMPORTED, now, None
        keep(run, outcome)
        run.save()
    return run


def keep(run: ImportRun, outcome: Outcome) -> None:
    run.counts = outcome.counts()
    told = [asdict(fault) for fault in outcome.faults[:MOST_FAULTS]]
    run.problems = zlib.compress(json.dumps(told, ensure_ascii=False).encode()) if told else None


def faults_of(run: ImportRun) -> list[RowFault]:
    """What is wrong with its rows, as it was found."""
    if run.problems is None:
        return []
    told = json.loads(zlib.decompress(bytes(run.problems)))
    return [RowFault(**{**one, "allowed": tuple(one["allowed"])}) for one in told]


def _planned(data: bytes, insurer_id: UUID, *, lock: bool) -> tuple[Read, Plan, tuple[str, ...]]:
    read, ignored = _read(data)
    keys = {row.policy for row in read.rows}
    rows = Policy.objects.filter(insurer=insurer_id, number_key__in=keys).values_list("number_key", "id")
    policies = dict(rows)
    numbers = {row.case for row in read.rows if row.case}
    cases = dict(CaseKnown.objects.filter(number__in=numbers).values_list("number", "case_id"))
    plan = planned(read.rows, policies, _accounts(list(policies.values()), lock=lock), cases)
    return read, plan, ignored


def _accounts(policies: list[UUID], *, lock: bool) -> Iterator[Account]:
    rows = Limit.objects.filter(policy__in=policies).order_by("id")
    limits = list(rows.select_for_update() if lock else rows)
    told: dict[UUID, dict[str, tuple[Any, ...]]] = {row.id: {} for row in limits}
    entries = LimitEntry.objects.filter(limit__in=list(told)).exclude(reference="")
    for limit, reference, *moved in entries.values_list("limit_id", "reference", "item", "held", "used", "deducted"):
        told[limit][reference] = tuple(moved)
    for row in limits:
        yield Account(
            row.policy_id, row.code, tuple(row.items), row.currency, row.allowed, row.held, row.used, row.id,
            told[row.id],
        )  # fmt: skip


def _read(data: bytes) -> tuple[Read, tuple[str, ...]]:
    try:
        file, (header, columns, ignored) = _table(data)
        rows = ((number, cells) for number, cells in _cells(file) if number > header)
        read = read_rows(rows, columns)
    except Unreadable as refused:
        raise Objected(Objection(str(refused.code), refused.facts)) from refused
    if not read.rows and not read.faults:
        raise Objected(Objection("no_rows"))
    return read, tuple(ignored)


def _table(data: bytes) -> tuple[File, tuple[int, dict[str, int], list[str]]]:
    """The file, opened so that it has a header: the sheet, or the encoding and delimiter, that make one. What the file
    itself shows is tried first."""
    for encoding, delimiter in product(ENCODINGS, DELIMITERS):
        limits = Limits(bytes=MOST_BYTES, rows=MOST_ROWS)
        file = open_file(io.BytesIO(data), limits, encoding=encoding, delimiter=delimiter)
        for sheet in getattr(file, "sheets", ("",)):
            file.sheet = sheet
            found = header_of(pair for pair, _count in zip(_cells(file), range(LOOKED_AT), strict=False))
            if found:
                return file, found
        if file.format == "xlsx":
            break
    wanted = ", ".join(words[0] for words in COLUMNS.values())
    raise Objected(Objection("no_limit_columns", {"columns": wanted}))


def _cells(file: File) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for count, row in enumerate(file.rows()):
        if count > MOST_ROWS:
            raise Objected(Objection("too_many_rows", {"limit": MOST_ROWS}))
        yield row.number, tuple(tidy(cell) for cell in row.cells)


def _outcome(read: Read, plan: Plan, ignored: tuple[str, ...]) -> Outcome:
    faults = tuple(sorted((*read.faults, *plan.faults), key=lambda fault: fault.row))
    return Outcome(len(read.rows), len(plan.opened), len(plan.entries), plan.known, faults, ignored)


def _write(plan: Plan, insurer_id: UUID, by: tuple[Actor, datetime]) -> None:
    made = {
        id(one): Limit(
            insurer_id=insurer_id, policy_id=one.policy, code=one.code, items=list(one.items), currency=one.currency,
            allowed=one.allowed, held=one.held, used=one.used,
        )
        for one in plan.opened
    }  # fmt: skip
    Limit.objects.bulk_create(list(made.values()))
    changed = {entry.account.id: entry.account for entry in plan.entries if entry.account.id}
    rows = list(Limit.objects.filter(pk__in=list(changed)))
    for row in rows:
        row.held, row.used = changed[row.id].held, changed[row.id].used
    Limit.objects.bulk_update(rows, ["held", "used"])
    actor, now = by
    LimitEntry.objects.bulk_create(
        LimitEntry(
            insurer_id=insurer_id,
            limit_id=entry.account.id or made[id(entry.account)].id,
            kind=LimitEntry.Kind.CONSUME if entry.row.paid else LimitEntry.Kind.RESERVE,
            item=entry.row.item,
            held=entry.row.held,
            used=entry.row.paid,
            held_after=entry.held_after,
            used_after=entry.used_after,
            within=entry.row.within,
            deducted=entry.row.deducted,
            reference=entry.row.reference,
            case_id=entry.case,
            at=now,
            actor=str(actor),
        )
        for entry in plan.entries
    )
