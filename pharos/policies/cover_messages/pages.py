"""A set as a page to read: what is covered, what is not, up to how much, in sentences and tables (Markdown)."""

from collections.abc import Iterator, Mapping

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from pharos.policies.cover.cells import Cell, Interval, Is, OneOf
from pharos.policies.cover.sets import Deduction, Limit, Row, RuleSet, Table
from pharos.policies.cover.words import Effect, Reach
from pharos.policies.cover.writing import amount
from pharos.policies.cover_messages.names import REASONS, fact_name, item_name, value_name

EFFECTS: Mapping[Effect, object] = {
    Effect.GRANTS: pgettext_lazy("what a clause does", "insures"),
    Effect.EXCLUDES: pgettext_lazy("what a clause does", "excludes"),
    Effect.RESTORES: pgettext_lazy("what a clause does", "makes an exception"),
    Effect.CAPS: pgettext_lazy("what a clause does", "limits"),
    Effect.DEDUCTS: pgettext_lazy("what a clause does", "leaves to the insured"),
    Effect.REQUIRES: pgettext_lazy("what a clause does", "asks of the insured"),
    Effect.REFERS: pgettext_lazy("what a clause does", "leaves to the insurer"),
}
PER: Mapping[str, object] = {
    "policy": gettext_lazy("over the whole policy"),
    "trip": gettext_lazy("per trip"),
    "incident": gettext_lazy("per incident"),
    "line": gettext_lazy("per line of a bill"),
    "visit": gettext_lazy("per visit"),
    "day": gettext_lazy("per day"),
    "night": gettext_lazy("per night"),
    "person": gettext_lazy("per person"),
    "piece": gettext_lazy("per piece"),
}


def page(rules: RuleSet, hash_: str) -> Iterator[str]:
    """Line by line."""
    tongue = (get_language() or "en")[:2]
    yield f"# {rules.title.said(tongue)}"
    yield ""
    yield f"{rules.label} · {rules.insurer} · {hash_}"
    period = f"{rules.first or '…'} – {rules.last or '…'}"
    basis = _("by the day of issue") if rules.basis == "issued" else _("by the day of the loss")
    yield _("Applies: %(period)s, %(basis)s. Currency: %(currency)s. Source: %(source)s") % {
        "period": period,
        "basis": basis,
        "currency": rules.currency or _("that of the policy"),
        "source": rules.source,
    }
    for part in rules.parts:
        yield ""
        yield f"## {part.title.said(tongue) or part.name}"
        if part.overrides:
            titles = [one.title.said(tongue) or one.name for one in rules.parts if one.name in part.overrides]
            yield _("Goes before: %s.") % ", ".join(titles)
        for row in rules.rows:
            if row.part == part.name:
                yield from _row(rules, row, tongue)
        for table in rules.tables:
            if table.part == part.name:
                yield from _table(rules, table, tongue)
    yield from _rescues(rules, tongue)


def condition(rules: RuleSet, name: str, cell: Cell, tongue: str) -> str:
    """A condition in words: `depth of the dive: up to 30 m`."""
    fact = rules.fact(name)
    title = fact_name(rules, name, tongue)
    if isinstance(cell, Is):
        return f"{title}: {value_name(fact, cell.value, tongue)}"
    if isinstance(cell, OneOf):
        values = ", ".join(value_name(fact, value, tongue) for value in cell.values)
        return f"{title}: " + (_("none of %s") % values if cell.negated else values)
    assert isinstance(cell, Interval)
    return f"{title}: {_interval(rules, name, cell, tongue)}"


def _interval(rules: RuleSet, name: str, cell: Interval, tongue: str) -> str:
    fact = rules.fact(name)
    low = None if cell.low is None else value_name(fact, cell.low, tongue)
    high = None if cell.high is None else value_name(fact, cell.high, tongue)
    if low is not None and low == high:
        return low
    parts = []
    if low is not None:
        parts.append((_("more than %s") if cell.low_out else _("from %s")) % low)
    if high is not None:
        parts.append((_("less than %s") if cell.high_out else _("up to %s")) % high)
    return ", ".join(parts)


def _row(rules: RuleSet, row: Row, tongue: str) -> Iterator[str]:
    yield ""
    yield f"**{row.clause}** ({row.id}, {EFFECTS[row.effect]}) {row.text.said(tongue)}"
    items = _("everything") if row.items == rules.items else ", ".join(item_name(rules, i, tongue) for i in row.items)
    yield "- " + _("For: %s") % items
    if row.when:
        yield "- " + _("If: %s") % "; ".join(condition(rules, name, cell, tongue) for name, cell in row.when.items())
    if row.overrides:
        yield "- " + _("Instead of: %s") % ", ".join(row.overrides)
    if row.first or row.last:
        yield "- " + _("On days: %(first)s – %(last)s") % {"first": row.first or "…", "last": row.last or "…"}
    if row.limit:
        yield "- " + _("Limit: %s") % _limit(row.limit)
    if row.deduction:
        yield "- " + _("Borne by the insured: %s") % _borne(row.deduction)


def _limit(told: Limit) -> str:
    times = f" × {told.times}" if told.times else ""
    return "; ".join(
        (f"{amount(told.amount)}{times} {PER[str(told.per)]}", *_counted(told), *_joint(told)),
    )


def _counted(told: Limit | Table | Deduction) -> list[str]:
    """Which units count, where it is said."""
    found = []
    if not isinstance(told, Deduction) and told.after:
        found.append(_("not for the first %d") % told.after)
    if told.within is not Reach.POLICY:
        found.append(_("counted %s") % PER[told.within])
    return found


def _joint(told: Limit) -> list[str]:
    return [_("one amount for all of them")] if told.shared else []


def _borne(told: Deduction) -> str:
    borne = amount(told.amount) if told.amount else f"{told.percent} %"
    if told.of_first is not None:
        borne += " " + _("of the first %s") % told.of_first
    times = f" × {told.times}" if told.times else ""
    found = [f"{borne}{times} {PER[str(told.per)]}", *_counted(told)]
    if told.at_least is not None:
        found.append(_("at least %s") % told.at_least)
    if told.at_most is not None:
        found.append(_("at most %s") % told.at_most)
    if told.conditional:
        found.append(_("nothing where the bill is higher"))
    return "; ".join(found)


def _table(rules: RuleSet, table: Table, tongue: str) -> Iterator[str]:
    columns = list(dict.fromkeys(name for row in table.rows for name in row.columns))
    titles = [item_name(rules, name, tongue) if name in rules.items else name for name in columns]
    yield ""
    counted = "; ".join((str(PER[table.per]), *_counted(table)))
    yield f"**{table.clause}** ({table.id}) {table.text.said(tongue)} {counted}"
    if table.when:
        yield "- " + _("If: %s") % "; ".join(condition(rules, name, cell, tongue) for name, cell in table.when.items())
    yield ""
    yield "| " + " | ".join([_("If"), *titles]) + " |"
    yield "|" + "---|" * (len(titles) + 1)
    for row in table.rows:
        when = "; ".join(condition(rules, name, cell, tongue) for name, cell in row.when.items())
        yield (
            "| "
            + " | ".join([when, *(amount(row.columns[name]) if name in row.columns else "" for name in columns)])
            + " |"
        )


def _rescues(rules: RuleSet, tongue: str) -> Iterator[str]:
    if rules.rescues:
        yield ""
        yield "## " + _("Arranged at once")
    for one in rules.rescues:
        yield ""
        yield f"**{one.clause}** ({one.id}, {REASONS[one.reason]}) {one.text.said(tongue)}"
        yield "- " + _("For: %s") % ", ".join(item_name(rules, item, tongue) for item in one.items)
        if one.ceiling is not None:
            yield "- " + _("Limit: %s") % f"{one.ceiling} {rules.currency}"
