"""A list of facilities in the browser: looked at, rehearsed by a job, confirmed, taken in by a job, stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.journal import api as journal
from pharos.network.actions.importing import LOOKED_AT, List, Taken, import_facilities
from pharos.network.actions.sieving import Sieve
from pharos.network.models import FacilitySource, ListRun
from pharos.network.reading.tables import Row, table_of
from pharos.network.rules.headings import FIELDS, Columns, matched

KEEP_FOR = timedelta(days=7)
SAMPLES, SHOWN = 3, 200
Status = ListRun.Status
OPEN = (Status.UPLOADED, Status.CHECKED)


class Stopped(Exception):
    """A person asked to stop: the transaction is rolled back."""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What a person says of a file: whose list, its licence, its date, the country of rows that name none, columns."""

    source: str
    licence: str
    dated: str
    country: str = ""
    exchange: bool = False
    columns: Mapping[str, str]


def upload(*, actor: Actor, now: datetime, file_name: str, data: bytes) -> ListRun:
    """Keep a file and look at its columns. One that is no table is kept as refused, with the reason."""
    run = ListRun(file_name=file_name[:200], actor=str(actor), started_at=now)
    try:
        run.layout = _layout(data)
        run.content = data
        run.columns = dict(run.layout["of"])
    except Objected as refused:
        _refused(run, refused.objections[0], now)
    with journal.transaction(actor=actor, now=now):
        run.save(force_insert=True)
    return run


def settle(*, actor: Actor, now: datetime, run_id: UUID, settled: Settled) -> None:
    """Have the file rehearsed by a job. Objects `run_not_ready`."""
    with journal.transaction(actor=actor, now=now):
        run = _ready(run_id, *OPEN)
        run.source, run.licence, run.dated = settled.source, settled.licence, settled.dated
        run.country, run.exchange, run.columns = settled.country, settled.exchange, dict(settled.columns)
        _begin(run, Status.CHECKING, actor, now)


def confirm(*, actor: Actor, now: datetime, run_id: UUID) -> None:
    """Somebody has seen the rehearsal and wants it so. Objects `run_not_ready`."""
    with journal.transaction(actor=actor, now=now):
        run = _ready(run_id, Status.CHECKED)
        if run.objection:
            raise Objected(Objection("run_not_ready"))
        _begin(run, Status.IMPORTING, actor, now)


def stop(*, actor: Actor, now: datetime, run_id: UUID) -> None:
    """Stop what runs, before its next block of rows: nothing of the file is then in. A file that waits is put aside."""
    with journal.transaction(actor=actor, now=now):
        run = ListRun.objects.select_for_update().get(pk=run_id)
        if run.status in OPEN:
            _refused(run, Objection("discarded"), now)
        elif run.status in (Status.CHECKING, Status.IMPORTING):
            run.stop_asked = True
        run.save()


def work(run_id: UUID, *, now: datetime) -> None:
    """The job: a rehearsal, or the import itself. A second try of what is done does nothing."""
    run = ListRun.objects.get(pk=run_id)
    if run.status not in (Status.CHECKING, Status.IMPORTING):
        return
    dry_run = run.status == Status.CHECKING
    outcome, run.objection = "done", {}
    try:
        actor = Actor.parse(run.actor)
        taken = import_facilities(actor=actor, now=now, given=_given(run), dry_run=dry_run, watch=_teller(run))
        run.outcome, run.status = told_of(taken), Status.CHECKED if dry_run else Status.IMPORTED
        run.stop_asked = False
        if not dry_run:
            run.finished_at, run.content = timezone.now(), None
    except Objected as refused:
        run.status, run.objection, outcome = Status.CHECKED, _kept(refused.objections[0]), "stopped"
    except Stopped:
        run.status, run.stop_asked, outcome = Status.UPLOADED, False, "stopped"
    run.save()
    if run.progress:
        journal.progress_finished(run.progress, outcome=outcome, now=timezone.now())


def failed(run_id: UUID, *, now: datetime) -> None:
    """A job gave up: say so on the run instead of letting it wait for ever."""
    run = ListRun.objects.get(pk=run_id)
    if run.status in (Status.CHECKING, Status.IMPORTING):
        _refused(run, Objection("failed"), now)
        run.save()


def forget_lists(*, now: datetime) -> int:
    """Let go of the files nobody went on with; returns how many."""
    old = ListRun.objects.filter(started_at__lt=now - KEEP_FOR, status__in=OPEN)
    objection = {"code": "file_forgotten", "facts": {}}
    return old.update(content=None, status=Status.REFUSED, objection=objection, finished_at=now)


def told_of(taken: Taken) -> dict[str, Any]:
    """What became of a list, as it is kept."""
    return {
        "rows": taken.rows, "taken": taken.taken, "added": taken.added, "renewed": taken.renewed,
        "refused": taken.refused, "faults": {str(one): count for one, count in taken.faults.items()},
        "remarks": {str(one): count for one, count in taken.remarks.items()}, "nearest": dict(taken.nearest),
        "faulty": [_row(one) for one in taken.faulty[:SHOWN]], "noted": [_row(one) for one in taken.noted[:SHOWN]],
    }  # fmt: skip


def _row(one: Any) -> list[Any]:
    return [one.where, one.name, [str(code) for code in (*one.faults, *one.remarks)], one.hint]


def _layout(data: bytes) -> dict[str, Any]:
    """The headings with their first values, and the field each seems to be."""
    found = table_of(data)
    looked = list(islice(found.rows, LOOKED_AT))
    first = looked[:SAMPLES]
    samples = {one: [row.cells[one][:60] for row in first if row.cells.get(one)] for one in found.headings}
    columns = matched(found.headings, {})
    return {
        "kind": found.kind, "encoding": found.encoding, "sheets": list(found.sheets), "of": dict(columns.of),
        "more": {one: list(headings) for one, headings in columns.more.items()},
        "exchanged": _exchanged(looked, columns),
        "columns": [[heading, samples[heading]] for heading in found.headings], "perhaps": dict(columns.perhaps),
    }  # fmt: skip


def _exchanged(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether the columns of the coordinates hold each other's throughout, to be proposed."""
    if columns.missing:
        return False
    sieve = Sieve(columns, country="", exchange=False)
    sieve.look(rows)
    return sieve.survey.exchanged


def _given(run: ListRun) -> List:
    if run.content is None:
        raise Objected(Objection("file_forgotten"))
    own = {field: run.columns.get(field, "") for field in FIELDS} if run.columns != run.layout.get("of") else {}
    return List(
        raw=bytes(run.content), source=run.source, licence=run.licence, dated=run.dated, country=run.country,
        columns=own, exchange=run.exchange,
    )  # fmt: skip


def _teller(run: ListRun) -> Any:
    def tell(done: int) -> None:
        if ListRun.objects.filter(pk=run.pk, stop_asked=True).exists():
            raise Stopped
        if run.progress:
            journal.progress_moved(run.progress, done=done, now=timezone.now())

    return tell


def _ready(run_id: UUID, *statuses: str) -> ListRun:
    run = ListRun.objects.select_for_update().get(pk=run_id)
    if run.status not in statuses or run.content is None:
        raise Objected(Objection("run_not_ready"))
    return run


def _begin(run: ListRun, status: Status, actor: Actor, now: datetime) -> None:
    from pharos.network import jobs

    run.status, run.actor, run.stop_asked = status, str(actor), False
    total = run.outcome.get("rows") if status is Status.IMPORTING else None  # a rehearsal has counted them
    run.progress = journal.progress_started(kind="network.list", total=total, actor=actor, now=now).id
    run.save()
    jobs.list_run.defer(run=str(run.id))


def _refused(run: ListRun, objection: Objection, now: datetime) -> None:
    run.status, run.finished_at, run.content, run.objection = Status.REFUSED, now, None, _kept(objection)


def _kept(objection: Objection) -> dict[str, Any]:
    return {"code": str(objection.code), "facts": {name: str(value) for name, value in objection.facts.items()}}


def known_sources() -> list[str]:
    """Names of the lists taken in before: a later list of the same name renews it."""
    return list(FacilitySource.objects.order_by("name").values_list("name", flat=True))
