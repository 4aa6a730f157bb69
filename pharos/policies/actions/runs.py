"""A file on its way through the browser: uploaded, its columns settled, checked, confirmed, imported, forgotten."""

import hashlib
import io
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.policies import ImportRefused
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.policies.actions.importing import NothingToImport, carry_out, keep_findings
from pharos.policies.actions.looking import look
from pharos.policies.actions.mapping import save_mapping
from pharos.policies.actions.preparing import Prepared, prepare
from pharos.policies.actions.sorting import Sorted, packed, sort_rows
from pharos.policies.models import ImportRun
from pharos.policies.rules.settings import Settings
from pharos.vault import api as vault

MOST_BYTES = 100 * 1024**2
KEEP_FOR = timedelta(days=7)
_STEP_OPEN = (ImportRun.Status.UPLOADED, ImportRun.Status.CHECKED)


def upload(*, actor: Actor, now: datetime, file_name: str, data: bytes) -> ImportRun:
    """Keep a file sealed and look at it: whose it is and what its columns mean. A file that is no table is kept only
    as a refused run with its reason."""
    run = ImportRun(file_name=file_name[:200], size=len(data), actor=str(actor), started_at=now)
    run.sha256 = hashlib.sha256(data).hexdigest()
    with journal.transaction(actor=actor, now=now) as record:
        try:
            run.insurer, run.settings, run.layout = look(data)
            run.key, run.content = vault.new_key(), data
        except Objected as refused:
            _refuse(run, refused.objections[0], now)
            record(ImportRefused(run=run.id, insurer=None, reason=str(refused.objections[0].code)))
        run.save(force_insert=True)
    return run


def settle(*, actor: Actor, now: datetime, run_id: UUID, insurer: UUID, settings: Settings, keep: bool) -> ImportRun:
    """The columns are settled: have the file checked by a job. With `keep` the mapping is saved for the insurer.

    Objects: `run_not_ready`, `file_forgotten`.
    """
    with journal.transaction(actor=actor, now=now):
        run = _ready(run_id, *_STEP_OPEN)
        if keep:
            save_mapping(actor=actor, now=now, insurer_id=insurer, settings=settings)
        run.insurer_id, run.settings, run.objection, run.counts = insurer, settings.to_json(), {}, {}
        _begin(run, ImportRun.Status.CHECKING, actor, now)
        _defer("check", run.id)
    return run


def confirm(*, actor: Actor, now: datetime, run_id: UUID, allow_cancel: bool) -> ImportRun:
    """Somebody has seen the result of the check and wants it so. Objects: `run_not_ready`, or what the check found."""
    with journal.transaction(actor=actor, now=now):
        run = _ready(run_id, ImportRun.Status.CHECKED)
        code = run.objection.get("code")
        if code and not (code == "too_many_vanish" and allow_cancel):
            raise Objected(Objection(code, run.objection.get("facts", {})))
        run.settings = {**run.settings, "allow_cancel": allow_cancel}
        _begin(run, ImportRun.Status.IMPORTING, actor, now)
        _defer("apply", run.id)
    return run


def discard(*, actor: Actor, now: datetime, run_id: UUID) -> None:
    """Not this file after all: it is forgotten at once."""
    with journal.transaction(actor=actor, now=now) as record:
        run = _ready(run_id, *_STEP_OPEN)
        _refuse(run, Objection("discarded"), now)
        record(ImportRefused(run=run.id, insurer=run.insurer_id, reason="discarded"))
        run.save()


def check(run_id: UUID, *, now: datetime) -> None:
    """The job behind `settle`: the import rehearsed. Does nothing where the run has moved on."""
    run = ImportRun.objects.get(pk=run_id)
    if run.status != ImportRun.Status.CHECKING:
        return
    _worked(run, now, dry_run=True)
    if run.status == ImportRun.Status.CHECKING:
        run.status = ImportRun.Status.CHECKED
    run.save()
    _ended(run, "done")


def apply(run_id: UUID, *, now: datetime) -> None:
    """The job behind `confirm`. The register and the run change in one transaction, so a second try finds it done."""
    run = ImportRun.objects.get(pk=run_id)
    if run.status != ImportRun.Status.IMPORTING:
        return
    _worked(run, now, dry_run=False)
    if run.status == ImportRun.Status.IMPORTING:
        run.status = ImportRun.Status.CHECKED
        run.save()
    _ended(run, "done" if run.status == ImportRun.Status.IMPORTED else "stopped")


def failed(run_id: UUID, *, now: datetime) -> None:
    """A job gave up: say so on the run instead of letting it wait for ever."""
    run = ImportRun.objects.get(pk=run_id)
    if run.status in (ImportRun.Status.CHECKING, ImportRun.Status.IMPORTING):
        _refuse(run, Objection("failed"), now)
        run.save()
        _ended(run, "failed")


def forget_files(*, now: datetime) -> int:
    """Destroy the keys of runs older than KEEP_FOR: file and bad rows go, counts stay. Returns how many."""
    old = ImportRun.objects.filter(started_at__lt=now - KEEP_FOR, key__destroyed_at=None, key__isnull=False)
    count = 0
    for run_id, key_id in old.values_list("id", "key_id"):
        vault.destroy(key_id, now=now)
        ImportRun.objects.filter(pk=run_id).update(content=None, problems=None)
        count += 1
    ImportRun.objects.filter(started_at__lt=now - KEEP_FOR, status__in=_STEP_OPEN).update(
        status=ImportRun.Status.REFUSED, objection={"code": "file_forgotten"}, finished_at=now
    )
    return count


def _worked(run: ImportRun, now: datetime, *, dry_run: bool) -> None:
    """Prepare, sort, carry out; objections are kept on the run."""
    settings = dict(run.settings)
    allow_cancel = bool(settings.pop("allow_cancel", False))
    prepared: Prepared | None = None
    rows: Sorted | None = None
    try:
        if run.content is None:
            raise Objected(Objection("file_forgotten"))
        prepared = _prepared(run, settings, now)
        rows = sort_rows(prepared, _teller(run, prepared, 1))
        outcome = carry_out(
            rows, actor=Actor.parse(run.actor), now=now, run=run, dry_run=dry_run, allow_cancel=allow_cancel
        )
        if dry_run:
            keep_findings(run, prepared, outcome)
    except Objected as refused:
        _object(run, refused.objections[0], prepared)
        if isinstance(refused, NothingToImport) and rows is not None:
            run.problems = packed(refused.bad, rows.headings)


def _prepared(run: ImportRun, settings: dict[str, Any], now: datetime) -> Prepared:
    assert run.insurer_id is not None
    return prepare(
        io.BytesIO(run.content),
        insurer=insurers.insurer(run.insurer_id),
        changes=settings,
        today=timezone.localdate(now),
        moved=_teller(run, None, 0),
    )


def _teller(run: ImportRun, prepared: Prepared | None, stage: int) -> Any:
    total = (prepared.digest.count if prepared else run.layout.get("expected_rows") or 0) * 2

    def tell(done: int) -> None:
        if run.progress:
            so_far = done + stage * total // 2
            journal.progress_moved(run.progress, done=min(so_far, total), total=total, now=timezone.now())

    return tell


def _object(run: ImportRun, objection: Objection, prepared: Prepared | None) -> None:
    facts: dict[str, Any] = dict(objection.facts)
    layout: dict[str, Any] | None = facts.pop("layout", None)
    run.objection = {"code": str(objection.code), "facts": facts}
    if layout or prepared:
        run.layout = {**run.layout, **(layout or {}), **(prepared.layout if prepared else {})}


def _ready(run_id: UUID, *statuses: ImportRun.Status) -> ImportRun:
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    if run.status not in statuses:
        raise Objected(Objection("run_not_ready"))
    if run.content is None:
        raise Objected(Objection("file_forgotten"))
    return run


def _begin(run: ImportRun, status: ImportRun.Status, actor: Actor, now: datetime) -> None:
    run.status, run.actor = status, str(actor)
    run.progress = journal.progress_started(kind="policies.import", total=None, actor=actor, now=now).id
    run.save()


def _ended(run: ImportRun, outcome: str) -> None:
    if run.progress:
        journal.progress_finished(run.progress, outcome=outcome, now=timezone.now())


def _refuse(run: ImportRun, objection: Objection, now: datetime) -> None:
    run.status, run.finished_at, run.content = ImportRun.Status.REFUSED, now, None
    run.objection = {"code": str(objection.code), "facts": dict(objection.facts)}


def _defer(task: str, run_id: UUID) -> None:
    from pharos.policies import jobs

    getattr(jobs, task).defer(run=str(run_id))
