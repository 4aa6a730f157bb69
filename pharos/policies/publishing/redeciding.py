"""Runs that make past decisions again by another set: started, worked stretch by stretch, stopped, taken up again.

Nothing past is changed. A stretch and what was found in it commit together, so a run that was killed goes on behind
the last whole stretch, in whatever process, and several processes may work one run.
"""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.policies import PastListExported, PastRedecided
from pharos.journal import api as journal
from pharos.policies import rulesets
from pharos.policies.models import Redecision, RedecisionPart, RuleDraft, RuleSet
from pharos.policies.publishing.scanning import Bench, bench, hashes_of, scanned

PART = 4_000
"""Decisions in a stretch: about half a second's work, and as many keys as the vault keeps open."""
GOING = (Redecision.Status.WAITING, Redecision.Status.RUNNING)
_PARTS = """
insert into policies_redecisionpart (run_id, insurer_id, first, last, size, counts)
select %s, %s, (array_agg(id order by id))[1], (array_agg(id order by id desc))[1], count(*), '{}'
from (select id, (row_number() over (order by id) - 1) / %s as stretch
      from policies_coverdecision d
      where d.set_hash = any(%s) and not exists (select from policies_coverdecision r where r.replaces_id = d.id)) rows
group by stretch
"""


def start(
    *, actor: Actor, now: datetime, rule_set: UUID | None = None, draft: UUID | None = None, text: str = ""
) -> Redecision:
    """A run over all decisions that stand and were made by other versions of this set; whoever works it comes later.

    Of a published set, a draft, or a text. An unfinished run of the very same set is given instead of a second one.
    """
    insurer = None
    if not text:
        text, insurer = _text(rule_set, draft)
    found = rulesets.from_text(text)
    rules, hash_ = found.engine.rules, found.engine.hash
    with journal.transaction(actor=actor, now=now), connection.cursor() as cursor:
        unfinished = Redecision.objects.filter(hash=hash_, finished_at=None).order_by("-started_at").first()
        if unfinished:
            return unfinished
        run = Redecision(
            insurer_id=insurer,
            rule_set_id=rule_set,
            draft_id=draft,
            name=rules.name,
            label=rules.label,
            hash=hash_,
            text=text,
            actor=str(actor),
            started_at=now,
        )
        run.progress = journal.progress_started(kind="policies.redecide", total=None, actor=actor, now=now).id
        run.save(force_insert=True)
        cursor.execute(_PARTS, [run.id, insurer, PART, hashes_of(rules.name, hash_)])
        run.total = sum(run.parts.values_list("size", flat=True))
        run.save(update_fields=["total"])
        journal.progress_moved(run.progress, done=0, total=run.total, now=now)
    return run


def work(run_id: UUID, *, alone: bool = True) -> None:
    """Work stretches until none is left, or until the run is stopped. Others may work beside."""
    Redecision.objects.filter(pk=run_id, status=Redecision.Status.WAITING).update(status=Redecision.Status.RUNNING)
    run = Redecision.objects.get(pk=run_id)
    held: Bench | None = None
    while Redecision.objects.filter(pk=run_id, status=Redecision.Status.RUNNING).exists():
        with transaction.atomic():
            rows = RedecisionPart.objects.select_for_update(skip_locked=True).filter(run=run_id, done_at=None)
            part = rows.order_by("first").first()
            if part is None:
                break
            held = held or bench(run)
            part.counts, part.done_at = dict(scanned(held, part)), timezone.now()
            part.save(update_fields=["counts", "done_at"])
        if alone:
            tell(run)


def tell(run: Redecision) -> int:
    """Say how far the run is; returns the decisions done."""
    done = sum(run.parts.exclude(done_at=None).values_list("size", flat=True))
    if run.progress:
        journal.progress_moved(run.progress, done=done, now=timezone.now())
    return done


def finish(run_id: UUID, *, now: datetime) -> Redecision:
    """Close a run all of whose stretches are done. Does nothing where it is closed, or where some are not."""
    with transaction.atomic():
        run = Redecision.objects.select_for_update(of=("self",)).get(pk=run_id)
        if run.finished_at or run.status != Redecision.Status.RUNNING or run.parts.filter(done_at=None).exists():
            return run
        run.status, run.finished_at, run.counts = Redecision.Status.DONE, now, dict(counted(run))
        run.save(update_fields=["status", "finished_at", "counts"])
        with journal.transaction(actor=Actor.parse(run.actor), now=now) as record:
            read, changed = run.counts.get("read", 0), run.counts.get("changed", 0)
            record(PastRedecided(run=run.id, rule_set=run.rule_set_id, hash=run.hash, read=read, changed=changed))
    tell(run)
    _ended(run, "done", now)
    return run


def counted(run: Redecision) -> Counter[str]:
    """What was found so far."""
    found: Counter[str] = Counter()
    for counts in run.parts.exclude(done_at=None).values_list("counts", flat=True):
        found.update(counts)
    return found


def stop(*, actor: Actor, now: datetime, run_id: UUID) -> None:
    """No more of it; what was found stays to be read, and the run can be taken up again. Objects: `run_not_ready`."""
    with journal.transaction(actor=actor, now=now):
        run = _locked(run_id)
        if run.status not in GOING:
            raise Objected(Objection("run_not_ready"))
        run.status, run.counts = Redecision.Status.STOPPED, dict(counted(run))
        run.save(update_fields=["status", "counts"])
    _ended(run, "stopped", now)


def take_up(*, actor: Actor, now: datetime, run_id: UUID) -> Redecision:
    """Go on with a run that was stopped or failed, behind the last whole stretch. Objects: `run_not_ready`."""
    with journal.transaction(actor=actor, now=now):
        run = _locked(run_id)
        if run.status not in (Redecision.Status.STOPPED, Redecision.Status.FAILED):
            raise Objected(Objection("run_not_ready"))
        run.status = Redecision.Status.WAITING
        run.progress = journal.progress_started(kind="policies.redecide", total=run.total, actor=actor, now=now).id
        run.save(update_fields=["status", "progress"])
    return run


def begin(*, actor: Actor, now: datetime, rule_set: UUID | None = None, draft: UUID | None = None) -> Redecision:
    """Start a run and have a job work it."""
    with journal.transaction(actor=actor, now=now):
        run = start(actor=actor, now=now, rule_set=rule_set, draft=draft)
        if run.status in (Redecision.Status.STOPPED, Redecision.Status.FAILED):
            run = take_up(actor=actor, now=now, run_id=run.id)
        _defer(run.id)
    return run


def go_on(*, actor: Actor, now: datetime, run_id: UUID) -> None:
    """Take a run up and have a job work it. Objects: `run_not_ready`."""
    with journal.transaction(actor=actor, now=now):
        _defer(take_up(actor=actor, now=now, run_id=run_id).id)


def exported(*, actor: Actor, now: datetime, run_id: UUID) -> None:
    """Somebody takes the list out of the house as a file."""
    with journal.transaction(actor=actor, now=now) as record:
        record(PastListExported(run=run_id))


def failed(run_id: UUID, *, now: datetime) -> None:
    """It gave up: say so instead of letting somebody wait for ever."""
    if Redecision.objects.filter(pk=run_id, status__in=GOING).update(status=Redecision.Status.FAILED):
        _ended(Redecision.objects.get(pk=run_id), "failed", now)


def _text(rule_set: UUID | None, draft: UUID | None) -> tuple[str, UUID | None]:
    if rule_set:
        row = RuleSet.objects.get(pk=rule_set)
        return row.text, row.insurer_id
    assert draft
    proposed = RuleDraft.objects.get(pk=draft)
    if proposed.status != RuleDraft.Status.CHECKED:
        raise Objected(Objection("draft_not_ready"))
    return proposed.text, proposed.insurer_id


def _locked(run_id: UUID) -> Redecision:
    return Redecision.objects.select_for_update(of=("self",)).get(pk=run_id)


def _ended(run: Redecision, outcome: str, now: datetime) -> None:
    if run.progress:
        journal.progress_finished(run.progress, outcome=outcome, now=now)


def _defer(run_id: UUID) -> None:
    from pharos.policies import jobs

    jobs.redecide.defer(run=str(run_id))
