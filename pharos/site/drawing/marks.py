"""The small marks a list draws hundreds of: icon, chip, clock, local time.

They are drawn in Python and not by templates of their own, because a queue of fifty rows has some three hundred of
them and each template would cost a context; icons and chips, which repeat, are drawn once and kept.
"""

from functools import cache, lru_cache
from html import escape

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pharos.site.drawing import urgencies
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


def urgency(value: int, *, asked: bool = True) -> SafeString:
    """The shape of an urgency, its word spoken."""
    shape, status, word = urgencies.look(value, asked=asked)
    return mark_safe(f'{icon(shape, css=f"is-{status} ink-c")}<span class="sr">{escape(word)}</span>')


def clock(view: ClockView) -> SafeString:
    """A promise's clock: shape, time, what was promised."""
    since, due = int(view.started_at.timestamp()), int(view.due_at.timestamp())
    big = " big" if view.big else ""
    ticks = f' data-start="{since}" data-due="{due}"' if view.ticks else ""
    label = f' title="{escape(view.label)}"' if view.label else ""
    shape = icon(view.icon) if view.icon else _RING.format(view.ring)
    note = f'<span class="sub">{escape(view.note)}</span>' if view.note else ""
    text = f'<span class="t">{escape(view.text)}</span>'
    return mark_safe(f'<span class="clock is-{view.status}{big}"{ticks}{label}>{shape}{text}{note}</span>')


def local_time(there: LocalTime, *, shift: bool) -> SafeString:
    """The clock at a place, with a moon or a sun."""
    shape, spoken = (icon("moon"), _("Night there:")) if there.night else (icon("sun"), _("Day there:"))
    zone, ours = escape(there.zone), f' <span class="sub">{escape(there.shift)}</span>' if shift else ""
    return mark_safe(
        f'<span class="here" title="{zone}" data-zone="{zone}">{shape}<span class="sr">{escape(spoken)} </span>'
        f'<span class="t">{there.clock}</span>{ours}</span>'
    )


def owner(name: str, initials: str, *, me: bool) -> SafeString:
    """Two letters in a round mark, the name read to screen readers; a dash where nobody has it."""
    if not name:
        nobody = escape(_("nobody has it"))
        return mark_safe(f'<span class="label" aria-hidden="true">—</span><span class="sr">{nobody}</span>')
    said, css = escape(name), " me" if me else ""
    mark = f'<span class="who{css}" title="{said}" aria-hidden="true">{escape(initials)}</span>'
    return mark_safe(f'{mark}<span class="sr">{said}</span>')


@cache
def _sprite() -> str:
    return static("site/icons.svg")
