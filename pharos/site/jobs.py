"""Long work of the site itself: reading the journal's chain again."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from pharos.core.actor import Actor
from pharos.journal import api as journal

KIND = "site.journal_check"
WHOLE, DAMAGED, FAILED = "whole", "damaged", "failed"


@dataclass(frozen=True)
class Check:
    """The last time somebody had the chain read: still running, whole, or damaged at a position."""

    progress: journal.Progress
    outcome: str
    findings: int
    first: int

    @property
    def running(self) -> bool:
        return self.progress.finished_at is None


def last_check() -> Check | None:
    """The newest check; None where there never was one."""
    newest = journal.Progress.objects.filter(kind=KIND).order_by("-started_at").first()
    if newest is None:
        return None
    outcome, _, rest = newest.outcome.partition(":")
    findings, _, first = rest.partition(":")
    return Check(newest, outcome, int(findings or 0), int(first or 0))


def start_check(*, actor: Actor, now: datetime) -> None:
    """Have a worker read the chain. Where a check waits for a worker already, that one will do."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        started = journal.progress_started(kind=KIND, total=journal.position(), actor=actor, now=now)
        check_journal.defer(progress_id=str(started.pk))


@app.task(name="site.check_journal", queueing_lock="site.check_journal")
def check_journal(progress_id: str) -> None:
    """Read every entry and note what is wrong. Runs again from the start when its worker died."""
    outcome = FAILED
    try:
        findings = list(journal.verify())
        outcome = f"{DAMAGED}:{len(findings)}:{findings[0].position}" if findings else WHOLE
    finally:
        journal.progress_finished(UUID(progress_id), outcome=outcome, now=timezone.now())
