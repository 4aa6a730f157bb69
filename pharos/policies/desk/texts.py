"""The three texts of a decision in both languages, ready to be said, copied, sent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from pharos.policies.cover.deciding.decision import ItemDecision
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.words import Answer, DutyState
from pharos.policies.cover_messages import answers
from pharos.policies.cover_messages.names import item_name, money

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


def texts(decided: Decided) -> list[TextView]:
    """For the traveller, the insurer and the operator. What a signed refusal says is written where it is signed."""
    return [
        TextView(f"text-{code}-{language}", title, language, tongue, _text(decided, write, language))
        for code, title, write in _writers()
        for language, tongue in LANGUAGES.items()
    ]


def _writers() -> Iterator[tuple[str, str, Callable[[Decided], Iterator[str]]]]:
    yield "traveller", _("To say to the traveller"), _spoken
    yield "insurer", _("For the insurer"), answers.insurer
    yield "operator", _("For the operator"), answers.operator


def _text(decided: Decided, write: Callable[[Decided], Iterator[str]], language: str) -> str:
    with override(language):
        return "\n".join(write(decided))


def _spoken(decided: Decided) -> Iterator[str]:
    """As it is said in one breath: services that come to the same stand in one sentence."""
    rules, tongue = decided.engine.rules, answers.language()
    together: dict[str, list[str]] = {}
    for item in decided.decision.items:
        together.setdefault(_sentence(decided, item), []).append(item_name(rules, item.item, tongue))
    for sentence, names in together.items():
        yield sentence % {"item": ", ".join(names)}
    for due in decided.duties:
        if due.state in (DutyState.DUE, DutyState.NOT_MET):
            yield _("Please note: %s") % decided.engine.compiled.rows[due.place].text.said(tongue)


def _sentence(decided: Decided, item: ItemDecision) -> str:
    """The sentence for what an item came to, with a place for its name. A refusal not signed yet is being checked."""
    if item.answer is Answer.UP_TO and item.amount is not None:
        amount = money(item.amount, decided.case.currency, answers.language())
        whole = _("Your insurance pays for %(item)s, up to %(amount)s.")
        return whole % {"item": "%(item)s", "amount": amount.replace("%", "%%")}
    if item.answer in answers.COVERED:
        return _("Your insurance pays for %(item)s.")
    if item.answer is Answer.NEED_FACTS and item.insured:
        return _("Your insurance pays for %(item)s; how much depends on what we still have to learn.")
    if item.answer is Answer.NEED_FACTS:
        return _("Whether your insurance pays for %(item)s depends on what we still have to learn.")
    return _("We are checking whether your insurance pays for %(item)s, and will call you back.")
