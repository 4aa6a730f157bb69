"""A line of a list of work, drawn in Python: fifty of them as a template were half of a page's time."""

from datetime import datetime
from html import escape

from django.utils.safestring import SafeString, mark_safe

from pharos.core.card import WorkLine
from pharos.site.drawing import marks, times


def work_line(line: WorkLine, now: datetime) -> SafeString:
    """Name, what explains it, the chip, the notes; the whole line is one link."""
    here = ' aria-current="true"' if line.current else ""
    notes = "".join(_note(*one, now=now) for one in line.notes)
    about = f'<span class="sub">{escape(line.about)}</span>'
    return mark_safe(
        f'<li{here}><a href="{escape(line.url)}"><b>{escape(line.title)}</b>{about}'
        f"{marks.chip(*line.chip, plain=True)}{notes}</a></li>"
    )


def _note(name: str, status: str, text: str, at: datetime | None, *, now: datetime) -> str:
    css = f"is-{status} ink-c" if status else ""
    moment = f" {times.drawn(at, times.when(at, now))}" if at else ""
    return f'<span class="sub line">{marks.icon(name, css=css)}<span>{escape(text)}{moment}</span></span>'
