"""How the contact room's codes read on a page."""

from django import template
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

from pharos.contact import messages
from pharos.contact.queries.lists import ConversationLine

register = template.Library()


@register.filter
def correspondent(line: ConversationLine) -> str:
    """Who writes, as a word."""
    return str(messages.KINDS.get(line.correspondent, line.correspondent))


@register.filter
def kind_word(code: str) -> str:
    return str(messages.KINDS.get(code, code))


@register.filter
def kind_reason(code: str) -> str:
    """Why a letter was taken for what it is."""
    return str(messages.KIND_REASONS.get(code, ""))


@register.filter
def end_reason(line: ConversationLine) -> str:
    return str(messages.ENDS.get(line.end_reason, ""))


@register.filter
def unmatched_reason(line: ConversationLine) -> str:
    """Why a call could not be matched."""
    return str(messages.UNMATCHED.get(line.unmatched, ""))


@register.filter
def held_reason(line: ConversationLine) -> str:
    return str(messages.HELD.get(line.held_reason, ""))


@register.filter
def call_state(code: str) -> str:
    return str(messages.CALLS.get(code, code))


@register.filter
def insurer(line: ConversationLine) -> str:
    """The insurer's name in the language of the screen."""
    return line.insurer((get_language() or "ru")[:2])


@register.filter
def language_word(code: str) -> str:
    """A language by name; a code nobody has a name for as it is."""
    try:
        return str(get_language_info(code)["name_translated"]) if code else ""
    except KeyError:
        return code


@register.filter
def service(code: str) -> str:
    """Whom an emergency number calls."""
    return str(messages.SERVICES.get(code, code))


@register.filter
def standing(code: str) -> str:
    """How far an emergency number is to be trusted."""
    return str(messages.STANDINGS.get(code, code))


@register.filter
def duration(seconds: int) -> str:
    """`2:09`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


@register.filter
def draft_form(code: str) -> str:
    """What somebody has begun to write, by the code of the form it was typed into."""
    return str(messages.DRAFTS.get(code, _("a form")))


@register.filter
def call_back(minutes: int) -> str:
    """When to call back, in words: minutes under two hours, then hours."""
    if minutes < 120:
        return ngettext("in %(n)d minute", "in %(n)d minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    return ngettext("in %(n)d hour", "in %(n)d hours", hours) % {"n": hours}
