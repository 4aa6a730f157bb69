"""The words of our templates. Every status is an icon, a word and a colour; every write carries its key."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.middleware.csrf import get_token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pharos.core.card import CaseFacts, CaseRow, PanelView, TimelineEntry
from pharos.core.clocks import Clock
from pharos.core.money import Money
from pharos.people.api import without_typed
from pharos.site.drawing import case_rows, clocks, drafts, entries, figures, marks, rows, thread_words, times, urgencies

register = template.Library()


@register.simple_tag
def icon(name: str, *, css: str = "", label: str = "") -> SafeString:
    """One symbol of the sprite. It is silent to screen readers unless it carries a `label` of its own."""
    return marks.icon(name, css=css, label=str(label))


@register.simple_tag
def chip(status: str, icon_name: str, word: str, *, plain: bool = False, fill: bool = False) -> SafeString:
    """A status: icon, word, colour. `plain` drops the tint (tables); `fill` is for a threat to life alone."""
    return marks.chip(status, icon_name, str(word), plain=plain, fill=fill)


@register.simple_tag
def urgency(value: int | None, *, asked: bool = True, word: bool = False) -> SafeString:
    """How soon somebody must act, as a shape (octagon, bars) with its word beside or spoken."""
    if value is None:
        return mark_safe("")
    if not word:
        return marks.urgency(value, asked=asked)
    shape, status, text = urgencies.look(value, asked=asked)
    return chip(status, shape, text, plain=True)


@register.simple_tag(takes_context=True)
def clock(context: Context, value: Clock, *, label: str = "", note: str = "", big: bool = False) -> SafeString:
    """A promise's clock as it stands now; the script only goes on counting the text beside the shape."""
    return marks.clock(clocks.clock_view(value, _now(context), label=str(label), note=str(note), big=big))


@register.simple_tag(takes_context=True)
def case_row(context: Context, row: CaseRow, selected: UUID | None = None) -> SafeString:
    """A row of a list of cases, under the head of `cases/queue_rows.html`; `selected` is the one under the light."""
    return case_rows.case_row(row, _now(context), selected=row.id == selected)


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime | None, *, clock_only: bool = False) -> SafeString:
    """A moment: distance, then clock; with `clock_only` just the clock. Nothing for None."""
    if at is None:
        return mark_safe("")
    return times.drawn(at, "" if clock_only else times.when(at, _now(context)))


@register.simple_tag(takes_context=True)
def day(context: Context, at: datetime) -> str:
    """`18 July`."""
    return times.day(at, _now(context))


@register.simple_tag(takes_context=True)
def local_time(context: Context, zone: ZoneInfo | str | None, *, shift: bool = False) -> SafeString:
    """The clock at the traveller's place with a moon or a sun; `shift` adds the difference to ours."""
    if not zone:
        return mark_safe("")
    zone = zone if isinstance(zone, ZoneInfo) else ZoneInfo(str(zone))
    return marks.local_time(times.local_time(zone, _now(context)), shift=shift)


@register.filter
def money(value: Money | None) -> str:
    """`1 900 EUR` with no-break spaces."""
    return figures.money(value) if value else ""


@register.filter
def phone(value: str | None) -> str:
    """A number as it is read aloud."""
    return figures.phone(value) if value else ""


@register.simple_tag
def key(*caps: str, always: bool = False) -> SafeString:
    """Key caps, as printed on the control itself. They vanish for people who turned single keys off."""
    css = ' class="always"' if always else ""
    return format_html_join(" ", "<kbd{}>{}</kbd>", ((mark_safe(css), cap) for cap in caps))


@register.simple_tag
def hint(*caps: str, text: str, always: bool = False) -> SafeString:
    """A key and what it does, for the foot line."""
    css = " always" if always else ""
    return format_html('<span class="hint{}">{} {}</span>', css, key(*caps, always=always), text)


@register.simple_tag(takes_context=True)
def person(context: Context, who: Any, *, spoken: bool = True) -> SafeString:
    """Two letters in a round mark; the name is its title and is read to screen readers."""
    if who is None:
        return mark_safe('<span class="label" aria-hidden="true">—</span>')
    request = context.get("request")
    css = " me" if request is not None and getattr(request.user, "pk", None) == who.pk else ""
    name = format_html('<span class="sr">{}</span>', who.name) if spoken else ""
    mark = format_html('<span class="who{}" title="{}" aria-hidden="true">{}</span>', css, who.name, who.initials)
    return format_html("{}{}", mark, name)


@register.simple_tag(takes_context=True)
def request_key(context: Context) -> SafeString:
    """What every POST form carries: the cross-site token and the key that makes a repeated send harmless."""
    request = context.get("request")
    token = _token(request) if request is not None else ""
    fields = (
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="request_key" value="{}">'
    )
    return format_html(fields, token, uuid4())


@register.simple_tag
def form_row(field: BoundField, **look: Any) -> SafeString:
    """Label left, field, what became of it right; the error stands at its place, in words."""
    return rows.form_row(field, **look)


@register.simple_tag
def form_rows(form: BaseForm) -> SafeString:
    """A whole form: its hidden fields, then its rows."""
    return rows.form_rows(form)


@register.simple_tag(takes_context=True)
def draft(context: Context, form: BaseForm, *, page: str) -> SafeString:
    """The mark of the draft behind a form, inside it: the script saves what is typed, this says how it stands.
    `page` is the address that shows the form again."""
    return drafts.draft_mark(form, page, _now(context))


@register.inclusion_tag("site/parts/empty.html")
def empty(
    *, title: str, text: str = "", icon: str = "ring", url: str = "", button: str = "", flat: bool = False
) -> dict[str, Any]:
    """What is missing, what to do, one button."""
    return {"title": title, "text": text, "icon": icon, "url": url, "button": button, "flat": flat}


@register.inclusion_tag("site/parts/page_links.html", takes_context=True)
def page_links(context: Context, *, older: object = None, newer: object = None, param: str = "at") -> dict[str, Any]:
    """Links to the neighbouring pages of a keyset-paged list. A cursor is opaque text; None means no such page."""
    return {
        "older": _with_query(context, param, older) if older is not None else "",
        "newer": _with_query(context, param, newer) if newer is not None else "",
    }


@register.inclusion_tag("site/parts/progress.html")
def progress(done: int, total: int, *, label: str) -> dict[str, Any]:
    """How far long work has come, in words and as a bar."""
    return {"done": done, "total": total, "label": label}


@register.simple_tag(takes_context=True)
def shift(context: Context, zone: ZoneInfo | str) -> SafeString:
    """How far the place's clock is from ours, in words."""
    zone = zone if isinstance(zone, ZoneInfo) else ZoneInfo(str(zone))
    return format_html('<span class="sub">{}</span>', times.local_time(zone, _now(context)).shift)


@register.filter
def day_name(value: date) -> str:
    """`Today, 18 July`, `Yesterday, 17 July`, `3 July`."""
    return times.day_name(value, timezone.localdate())


@register.simple_tag
def kind_name(code: str) -> str:
    """The name of a kind of timeline entry."""
    return thread_words.kind_name(code)


@register.simple_tag(takes_context=True)
def panel(context: Context, view: PanelView, *, case: CaseFacts | None = None) -> SafeString:
    """A room's part of the card, drawn by its own template."""
    values = {"panel": view, "case": case, "now": _now(context), **view.context}
    return mark_safe(render_to_string(view.template, values, context.get("request")))


@register.simple_tag(takes_context=True)
def entry(context: Context, told: TimelineEntry) -> SafeString:
    """One entry of the thread; where the room has a template of its own, that stands under the title."""
    if not told.template:
        return entries.entry(told)
    values = {"entry": told, "now": _now(context), **told.context}
    return entries.entry(told, body=render_to_string(told.template, values, context.get("request")))


def _token(request: Any) -> str:
    """The cross-site token, masked once for a page and its secret: a case card has some twenty forms."""
    secret = request.META.get("CSRF_COOKIE")
    kept: tuple[str, str] | None = getattr(request, "_drawn_token", None)
    if kept is None or kept[0] != secret:
        token = get_token(request)
        kept = request._drawn_token = (request.META["CSRF_COOKIE"], token)
    return kept[1]


def _with_query(context: Context, param: str, value: object) -> str:
    query = without_typed(context["request"].GET)
    query[param] = str(value)
    return f"?{query.urlencode()}"


def _now(context: Context) -> datetime:
    found = context.get("now")
    return found if isinstance(found, datetime) else timezone.now()
