"""A rule set as its page shows it: chapters with their clauses in words, tables of limits, options, situations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from pharos.policies import rulesets
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.sets import FactKind, Row, RuleSet, Table
from pharos.policies.cover.situations import tried
from pharos.policies.cover.words import Effect
from pharos.policies.cover.writing import amount
from pharos.policies.cover_messages.names import DUTIES, REASONS, fact_name, item_name, value_name
from pharos.policies.cover_messages.pages import EFFECTS, PER, condition
from pharos.policies.publishing.kept import kept_situation

EFFECT_LOOKS = {
    Effect.GRANTS: ("covered", "ok"),
    Effect.EXCLUDES: ("refused", "no"),
    Effect.RESTORES: ("covered", "undo"),
    Effect.CAPS: ("waiting", "scale"),
    Effect.DEDUCTS: ("waiting", "scale"),
    Effect.REQUIRES: ("ask", "flag"),
    Effect.REFERS: ("insurer", "insurer"),
}


@dataclass(frozen=True)
class Clause:
    """One row: its number, what it does, its text, and its terms in words."""

    id: str
    clause: str
    look: tuple[str, str, str]
    text: str
    terms: Sequence[tuple[str, str]]
    source: str
    note: str


@dataclass(frozen=True)
class Matrix:
    """A table of limits."""

    id: str
    clause: str
    text: str
    per: str
    columns: Sequence[str]
    lines: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class Chapter:
    """A part of the wording."""

    name: str
    title: str
    before: Sequence[str]
    clauses: Sequence[Clause]
    tables: Sequence[Matrix]


@dataclass(frozen=True)
class Option:
    """What can be bought besides, and the clauses that hang on it."""

    title: str
    clauses: Sequence[str]


def chapters(rules: RuleSet, tongue: str) -> list[Chapter]:
    titles = {part.name: part.title.said(tongue) or part.name for part in rules.parts}
    return [
        Chapter(
            part.name,
            titles[part.name],
            [titles[name] for name in part.overrides],
            [_clause(rules, row, tongue) for row in rules.rows if row.part == part.name],
            [_matrix(rules, table, tongue) for table in rules.tables if table.part == part.name],
        )
        for part in rules.parts
    ]


def options(rules: RuleSet, tongue: str) -> list[Option]:
    """Facts the policy holds under `options`."""
    bought = [fact for fact in rules.facts if fact.policy.startswith("options.")]
    return [Option(fact_name(rules, fact.name, tongue), _using(rules, fact)) for fact in bought]


def rescues(rules: RuleSet, tongue: str) -> list[Clause]:
    return [
        Clause(
            one.id,
            one.clause,
            ("danger", "amb", str(REASONS[one.reason])),
            one.text.said(tongue),
            [
                (_("concerns"), ", ".join(item_name(rules, item, tongue) for item in one.items)),
                *((_("if"), condition(rules, name, cell, tongue)) for name, cell in one.when.items()),
                *([(_("up to"), f"{one.ceiling} {rules.currency}")] if one.ceiling is not None else []),
            ],
            "",
            "",
        )
        for one in rules.rescues
    ]


def questions(rules: RuleSet, tongue: str) -> list[tuple[str, str, str]]:
    """Facts that somebody is asked for: name, sentence, possible answers."""
    return [
        (fact_name(rules, fact.name, tongue), fact.ask.said(tongue), _answers(fact, tongue))
        for fact in rules.facts
        if not fact.policy and not fact.computed
    ]


@lru_cache(maxsize=32)
def situations(hash_: str, text: str) -> Sequence[Mapping[str, Any]]:
    """Every situation of the set with the expected and the given answer and its clauses."""
    found = rulesets.from_text(text)
    return [kept_situation(tried(found.engine, one, catalogue())) for one in found.situations]


def _answers(fact: FactKind, tongue: str) -> str:
    if fact.values:
        return ", ".join(value_name(fact, value, tongue) for value in fact.values)
    return fact.unit or (_("yes or no") if fact.kind == "yes_no" else "")


def _using(rules: RuleSet, fact: FactKind) -> list[str]:
    found = [row.clause for row in rules.rows if fact.name in row.when]
    found += [table.clause for table in rules.tables if any(fact.name in line.when for line in table.rows)]
    return list(dict.fromkeys(found))


def _clause(rules: RuleSet, row: Row, tongue: str) -> Clause:
    status, icon = EFFECT_LOOKS[row.effect]
    return Clause(
        row.id,
        row.clause,
        (status, icon, str(EFFECTS[row.effect])),
        row.text.said(tongue),
        list(_terms(rules, row, tongue)),
        row.source,
        row.note,
    )


def _terms(rules: RuleSet, row: Row, tongue: str) -> Iterator[tuple[str, str]]:
    items = _("everything") if row.items == rules.items else ", ".join(item_name(rules, i, tongue) for i in row.items)
    yield _("concerns"), items
    for name, cell in row.when.items():
        yield _("if"), condition(rules, name, cell, tongue)
    if row.overrides:
        yield _("instead of"), ", ".join(row.overrides)
    if row.first or row.last:
        yield _("on days"), f"{row.first or '…'} – {row.last or '…'}"
    if row.limit:
        times = f" × {row.limit.times}" if row.limit.times else ""
        shared = "; " + _("one amount for all of them") if row.limit.shared else ""
        yield _("limit"), f"{_amount(rules, amount(row.limit.amount), tongue)}{times} {PER[str(row.limit.per)]}{shared}"
    if row.deduction:
        told = row.deduction
        borne = _amount(rules, amount(told.amount), tongue) if told.amount else f"{told.percent} %"
        first = " " + _("of the first %s") % told.of_first if told.of_first is not None else ""
        yield _("the insured bears"), f"{borne}{first} {PER[str(told.per)]}"
    if row.obligation:
        hours = _("within %d h") % row.obligation.within_hours if row.obligation.within_hours else ""
        yield _("duty"), " ".join(filter(None, (str(DUTIES[row.obligation.duty]), hours)))


def _matrix(rules: RuleSet, table: Table, tongue: str) -> Matrix:
    columns = list(dict.fromkeys(name for row in table.rows for name in row.columns))
    words = {"no": "—", "full": _("in full")}
    lines = []
    for row in table.rows:
        when = "; ".join(condition(rules, name, cell, tongue) for name, cell in row.when.items())
        cells = [amount(row.columns[name]) if name in row.columns else "" for name in columns]
        lines.append((when or _("always"), [words.get(cell, cell) for cell in cells]))
    titles = [item_name(rules, name, tongue) if name in rules.items else name for name in columns]
    return Matrix(table.id, table.clause, table.text.said(tongue), str(PER[str(table.per)]), titles, lines)


def _amount(rules: RuleSet, told: str, tongue: str) -> str:
    """A figure with the set's currency; what hangs on a fact by the fact's name."""
    if told.replace(".", "").isdigit():
        return f"{told} {rules.currency}".strip()
    share, _of, name = told.rpartition(" of ")
    named = fact_name(rules, name, tongue)
    return _("%(share)s of: %(fact)s") % {"share": share, "fact": named} if share else named
