"""The shown list as a file, for whoever may take lists out of the house. Taking one out is recorded."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pharos.cases import api as cases
from pharos.cases import messages, offers
from pharos.cases.views.queue import chosen_filter
from pharos.core.card import CaseRow
from pharos.core.ids import new_id
from pharos.core.urgency import Urgency
from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.journal.api import once
from pharos.people.api import Permission, actor, allow, me, viewer_of, words_of

MOST, PAGE = 5_000, 200
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@allow(Permission.EXPORT_CASES)
@require_POST
@once
def export(request: HttpRequest) -> HttpResponse:
    """The cases of the shown list in their order, up to MOST of them; of health only for whoever may read of it."""
    now, viewer = timezone.now(), viewer_of(request)
    medical = Permission.SEE_MEDICAL in me(request).permissions
    chosen = chosen_filter(request, words_of(request, "queue") if "typed" in request.GET else "")
    out = StringIO()
    out.write("\ufeff")  # spreadsheets then read Cyrillic as such
    table = csv.writer(out, delimiter=";" if viewer.language == "ru" else ",")
    table.writerow(_head(medical=medical))
    count = 0
    for row in islice(_rows(chosen, now, medical=medical), MOST + 1):
        if count == MOST:
            table.writerow([_("Only the first %(n)s cases are here.") % {"n": MOST}])
            break
        cells = _cells(row, offers.shown_row(row, viewer), medical=medical)
        table.writerow([_harmless(cell) for cell in cells])
        count += 1
    with journal.transaction(actor=actor(request), now=now) as record:
        record(events.ListExported(export=new_id(), rows=count, medical=medical))
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"pharos-{timezone.localtime(now):%Y%m%d-%H%M}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(chosen: cases.QueueFilter, now: datetime, *, medical: bool) -> Iterator[cases.QueueRow]:
    """All of them, a page at a time."""
    after = None
    while True:
        page = cases.queue(chosen, now=now, after=after, medical=medical, limit=PAGE)
        yield from page.rows
        after = page.next
        if after is None:
            return


def _head(*, medical: bool) -> list[str]:
    plain = [_("Number"), _("Due"), _("Promise"), _("Name"), _("Where"), _("Insurer"), _("Policy"), _("State")]
    return [*plain, _("Who has it"), *([_("Urgency"), _("Complaint")] if medical else [])]


def _cells(row: cases.QueueRow, shown: CaseRow, *, medical: bool) -> list[str]:
    line = row.line
    due = f"{timezone.localtime(line.next_due_at):%d.%m.%Y %H:%M}" if line.next_due_at else ""
    plain = [line.number, due, shown.promise, shown.name, shown.where, shown.insurer, line.policy_number]
    health = [messages.word(messages.URGENCIES, Urgency(line.urgency).code), line.complaint] if medical else []
    return [*plain, shown.state[2], shown.owner, *health]


def _harmless(cell: str) -> str:
    """A cell that begins like a formula would be carried out by a spreadsheet: what people typed is only text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
