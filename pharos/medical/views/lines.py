"""Waiting reviews worded as lines of the worklist."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from pharos.core.card import WorkLine
from pharos.medical.messages import lead_words
from pharos.medical.queries.worklist import Waiting


def worded(rows: Sequence[Waiting], *, on: UUID | None, query: str = "") -> list[WorkLine]:
    """In their order; `on` is the one that is open, `query` goes along with each address."""
    blind = ("ask", "eye", _("second reading, blind"))
    return [
        WorkLine(
            url=reverse("medical:review", args=[one.id]) + query,
            title=_named(one),
            about=", ".join(filter(None, (one.diagnosis or _("no diagnosis"), one.where))),
            chip=blind if one.second else lead_words(one.lead, one.lead_n),
            notes=tuple(_notes(one)),
            current=one.id == on,
        )
        for one in rows
    ]


def _named(one: Waiting) -> str:
    name = one.name or _("Name unknown")
    return name if one.age is None else f"{name}, {one.age}"


def _notes(one: Waiting) -> Iterator[tuple[str, str, str, datetime | None]]:
    if one.asked_late:
        yield "ask", "late", _("the answer to a question is overdue"), None
    elif one.asked:
        yield "ask", "", _("waits for an answer"), None
    elif one.answered:
        yield "ok", "covered", _("the answer is there"), None
    if one.late:
        yield "hour", "late", _("was due"), one.due_at
