"""Decisions of a case as they were kept, newest first, and how they stand in the case's thread."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from pharos.core.card import TimelineEntry, Viewer
from pharos.events.policies import CoverDecided
from pharos.journal import api as journal
from pharos.people.api import Permission, staff_names
from pharos.policies.actions.renewing import FACTS_CHANGED
from pharos.policies.cover.words import Answer
from pharos.policies.desk.asks import counted
from pharos.policies.models import CoverDecision
from pharos.vault import api as vault

SHOWN = 30


@dataclass(frozen=True, kw_only=True)
class KeptView:
    """One decision in a list: when, by whom, by which set, how many services came to what, and why it was made anew."""

    id: UUID
    at: datetime
    who: str
    set: str
    text: str
    icon: str
    status: str
    reason: str


def history(case_ids: Iterable[UUID]) -> list[KeptView]:
    """Decisions of these cases (one case and those that became part of it)."""
    rows = list(CoverDecision.objects.filter(case_id__in=list(case_ids)).order_by("-decided_at", "-id")[:SHOWN])
    return views_of(rows)


def views_of(rows: Sequence[CoverDecision]) -> list[KeptView]:
    vault.warm({row.key_id for row in rows})
    names = _names(row.decided_by for row in rows)
    return [_view(row, names.get(row.decided_by, "")) for row in rows]


def _view(row: CoverDecision, who: str) -> KeptView:
    answers = [Answer(one["answer"]) for one in _items(row).values()]
    text, (status, icon) = counted(answers) if answers else (_("forgotten"), ("idle", "no"))
    reason = str(row.reason or "")
    return KeptView(
        id=row.id,
        at=row.decided_at,
        who=who or _("the system"),
        set=row.set_label,
        text=text,
        icon=icon,
        status=status,
        reason="" if reason == FACTS_CHANGED else reason,
    )


def _items(row: CoverDecision) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(str(row.answer))["items"] if row.answer else {}
    return found


def _names(actors: Iterable[str]) -> dict[str, str]:
    staff = {int(one.partition(":")[2]) for one in set(actors) if one.startswith("staff:")}
    return {f"staff:{pk}": row.name for pk, row in staff_names(staff).items()}


def timeline(entries: Sequence[journal.Entry], viewer: Viewer) -> list[TimelineEntry]:
    """Decisions in the thread of their case: each that changed an answer. What was decided is for those who may see
    medical facts."""
    own = [entry for entry in entries if isinstance(entry.event, CoverDecided) and entry.event.changed]
    if not own:
        return []
    sees = Permission.SEE_MEDICAL in viewer.permissions
    ids = [entry.event.decision for entry in own if isinstance(entry.event, CoverDecided)]
    rows = list(CoverDecision.objects.filter(pk__in=ids)) if sees else []
    views = {view.id: view for view in views_of(rows)}
    return [_entry(entry, views) for entry in own]


def _entry(entry: journal.Entry, views: dict[UUID, KeptView]) -> TimelineEntry:
    event = entry.event
    assert isinstance(event, CoverDecided)
    view = views.get(event.decision)
    return TimelineEntry(
        position=entry.position,
        at=entry.recorded_at,
        kind="decision",
        title=_("Cover decided") if event.replaces is None else _("Cover decided anew"),
        text=view.text if view else "",
        detail=view.set if view else "",
        who=view.who if view else "",
        icon="scale",
        status=view.status if view else "",
        url=reverse("policies:decision", args=[event.decision]) if view else "",
    )
