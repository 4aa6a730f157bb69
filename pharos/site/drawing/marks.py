"""The small marks a list draws hundreds of: icon, chip, clock, local time.

They are drawn in Python and not by templates of their own, because a queue of fifty rows has some three hundred of
them and each template would cost a context; icons and chips, which repeat, are drawn once and kept.
"""

from functools import cache, lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pharos.site.drawing.clocks import ClockView
from pharos.site.drawing.times import LocalTime

KEPT = 4096
_RING = (
    '<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><circle class="track" cx="8" cy="8" r="6"/>'
    '<circle class="left" cx="8" cy="8" r="6" pathLength="100" stroke="currentColor" stroke-dasharray="{} 100"/></svg>'
)


@lru_cache(KEPT)
def icon(name: str, *, css: str = "", label: str = "") -> SafeString:
    """One symbol of the sprite, spoken only when it carries a label of its own."""
    spoken = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    href = f"{_sprite()}#{name}"
    return format_html('<svg class="i{}"{}><use href="{}"/></svg>', f" {css}" if css else "", spoken, href)


@lru_cache(KEPT)
def chip(status: str, icon_name: str, word: str, *, plain: bool = False, fill: bool = False) -> SafeString:
    """A status: icon, word, colour."""
    css = "".join((" plain" if plain else "", " fill" if fill else ""))
    return format_html('<span class="chip is-{}{}">{}{}</span>', status, css, icon(icon_name), word)


def clock(view: ClockView) -> SafeString:
    """A promise's clock: shape, time, what was promised."""
    since, due = int(view.started_at.timestamp()), int(view.due_at.timestamp())
    return format_html(
        '<span class="clock is-{}{}"{}{}>{}<span class="t">{}</span>{}</span>',
        view.status,
        mark_safe(" big") if view.big else "",
        format_html(' data-start="{}" data-due="{}"', since, due) if view.ticks else "",
        format_html(' title="{}"', view.label) if view.label else "",
        icon(view.icon) if view.icon else format_html(_RING, view.ring),
        view.text,
        format_html('<span class="sub">{}</span>', view.note) if view.note else "",
    )


def local_time(there: LocalTime, *, shift: bool) -> SafeString:
    """The clock at a place, with a moon or a sun."""
    return format_html(
        '<span class="here" title="{0}" data-zone="{0}">{1}<span class="sr">{2} </span>'
        '<span class="t">{3}</span>{4}</span>',
        there.zone,
        icon("moon" if there.night else "sun"),
        _("Night there:") if there.night else _("Day there:"),
        there.clock,
        format_html(' <span class="sub">{}</span>', there.shift) if shift else "",
    )


@cache
def _sprite() -> str:
    return static("site/icons.svg")
