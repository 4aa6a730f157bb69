"""The journal as a page: what happened, newest first, and whether it is still what was written."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.people.api import Permission, Staff, allow, staff_names
from pharos.site import jobs

PAGE = 100


@dataclass(frozen=True)
class Line:
    """One entry as the page shows it. The payload is codes and ids: nothing about anybody's health."""

    position: int
    at: Any
    room: str
    name: str
    version: int
    who: str
    stream: UUID
    payload: str


@require_safe
@allow(Permission.SEE_JOURNAL)
def page(request: HttpRequest) -> HttpResponse:
    """`stream` shows one thing's history, `at` goes back."""
    stream, before = _uuid(request.GET.get("stream", "")), request.GET.get("at", "")
    entries = journal.entries(
        [stream] if stream else None,
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,
        limit=PAGE + 1,
    )
    context = {
        "lines": _lines(entries[:PAGE]),
        "older": entries[PAGE - 1].position if len(entries) > PAGE else None,
        "stream": stream,
        "asked": request.GET.get("stream", ""),
        "head": journal.head(),
        "check": jobs.last_check(),
    }
    return render(request, "site/journal.html", context)


@require_safe
@allow(Permission.SEE_JOURNAL)
def check_state(request: HttpRequest) -> HttpResponse:
    """How far the check has come, for a page that stays open."""
    return render(request, "site/journal/check.html", {"check": jobs.last_check(), "head": journal.head()})


@require_POST
@allow(Permission.SEE_JOURNAL)
@journal.once
def check(request: HttpRequest) -> HttpResponse:
    """Start reading the whole chain again."""
    assert isinstance(request.user, Staff)
    jobs.start_check(actor=Actor.staff(request.user.pk), now=timezone.now())
    messages.success(request, _("The check has started"))
    return redirect("journal")


def _lines(entries: list[journal.Entry]) -> list[Line]:
    people = staff_names(int(entry.who.id) for entry in entries if entry.who.kind == "staff")
    lines = []
    for entry in entries:
        who = entry.who
        named = people.get(int(who.id)) if who.kind == "staff" else None
        room, _dot, name = entry.type.partition(".")
        facts = json.loads(entry.payload).items()
        values = ", ".join(f"{key}: {_short(value)}" for key, value in facts if value not in (None, "", []))
        line = Line(
            position=entry.position,
            at=entry.recorded_at,
            room=room,
            name=name,
            version=entry.version,
            who=named.name if named else str(who),
            stream=entry.stream,
            payload=values,
        )
        lines.append(line)
    return lines


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:8] + "…" if len(text) == 36 and text.count("-") == 4 else text


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
