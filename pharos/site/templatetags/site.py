"""The frame around every page: the rail, the strip of a ringing call, what was just done, the demonstration's line."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from pharos.journal import api as journal
from pharos.people.api import Permission, permits
from pharos.site.drawing.strips import place as strip_place
from pharos.site.frames import tour
from pharos.site.frames.rail import rail as rail_for
from pharos.twin import api as twin

register = template.Library()

_SAME: dict[tuple[str, str | None], SafeString] = {}


@register.simple_tag
def same_for_all(template_name: str) -> SafeString:
    """A part that says the same on every page of a language: drawn once, and afterwards only put there."""
    kept = None if settings.DEBUG else _SAME.get((template_name, get_language()))
    if kept is None:
        kept = _SAME[template_name, get_language()] = mark_safe(render_to_string(template_name))
    return kept


@register.simple_tag
def is_demo() -> bool:
    """Whether this is the demonstration, which every page says."""
    return twin.is_demo()


@register.inclusion_tag("site/parts/tour.html", takes_context=True)
def guide(context: Context) -> dict[str, Any]:
    """The line that leads through the demonstration; nothing outside it, and for whoever has put it away."""
    request = context["request"]
    return {"tour": tour.shown(request.user), "request": request}


@register.simple_tag
def notices(user: Any) -> SafeString:
    """What this person wants to be told of outside the page, as an attribute of the page; nothing for most."""
    wanted = [kind for kind in ("calls", "promises", "sound") if getattr(user, f"notify_{kind}", False)]
    if "promises" in wanted and permits(user, Permission.SIGN_REFUSALS):
        wanted.append("signatures")
    if permits(user, Permission.REVIEW_CASES):
        wanted += [told for told, by in (("doctor", "calls"), ("reviews", "promises")) if by in wanted]
    return format_html(' data-notices="{}"', " ".join(wanted)) if wanted else mark_safe("")


@register.simple_tag
def position() -> int:
    """The journal's position as the page is drawn: the live stream goes on from here."""
    return journal.position()


@register.inclusion_tag("site/parts/rail.html", takes_context=True)
def rail(context: Context) -> dict[str, Any]:
    """The places of the house this person may enter, the present one marked."""
    request = context["request"]
    return {"places": rail_for(request.user, request.path), "request": request}


@register.simple_tag(takes_context=True)
def call_strip(context: Context) -> SafeString:
    """Where a ringing call appears for whoever takes calls; it follows the journal and asks once on opening."""
    request = context["request"]
    if not permits(request.user, Permission.TAKE_CALLS):
        return mark_safe("")
    return strip_place(request.get_full_path())


@register.inclusion_tag("site/parts/toasts.html", takes_context=True)
def toasts(context: Context) -> dict[str, Any]:
    """What has just been done, in the past tense, with its undo. Messages come from django.contrib.messages;
    an undo address is given as `extra_tags="undo /the/address"`."""
    messages: Sequence[Any] = list(context.get("messages") or ())
    done = [{"text": m.message, "undo": _undo(m.extra_tags or ""), "bad": m.level_tag == "error"} for m in messages]
    return {"done": done, "request": context.get("request")}


def _undo(tags: str) -> str:
    words = tags.split()
    return words[words.index("undo") + 1] if "undo" in words[:-1] else ""
