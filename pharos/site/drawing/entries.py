"""An entry of a case's thread, drawn in Python: a page of the thread has fifty."""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pharos.core.card import TimelineEntry
from pharos.site.drawing import marks, times

LONG, SHOWN = 240, 180


def entry(told: TimelineEntry, *, body: str = "") -> SafeString:
    """What happened, when, what was said, and who did it. `body` is what a room draws in place of the text."""
    status = f" is-{told.status}" if told.status else ""
    title = escape(told.title)
    title = f'<a href="{escape(told.url)}">{title}</a>' if told.url else title
    who = f'<p class="sub">{escape(told.who)}</p>' if told.who else ""
    return mark_safe(
        f'<article class="ev{status}" id="entry-{told.position}">{marks.icon(told.icon)}'
        f"<div><h4>{title}{times.drawn(told.at)}</h4>\n{body or _text(told)}\n{who}</div></article>"
    )


def _text(told: TimelineEntry) -> str:
    detail = _folded(_("Show"), told.detail) if told.detail else ""
    if len(told.text) <= LONG:
        return f"<p>{escape(told.text)}</p>{detail}" if told.text else detail
    beginning = escape(Truncator(told.text).chars(SHOWN))
    return f"<p>{beginning}</p>{_folded(_('Show all of it'), told.text)}{detail}"


def _folded(title: str, text: str) -> str:
    lines = escape(text.replace("\r\n", "\n")).replace("\n", "<br>")
    return f"<details><summary>{escape(title)}</summary><p>{lines}</p></details>"
