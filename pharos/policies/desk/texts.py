"""The three texts of a decision in both languages, ready to be said, copied, sent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from pharos.policies.cover.engine import Decided
from pharos.policies.cover_messages import answers

LANGUAGES = {"ru": "русский", "en": "English"}
"""Languages by their own names."""


@dataclass(frozen=True)
class TextView:
    """One text: for whom, in which language, its words."""

    id: str
    title: str
    language: str
    tongue: str
    text: str


def texts(decided: Decided, *, signed: bool = False) -> list[TextView]:
    """For the operator, the traveller and the insurer. `signed`: every refusal in it has its second signature."""
    return [
        TextView(f"text-{code}-{language}", title, language, tongue, _text(decided, write, language))
        for code, title, write in _writers(signed=signed)
        for language, tongue in LANGUAGES.items()
    ]


def _writers(*, signed: bool) -> Iterator[tuple[str, str, Callable[[Decided], Iterator[str]]]]:
    yield "traveller", _("To say to the traveller"), lambda decided: answers.traveller(decided, signed=signed)
    yield "insurer", _("For the insurer"), answers.insurer
    yield "operator", _("For the operator"), answers.operator


def _text(decided: Decided, write: Callable[[Decided], Iterator[str]], language: str) -> str:
    with override(language):
        return "\n".join(write(decided))
