"""What is said about a refusal: while it is checked, when it is signed, and to the insurer. From the core's telling."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import override

from pharos.core.languages import Language
from pharos.policies.cover.deciding.decision import ItemDecision
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.words import Arranging
from pharos.policies.cover_messages import answers
from pharos.policies.cover_messages.names import REASONS, item_name
from pharos.policies.refusals.queries.decisions import of_items

READ_OUT = 3
"""So many items fit into a sentence that is heard once."""


@dataclass(frozen=True)
class Texts:
    """One language: what is said on the telephone while it is checked, what the traveller is told once it is signed,
    and the insurer's text."""

    saying: str
    traveller: str
    insurer: str


def texts(decided: Decided, items: Sequence[str]) -> dict[str, Texts]:
    """In both languages."""
    found = {}
    for language in Language:
        with override(language):
            found[str(language)] = Texts(
                saying=saying(decided, items),
                traveller="\n".join(traveller(decided, items)),
                insurer="\n".join(insurer(decided, items)),
            )
    return found


def written(told: Mapping[str, Texts]) -> str:
    return json.dumps({language: vars(one) for language, one in told.items()}, ensure_ascii=False)


def read(text: str) -> dict[str, Texts]:
    return {language: Texts(**told) for language, told in json.loads(text).items()}


def saying(decided: Decided, items: Sequence[str]) -> str:
    """The sentence an operator reads aloud until a second person has signed; many items are not read out."""
    if len(items) > READ_OUT:
        return _("We are checking whether your insurance pays for this, and will call you back.")
    return _("We are checking whether your insurance pays for %(item)s, and will call you back.") % {
        "item": named(decided, items)
    }


def traveller(decided: Decided, items: Sequence[str]) -> Iterator[str]:
    """Plain words: what is not paid, by which clause, and what is arranged all the same."""
    for together in _by_reason(decided, items):
        names = named(decided, [one.item for one in together])
        told = {"item": names, "reason": reason(decided, together[0])}
        yield _("Your insurance does not pay for %(item)s. The reason: %(reason)s") % told
    yield from _all_the_same(decided)
    yield _("If you do not agree, tell us what we do not know yet, or write to your insurer: both have these reasons.")


def insurer(decided: Decided, items: Sequence[str]) -> Iterator[str]:
    """What is refused and by which clause, then everything it rests on."""
    yield _("Refused: %s.") % named(decided, items)
    for together in _by_reason(decided, items):
        names = named(decided, [one.item for one in together])
        yield f"- {names}: {reason(decided, together[0])}"
    yield from answers.insurer(decided)


def reason(decided: Decided, item: ItemDecision) -> str:
    """The clauses an answer rests on, with their texts, in one breath."""
    return " ".join(
        _("%(text)s (clause %(clause)s)") % {"text": text, "clause": clause}
        for clause, text in answers.reasons(decided, item)
    )


def named(decided: Decided, items: Sequence[str]) -> str:
    """Items by name, joined as in speech."""
    rules, tongue = decided.engine.rules, answers.language()
    return get_text_list([item_name(rules, item, tongue) for item in items], _("and"))


def clauses(decided: Decided, items: Sequence[str]) -> list[str]:
    """Clause numbers these answers rest on, each once."""
    return decided.clauses([place for one in of_items(decided, items) for place in one.cited])


def _by_reason(decided: Decided, items: Sequence[str]) -> list[list[ItemDecision]]:
    """Items that rest on the same clauses are told together."""
    found: dict[tuple[int, ...], list[ItemDecision]] = {}
    for one in of_items(decided, items):
        found.setdefault(one.cited, []).append(one)
    return list(found.values())


def _all_the_same(decided: Decided) -> Iterator[str]:
    """Help at once stays, whatever is refused."""
    for one in decided.arranged:
        if one.answer is Arranging.YES:
            rescue = decided.engine.rules.rescues[one.place]
            told = {"reason": REASONS[rescue.reason], "items": named(decided, rescue.items)}
            yield _("All the same we arrange at once (%(reason)s): %(items)s.") % told
