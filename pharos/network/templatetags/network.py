"""Codes of providers in words, for templates."""

from collections.abc import Mapping

from django import template

from pharos.network import wording
from pharos.network.models import Provider
from pharos.people.api import language

register = template.Library()
WORDS: Mapping[str, Mapping[str, wording.Text]] = {
    "kind": wording.KINDS, "purpose": wording.PURPOSES, "spoken": wording.SPOKEN_BY, "status": wording.STATUSES,
    "capability": wording.CAPABILITIES, "credential": wording.CREDENTIALS, "service": wording.SERVICES,
}  # fmt: skip


@register.simple_tag
def word(of: str, code: str) -> str:
    """The word for a code; the code itself where there is none."""
    return str(WORDS[of].get(code, code))


@register.simple_tag
def provider_title(provider: Provider) -> str:
    """A provider by its name in the language of the screen."""
    return provider.title(language())
