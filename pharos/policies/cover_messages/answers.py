"""A decision in words: for the operator, for the traveller, for the insurer. The language is the active one."""

from collections.abc import Iterator

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pharos.policies.cover.deciding.decision import ItemDecision
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.explaining.questions import ordered
from pharos.policies.cover.explaining.rows import waits
from pharos.policies.cover.questions import question
from pharos.policies.cover.sets import Row
from pharos.policies.cover.words import Answer, Arranging, DutyState
from pharos.policies.cover_messages.names import (
    ANSWERS,
    DUTIES,
    DUTY_STATES,
    REASONS,
    SOURCES,
    fact_name,
    item_name,
    money,
    value_name,
)

COVERED = (Answer.COVER, Answer.UP_TO)


def language() -> str:
    return (get_language() or "en")[:2]


def operator(decided: Decided) -> Iterator[str]:
    """Line by line: what may be arranged at once, what to ask, then every item with its clauses."""
    yield from _at_once(decided)
    yield from _questions(decided)
    for item in decided.decision.items:
        yield _item_line(decided, item)
    yield from _duties(decided)


def traveller(decided: Decided, *, signed: bool = False) -> Iterator[str]:
    """Plain words. A refusal nobody has signed yet is being checked, and is said so."""
    rules, tongue = decided.engine.rules, language()
    for item in decided.decision.items:
        name = item_name(rules, item.item, tongue)
        if item.answer is Answer.UP_TO and item.amount is not None:
            amount = money(item.amount, decided.case.currency, tongue)
            yield _("Your insurance pays for %(item)s, up to %(amount)s.") % {"item": name, "amount": amount}
        elif item.answer in COVERED:
            yield _("Your insurance pays for %(item)s.") % {"item": name}
        elif item.answer is Answer.REFUSE and signed:
            told = {"item": name, "reason": _reasons(decided, item)}
            yield _("Your insurance does not pay for %(item)s. The reason: %(reason)s") % told
        elif item.answer is Answer.NEED_FACTS and item.insured:
            yield _("Your insurance pays for %(item)s; how much depends on what we still have to learn.") % {
                "item": name
            }
        elif item.answer is Answer.NEED_FACTS:
            yield _("Whether your insurance pays for %(item)s depends on what we still have to learn.") % {"item": name}
        else:
            yield _("We are checking whether your insurance pays for %(item)s, and will call you back.") % {
                "item": name
            }
    for due in decided.duties:
        if due.state in (DutyState.DUE, DutyState.NOT_MET):
            yield _("Please note: %s") % decided.engine.compiled.rows[due.place].text.said(tongue)


def insurer(decided: Decided) -> Iterator[str]:
    """The same reasons as the operator sees, with every fact and who told it."""
    rules, tongue = decided.engine.rules, language()
    yield _("Rule set %(set)s (%(hash)s).") % {"set": rules.label, "hash": decided.engine.hash}
    yield _("The facts:")
    for name, fact in decided.case.facts.items():
        for one in fact.tellings:
            value = _("not known") if one.value is None else value_name(rules.fact(name), one.value, tongue)
            yield f"- {fact_name(rules, name, tongue)}: {value} ({SOURCES[one.source]})"
    yield _("The answers:")
    for item in decided.decision.items:
        yield f"- {_item_line(decided, item)}"
        for place in item.cited:
            row = decided.engine.compiled.rows[place]
            yield f"    {row.clause}: {row.text.said(tongue)}"
    yield from _duties(decided)


def reasons(decided: Decided, item: ItemDecision) -> list[tuple[str, str]]:
    """The clauses an answer rests on, each with its text."""
    rows: list[Row] = [decided.engine.compiled.rows[place] for place in item.cited]
    return list(dict.fromkeys((row.clause, row.text.said(language())) for row in rows))


def _reasons(decided: Decided, item: ItemDecision) -> str:
    return " ".join(
        _("%(text)s (clause %(clause)s)") % {"text": text, "clause": clause} for clause, text in reasons(decided, item)
    )


def _item_line(decided: Decided, item: ItemDecision) -> str:
    rules, tongue = decided.engine.rules, language()
    answer = str(ANSWERS[item.answer])
    if item.amount is not None:
        answer = _("covered up to %s") % money(item.amount, decided.case.currency, tongue)
    if item.answer is Answer.NEED_FACTS and item.insured:
        answer = _("covered in any case, up to how much is not known yet")
    line = f"{item_name(rules, item.item, tongue)}: {answer}"
    clauses = decided.clauses(item.cited)
    if item.answer is Answer.NEED_FACTS:
        asks = ", ".join(fact_name(rules, name, tongue) for name in item.ask)
        return line + ". " + _("Missing: %s") % asks
    if item.answer is Answer.REFER and not clauses:
        return line + ". " + _("No clause decides it.")
    if not clauses:
        return line
    told = ngettext("Clause: %s", "Clauses: %s", len(clauses)) % "; ".join(clauses)
    return f"{line}. {told}"


def _at_once(decided: Decided) -> Iterator[str]:
    rules, tongue = decided.engine.rules, language()
    for one in decided.arranged:
        rescue = rules.rescues[one.place]
        items = ", ".join(item_name(rules, item, tongue) for item in rescue.items)
        told = {"reason": REASONS[rescue.reason], "items": items, "clause": rescue.clause}
        if one.answer is Arranging.ASK:
            asks = ", ".join(fact_name(rules, name, tongue) for name in one.ask)
            yield _("Ask first: %(asks)s. If there is %(reason)s, arrange at once: %(items)s.") % {**told, "asks": asks}
        elif one.ceiling is None:
            yield _("Arrange now (%(reason)s): %(items)s. Clause: %(clause)s") % told
        else:
            ceiling = money(one.ceiling, decided.case.currency, tongue)
            told = {**told, "ceiling": ceiling}
            yield _("Arrange now (%(reason)s), up to %(ceiling)s: %(items)s. Clause: %(clause)s") % told


def _questions(decided: Decided) -> Iterator[str]:
    rules, tongue = decided.engine.rules, language()
    for one in ordered(decided.engine.compiled, decided.case, decided.decision):
        for name in one["ask"]:
            fact = rules.fact(name)
            if fact is not None:
                items = ", ".join(item_name(rules, item, tongue) for item in one["items"])
                yield _("Ask: %(question)s It decides: %(items)s.") % {
                    "question": question(fact, tongue),
                    "items": items,
                }


def _duties(decided: Decided) -> Iterator[str]:
    for due in decided.duties:
        row = decided.engine.compiled.rows[due.place]
        assert row.obligation
        told = {
            "duty": DUTIES[row.obligation.duty],
            "state": DUTY_STATES[due.state],
            "clause": row.clause,
            "text": row.text.said(language()),
        }
        yield _("Duty: %(duty)s (%(state)s). %(text)s Clause: %(clause)s") % told


def open_rows(decided: Decided) -> list[tuple[str, list[str]]]:
    """Clauses that wait, and for which facts, in words."""
    rules, tongue = decided.engine.rules, language()
    places = {place for item in decided.decision.items if item.answer is Answer.NEED_FACTS for place in item.cited}
    return [
        (
            decided.engine.compiled.rows[place].clause,
            [fact_name(rules, name, tongue) for name in waits(decided.engine.compiled, decided.case, place)],
        )
        for place in sorted(places, key=decided.engine.compiled.rank.__getitem__)
    ]
