"""A row of a list of cases, drawn in Python: thirty of them as a template were a third of the queue's time."""

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pharos.core.card import CaseRow
from pharos.site.drawing import clocks, marks, times


def case_row(row: CaseRow, now: datetime, *, selected: bool) -> SafeString:
    """Six cells of two lines; `wide` ones are seen on a wide screen only."""
    number, about = escape(row.number), escape(row.about)
    urgency = marks.urgency(row.urgency, asked=row.urgency_asked)
    name = f'{urgency}<b>{escape(row.name)}</b><span class="wide label code push">{number}</span>'
    there = marks.local_time(times.local_time(ZoneInfo(row.zone), now), shift=False) if row.zone else ""
    owner = marks.owner(row.owner, row.initials, me=row.mine)
    cells = (
        f'<td><div>{_clock(row, now)}</div><div class="sub promise">{escape(row.promise)}</div></td>',
        f'<td><div class="name">{name}</div><div class="sub">{about}</div></td>',
        f'<td><div>{escape(row.where) or "—"}</div><div class="sub">{there}</div></td>',
        f"<td><div>{escape(row.insurer) or '—'}</div><div>{marks.chip(*row.policy, plain=True)}</div></td>",
        f'<td class="wide"><div>{marks.chip(*row.state, plain=True)}</div>'
        f'<div class="sub">{escape(row.detail)}</div></td>',
        f"<td>{owner}{_eyes(row)}</td></tr>",
    )
    return mark_safe(_start(row, selected=selected) + "\n".join(cells))


def _start(row: CaseRow, *, selected: bool) -> str:
    state = f"{' aria-selected="true"' if selected else ''}{' class="mine"' if row.mine else ''}"
    return f'<tr data-href="{row.url}" data-preview-url="{row.preview_url}"{state}>\n'


def _eyes(row: CaseRow) -> str:
    """The place where a script says that somebody else has the case open."""
    return f'<span class="eyes" data-present="{row.id}">{marks.icon("eye")}<span class="sr"></span></span>'


def _clock(row: CaseRow, now: datetime) -> str:
    if row.clock is None:
        return f'<span class="clock is-idle">{marks.icon("ring")}<span class="t">{_("nothing promised")}</span></span>'
    return marks.clock(clocks.clock_view(row.clock, now, label=row.promise))
