"""The verdict for every item, help at once, and the duties, worded."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pharos.policies.cover.deciding.decision import ItemDecision
from pharos.policies.cover.deciding.rescuing import Arranged
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.words import Answer, Arranging, DutyState, Reason
from pharos.policies.cover_messages.answers import language, reasons
from pharos.policies.cover_messages.names import DUTIES, DUTY_STATES, REASONS, item_name, money
from pharos.policies.desk.words import DUTY_LOOKS, chip, name_of, refused, title_of
from pharos.policies.rules.desk.questions import Question
from pharos.policies.wording import Look

NAMED = 2
MISSING_NAMED = 1


@dataclass(frozen=True, kw_only=True)
class VerdictRow:
    """One item: its answer, the most that can be paid, the clauses or what is missing. `ask`: it has questions of its
    own, which are asked only when it is spoken of."""

    item: str
    name: str
    look: Look
    amount: str
    lines: tuple[tuple[str, str], ...]
    missing: str
    refused: bool
    ask: bool


@dataclass(frozen=True, kw_only=True)
class HelpRow:
    """Help that is arranged whatever the decision; `life`: the only filled red on the page."""

    reason: str
    life: bool
    items: str
    ceiling: str
    clause: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DutyRow:
    """A duty: what is to be done, how it stands, and the fact that tells so, where it can be said with one press."""

    name: str
    look: Look
    text: str
    clause: str
    within: str
    met: str


def verdict_rows(
    decided: Decided, questions: Sequence[Question], signed: Collection[str] = frozenset()
) -> list[VerdictRow]:
    """In the order of the set. `questions`: what people on the line can answer. `signed`: items whose refusal has its
    second signature."""
    items = decided.decision.items
    rows = [_row(decided, item, [one for one in questions if item.item in one.items]) for item in items]
    return [replace(row, look=refused()) if row.refused and row.item in signed else row for row in rows]


def help_rows(decided: Decided) -> tuple[list[HelpRow], bool]:
    """What is arranged now, and whether there may be more once the danger is known."""
    rows = [_help(decided, one) for one in decided.arranged if one.answer is Arranging.YES]
    return rows, any(one.answer is Arranging.ASK for one in decided.arranged)


def duty_rows(decided: Decided) -> list[DutyRow]:
    """Duties that apply or may apply; those that are met last."""
    rows = list(_duties(decided))
    return sorted(rows, key=lambda row: row.look.status == "covered")


def _row(decided: Decided, item: ItemDecision, questions: Sequence[Question]) -> VerdictRow:
    rules, missing = decided.engine.rules, ""
    if item.answer is Answer.NEED_FACTS:
        named = [title_of(one.kind) for one in questions] or [name_of(decided, name) for name in item.ask]
        more = len(named) - MISSING_NAMED
        missing = ", ".join(named[:MISSING_NAMED])
        missing += ngettext(" and %d more", " and %d more", more) % more if more > 0 else ""
    told = [] if missing else reasons(decided, item)
    if item.answer is Answer.REFER and not told:
        missing = _("no clause decides it")
    return VerdictRow(
        item=item.item,
        name=item_name(rules, item.item, language()).capitalize(),
        look=chip(item.answer, insured=item.insured),
        amount="" if item.amount is None else money(item.amount, decided.case.currency, language()),
        lines=tuple(told[:NAMED]),
        missing=missing,
        refused=item.answer is Answer.REFUSE,
        ask=item.answer is Answer.NEED_FACTS and any(one.aside for one in questions),
    )


def _help(decided: Decided, one: Arranged) -> HelpRow:
    rescue = decided.engine.rules.rescues[one.place]
    names = [item_name(decided.engine.rules, item, language()) for item in rescue.items]
    return HelpRow(
        reason=str(REASONS[rescue.reason]).capitalize(),
        life=rescue.reason is Reason.LIFE,
        items=", ".join(names),
        ceiling="" if one.ceiling is None else money(one.ceiling, decided.case.currency, language()),
        clause=rescue.clause,
        text=rescue.text.said(language()),
    )


def _duties(decided: Decided) -> Iterator[DutyRow]:
    for due in decided.duties:
        row = decided.engine.compiled.rows[due.place]
        assert row.obligation
        hours = row.obligation.within_hours
        yield DutyRow(
            name=str(DUTIES[row.obligation.duty]).capitalize(),
            look=Look(*DUTY_LOOKS[due.state], str(DUTY_STATES[due.state])),
            text=row.text.said(language()),
            clause=row.clause,
            within=ngettext("within %d hour", "within %d hours", hours) % hours if hours else "",
            met=row.obligation.met if due.state is DutyState.DUE else "",
        )
