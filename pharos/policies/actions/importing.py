"""A prepared file into the register, or as a rehearsal: the same statements, then everything undone."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.policies import PoliciesImported
from pharos.journal import api as journal
from pharos.policies.actions import merging, merging_persons, staging, vanishing
from pharos.policies.actions.merging import Import
from pharos.policies.actions.preparing import Prepared
from pharos.policies.actions.sorting import BadRow, Sorted, packed
from pharos.policies.models import ImportRun
from pharos.policies.rules.faults import Problem
from pharos.vault import api as vault


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What became (or would become) of the file. created + changed + unchanged + cancelled in it = policies."""

    rows: int = 0
    policies: int = 0
    persons: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    cancelled: int = 0
    vanished: int = 0
    faulty_rows: int = 0
    skipped: int = 0


@dataclass(frozen=True)
class Outcome:
    """The counts and every problem found; `run` is where it is kept."""

    run: UUID
    counts: Counts
    bad: tuple[BadRow, ...]

    @property
    def faults(self) -> list[BadRow]:
        return [bad for bad in self.bad if bad.problem.is_fault]

    @property
    def notes(self) -> list[BadRow]:
        return [bad for bad in self.bad if not bad.problem.is_fault]


class NothingToImport(Objected):
    """Not one row stands; `bad` says why, row by row."""

    def __init__(self, rows: Sorted, bad: Sequence[BadRow]) -> None:
        super().__init__(Objection("nothing_to_import", {"faulty": len(rows.faulty_rows), "rows": rows.rows}))
        self.rows = rows
        self.bad = tuple(bad)


class _Rehearsed(Exception):
    """Raised at the end of a rehearsal so that the transaction undoes itself."""


def carry_out(
    rows: Sorted, *, actor: Actor, now: datetime, run: ImportRun, dry_run: bool, allow_cancel: bool
) -> Outcome:
    """Import the file in one transaction, or rehearse it. The run is saved with it where it is not a rehearsal.

    Raises Objected: `import_running` while another file of the insurer goes in, `nothing_to_import` when no row
    stands, `too_many_vanish` where a full file would cancel more than the insurer's share and nobody allowed it.
    """
    outcome: Outcome | None = None
    try:
        with journal.transaction(actor=actor, now=now) as record:
            outcome = _written(rows, now, run, allow_cancel=allow_cancel)
            if dry_run:
                raise _Rehearsed
            _keep(run, rows.prepared, outcome, now)
            record(_event(rows.prepared, outcome))
    except _Rehearsed:
        pass
    if outcome is None:
        raise AssertionError("a transaction that ends without an outcome has raised")
    return outcome


def _written(rows: Sorted, now: datetime, run: ImportRun, *, allow_cancel: bool) -> Outcome:
    prepared, insurer = rows.prepared, rows.prepared.insurer
    _alone(insurer.id)
    if run._state.adding:
        run.save(force_insert=True)
    settings = prepared.settings
    work = Import(insurer=insurer.id, run=run.id, now=now, today=prepared.digest.reading.today, full=settings.full)
    bad = _staged(rows)
    if not rows.good.count:
        raise NothingToImport(rows, bad)
    merging.gather(work)
    created = merging.merge_policies(work)
    cancelling = settings.full and (settings.missing_means_cancelled or allow_cancel)
    merging_persons.merge_persons(work, leavers=cancelling)
    gone = (
        vanishing.vanished(work, scoped=settings.only_products_in_file) if settings.full else vanishing.Vanished(0, 0)
    )
    cancelled = 0
    if cancelling:
        objection = None if allow_cancel else gone.objection(settings.cancel_guard_percent)
        if objection:
            raise Objected(objection)
        cancelled = vanishing.cancel_vanished(work, scoped=settings.only_products_in_file)
    counts = _counted(work, rows, created, cancelled)
    return Outcome(run.id, replace(counts, vanished=gone.count, faulty_rows=len(rows.faulty_rows)), tuple(bad))


def _alone(insurer_id: UUID) -> None:
    """One file of an insurer at a time; the lock goes with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"policies.import.{insurer_id}"])
        if not cursor.fetchone()[0]:
            raise Objected(Objection("import_running"))


def _staged(rows: Sorted) -> list[BadRow]:
    """Stage what stands; problems that only the whole file shows join the others."""
    staging.make_tables()
    staging.stage(rows.policies)
    staging.seen(rows.seen_keys)
    reading = rows.prepared.digest.reading
    columns = {target: heading for heading, target in zip(reading.headings, reading.targets, strict=True) if target}
    found: list[Problem] = [*staging.conflicts(columns), *staging.duplicates()]
    rows.faulty_rows.update(problem.row for problem in found if problem.is_fault)
    wanted = {problem.row for problem in found}
    cells = {number: row for number, row, _ in rows.prepared.digest.rows if number in wanted} if wanted else {}
    late = Sorted(rows.prepared)
    for problem in found:
        late.add([problem], cells.get(problem.row, ()))
    return sorted([*rows.bad, *late.bad], key=lambda bad: bad.problem.row)


_COUNTS = """
with changed as (
    select c.policy_id, bool_or(c.field = 'status' and c.new = 'cancelled') as cancelled
    from policies_policychange c where c.run_id = %(run)s and not (c.field = 'status' and c.new = 'gone') group by 1
)
select (select count(*) from staged_policy), (select count(*) from staged_person),
       (select count(*) from changed where not cancelled), (select count(*) from changed where cancelled)
"""


def _counted(work: Import, rows: Sorted, created: int, vanished: int) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, work.parameters())
        policies, persons, changed, cancelled = cursor.fetchone()
    return Counts(
        rows=rows.rows,
        policies=policies,
        persons=persons,
        created=created,
        changed=changed,
        unchanged=policies - created - changed - cancelled,
        cancelled=cancelled + vanished,
        skipped=rows.skipped,
    )


def _keep(run: ImportRun, prepared: Prepared, outcome: Outcome, now: datetime) -> None:
    keep_findings(run, prepared, outcome)
    run.status, run.finished_at, run.dry_run, run.content = ImportRun.Status.IMPORTED, now, False, None
    run.save()


def keep_findings(run: ImportRun, prepared: Prepared, outcome: Outcome) -> None:
    """Put counts, layout and the sealed bad rows on the run, unsaved."""
    run.insurer_id = prepared.insurer.id
    run.settings, run.layout = prepared.settings.to_json(), dict(prepared.layout)
    run.counts, run.objection = asdict(outcome.counts), {}
    if outcome.bad and run.key_id is None:
        run.key = vault.new_key()
    run.problems = packed(outcome.bad, prepared.digest.reading.headings) if outcome.bad else None


def _event(prepared: Prepared, outcome: Outcome) -> PoliciesImported:
    counts = outcome.counts
    return PoliciesImported(
        run=outcome.run,
        insurer=prepared.insurer.id,
        created=counts.created,
        changed=counts.changed,
        unchanged=counts.unchanged,
        cancelled=counts.cancelled,
        faulty_rows=counts.faulty_rows,
    )
