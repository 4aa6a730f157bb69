"""How the review's codes read on a page."""

from functools import lru_cache

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pharos.core.card import Chip
from pharos.medical import messages
from pharos.medical.rules.outliers import Beside

register = template.Library()


@register.filter
def machine_chip(code: str) -> Chip:
    """What the pre-check says, as colour, icon and word."""
    colour, icon, word = messages.MACHINE.get(code, messages.MACHINE["unknown"])
    return colour, icon, str(word)


@register.filter
def machine_word(code: str) -> str:
    """What the pre-check says, as a word."""
    return machine_chip(code)[2]


@register.filter
def worded(code: str, words: str) -> str:
    """A code in words: `{{ review.stage|worded:"STAGES" }}`."""
    return str(getattr(messages, words).get(code, code))


@register.simple_tag
def word_keys(item: object) -> SafeString:
    """The four words for an item as buttons of its form, the one said pressed."""
    return _word_keys(getattr(item, "kind", ""), getattr(item, "judgement", ""), get_language() or "")


@lru_cache(256)
def _word_keys(kind: str, said: str, _language: str) -> SafeString:
    """Kept, because a page draws them for each item and they are few."""
    button = (
        '<button name="judgement" value="{0}" data-n="{1}" aria-label="{1}: {2}" title="{2}" aria-pressed="{3}">{1}'
        "</button>"
    )
    words = enumerate(messages.judgement_words(kind).items(), 1)
    rows = ((code, key, word, "true" if code == said else "false") for key, (code, word) in words)
    return format_html_join("", button, rows)


@register.simple_tag
def key_words() -> SafeString:
    """What the four keys mean, for the head of the table."""
    words = enumerate(messages.USUAL.values(), 1)
    return format_html_join(" ", "<kbd>{}</kbd> {}", words)


@register.filter
def judged_word(item: object) -> str:
    """The doctor's word on an item."""
    kind, code = getattr(item, "kind", ""), getattr(item, "judgement", "")
    return str(messages.judgement_words(kind).get(code, ""))


@register.simple_tag
def overrides() -> list[tuple[int, str, str]]:
    """Reasons for seeing it otherwise: key, code, word."""
    return [(key, code, str(word)) for key, (code, word) in enumerate(messages.OVERRIDES.items(), 1)]


@register.filter
def percent(part: float) -> str:
    return f"{part * 100:.0f} %"


@register.filter
def unlocalise(number: float) -> str:
    """A number as a machine reads it, for attributes."""
    return f"{number:.4f}"


@register.filter
def half(one: Beside) -> str:
    """The middle half of others: one number where they all have it."""
    return str(one.first) if one.first == one.third else f"{one.first}–{one.third}"
