"""How the review's codes read on a page."""

from django import template

from pharos.core.card import Chip
from pharos.medical import messages

register = template.Library()


@register.filter
def machine_chip(code: str) -> Chip:
    """What the pre-check says, as colour, icon and word."""
    colour, icon, word = messages.MACHINE.get(code, messages.MACHINE["unknown"])
    return colour, icon, str(word)


@register.filter
def worded(code: str, words: str) -> str:
    """A code in words: `{{ review.stage|worded:"STAGES" }}`."""
    return str(getattr(messages, words).get(code, code))


@register.filter
def judgements(kind: str) -> list[tuple[int, str, str]]:
    """The four words for an item of this kind: key, code, word."""
    return [(key, code, str(word)) for key, (code, word) in enumerate(messages.judgement_words(kind).items(), 1)]


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
def lead_chip(waiting: object) -> Chip:
    """The chip of a worklist's line."""
    return messages.lead_words(getattr(waiting, "lead", ""), getattr(waiting, "lead_n", 0))


@register.filter
def percent(part: float) -> str:
    return f"{part * 100:.0f} %"


@register.filter
def unlocalise(number: float) -> str:
    """A number as a machine reads it, for attributes."""
    return f"{number:.4f}"
