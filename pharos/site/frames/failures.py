"""What went wrong and waits for a person: deliveries, letters, jobs. Nothing is ever dropped silently."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.people.api import Permission, Staff, allow

SHOWN = 100
STALLED = timedelta(seconds=60)


@dataclass(frozen=True)
class StalledJob:
    """A job that failed, or whose worker has been silent."""

    id: int
    task: str
    attempts: int
    failed: bool


@require_safe
@allow(Permission.MEND_FAILURES)
def page(request: HttpRequest) -> HttpResponse:
    """Everything that waits, each with its own button."""
    return render(request, "site/failures.html", _context())


@require_safe
@allow(Permission.MEND_FAILURES)
def part(request: HttpRequest) -> HttpResponse:
    """The lists by themselves, for a page that stays open."""
    return render(request, "site/failures/lists.html", _context())


@require_safe
@allow(Permission.MEND_FAILURES)
def health(request: HttpRequest) -> HttpResponse:
    """How the work goes, by itself."""
    return render(request, "site/failures/health.html", _context())


@require_POST
@allow(Permission.MEND_FAILURES)
@journal.once
def retry_delivery(request: HttpRequest, parked_id: int) -> HttpResponse:
    """Deliver a parked event now, then what waits behind it."""
    done = journal.retry(parked_id, now=timezone.now())
    messages.success(request, _("Delivered: %(count)d") % {"count": done}) if done else messages.error(
        request, _("It failed again and stays on the list")
    )
    return redirect("failures")


@require_POST
@allow(Permission.MEND_FAILURES)
@journal.once
def drop_delivery(request: HttpRequest, parked_id: int) -> HttpResponse:
    """Give up one delivery; what waits behind it goes on."""
    try:
        journal.drop(parked_id, actor=_me(request), now=timezone.now())
    except journal.Parked.DoesNotExist:
        return _gone(request)
    messages.success(request, _("Given up; what waited behind it goes on"))
    return redirect("failures")


@require_POST
@allow(Permission.MEND_FAILURES)
@journal.once
def send_again(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Put a letter of ours that could not be sent into the outbox again."""
    try:
        mailroom.send_again(letter_id, actor=_me(request), now=timezone.now())
    except (Objected, ObjectDoesNotExist):
        return _gone(request)
    messages.success(request, _("In the outbox again"))
    return redirect("failures")


@require_POST
@allow(Permission.MEND_FAILURES)
@journal.once
def retry_job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Have a failed or stalled job done by another worker; never one that is in work."""
    if job_id not in {one.id for one in stalled_jobs()}:
        return _gone(request)
    app.job_manager.retry_job_by_id(job_id=job_id, retry_at=timezone.now())
    messages.success(request, _("The job is in the queue again"))
    return redirect("failures")


def _gone(request: HttpRequest) -> HttpResponse:
    """The page was older than the list: somebody mended it, or it mended itself."""
    messages.error(request, _("It is not on the list any more; nothing was done"))
    return redirect("failures")


def _me(request: HttpRequest) -> Actor:
    assert isinstance(request.user, Staff)
    return Actor.staff(request.user.pk)


def _context() -> dict[str, Any]:
    newest = ProcrastinateWorker.objects.order_by("-last_heartbeat").first()
    head = journal.position()
    return {
        "worker_seen": newest.last_heartbeat if newest else None,
        "worker_alive": newest is not None and newest.last_heartbeat >= timezone.now() - STALLED,
        "subscribers": [(one, max(0, head - one.position)) for one in journal.Subscriber.objects.order_by("name")],
        "mailboxes": mailroom.mailboxes(),
        "parked": list(journal.Parked.objects.filter(attempts__gt=0).order_by("next_try_at", "position")[:SHOWN]),
        "behind": journal.Parked.objects.filter(attempts=0).count(),
        "quarantined": mailroom.quarantine_count(),
        "letters": [one for one in mailroom.outbox() if one.state == mailroom.OutgoingState.FAILED],
        "stalled": stalled_jobs(),
    }


def stalled_jobs() -> list[StalledJob]:
    """Jobs that failed for good, and those in work of a worker that no longer shows itself."""
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gte=timezone.now() - STALLED)
    failed = ProcrastinateJob.objects.filter(status="failed")
    orphaned = ProcrastinateJob.objects.filter(status="doing").exclude(worker__in=alive)
    jobs = [*failed.order_by("-id")[:SHOWN], *orphaned.order_by("-id")[:SHOWN]]
    return [StalledJob(job.pk, job.task_name, job.attempts, job.status == "failed") for job in jobs]
