"""Lists of the register and of its files, keyset-paged: a page costs the same however far back it lies."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from pharos.policies.models import ImportRun, Policy

PAGE = 50


@dataclass(frozen=True)
class Page[T]:
    """Rows, and the cursor of the next older page; None at the end."""

    rows: list[T]
    older: str | None


def newest_policies(*, insurer: UUID | None = None, cursor: str = "") -> Page[Policy]:
    """The register, newest entries first, with the persons of the page in one further statement."""
    rows = Policy.objects.select_related("insurer").prefetch_related("persons").order_by("-created_at", "-id")
    if insurer:
        rows = rows.filter(insurer_id=insurer)
    return _page(_before(rows, cursor, "created_at"), "created_at")


def newest_runs(*, cursor: str = "") -> Page[ImportRun]:
    """Files taken in or refused, newest first, without their sealed contents."""
    rows = ImportRun.objects.filter(kind=ImportRun.Kind.POLICIES).select_related("insurer")
    rows = rows.defer("content", "problems").order_by("-started_at", "-id")
    return _page(_before(rows, cursor, "started_at"), "started_at")


def _before(rows: Any, cursor: str, moment: str) -> Any:
    at, _bar, ident = cursor.partition("~")
    try:
        when, last = datetime.fromisoformat(at), UUID(ident)
    except ValueError:
        return rows
    return rows.filter(Q(**{f"{moment}__lt": when}) | Q(**{moment: when, "id__lt": last}), **{f"{moment}__lte": when})


def _page(rows: Any, moment: str) -> Page[Any]:
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(found[:PAGE], f"{getattr(last, moment).isoformat()}~{last.pk}" if last else None)
