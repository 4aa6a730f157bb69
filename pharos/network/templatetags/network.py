"""Codes of providers in words, for templates."""

from collections.abc import Mapping

from django import template

from pharos.network import wording

register = template.Library()
WORDS: Mapping[str, Mapping[str, wording.Text]] = {
    "kind": wording.KINDS, "purpose": wording.PURPOSES, "spoken": wording.SPOKEN_BY, "status": wording.STATUSES,
    "capability": wording.CAPABILITIES, "credential": wording.CREDENTIALS, "service": wording.SERVICES,
}  # fmt: skip


@register.simple_tag
def word(of: str, code: str) -> str:
    """The word for a code; the code itself where there is none."""
    return str(WORDS[of].get(code, code))
