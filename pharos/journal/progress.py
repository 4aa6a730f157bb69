"""Long work reports how far it is; a person watches it in the browser or on the command line."""

from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.journal.models import Progress


def progress_started(*, kind: str, total: int | None, actor: Actor, now: datetime) -> Progress:
    return Progress.objects.create(kind=kind, total=total, actor=str(actor), started_at=now, moved_at=now)


def progress_moved(progress_id: UUID, *, done: int, now: datetime, total: int | None = None) -> None:
    changes: dict[str, object] = {"done": done, "moved_at": now}
    if total is not None:
        changes["total"] = total
    Progress.objects.filter(pk=progress_id).update(**changes)


def progress_finished(progress_id: UUID, *, outcome: str, now: datetime) -> None:
    """`outcome` is a code the starting room words: done, failed, stopped."""
    Progress.objects.filter(pk=progress_id).update(outcome=outcome, finished_at=now, moved_at=now)


def progress(progress_id: UUID) -> Progress:
    """LookupError (Progress.DoesNotExist) when there is none."""
    return Progress.objects.get(pk=progress_id)
