"""A set written down again in the form of docs/rule-sets.md: reading it gives the same set."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from pharos.policies.cover.cells import Cell, plain, written
from pharos.policies.cover.countries import COUNTRIES, COUNTRY
from pharos.policies.cover.sets import Amount, FactKind, Limit, Part, Rescue, Row, RuleSet, Table, Words
from pharos.policies.cover.words import Effect, Reach

Entry = dict[str, Any]


class _AsWritten(yaml.CSafeDumper):
    """Texts as they are: our reader takes every scalar for text, so nothing needs quotes to stay one."""


_AsWritten.yaml_implicit_resolvers = {}


def set_text(rules: RuleSet, situations: list[Any] | None = None, usual: Any = None) -> str:
    """The file of a set, with its situations."""
    told = plain_set(rules)
    if usual:
        told["usual"] = usual
    if situations:
        told["situations"] = situations
    found: str = yaml.dump(told, Dumper=_AsWritten, allow_unicode=True, sort_keys=False, width=120)
    return found


def plain_set(rules: RuleSet) -> Entry:
    """Every column that says something, in the order of the document."""
    head = {
        "set": rules.name,
        "version": rules.version,
        "title": _words(rules.title),
        "insurer": rules.insurer,
        "products": list(rules.products),
        "basis": rules.basis.value,
        "from": _text(rules.first),
        "to": _text(rules.last),
        "currency": rules.currency or "policy",
        "order": [step.value for step in rules.order],
        "rounding": rules.rounding.value,
        "exchange": rules.exchange and _kept({"date": rules.exchange.day.value, "source": rules.exchange.source}),
        "authority": _text(rules.authority),
        "source": rules.source,
    }
    body = {
        "facts": {fact.name: _fact(fact, rules.currency) for fact in rules.facts},
        "items": [item for item in rules.items if item not in rules.own_items],
        "own_items": {item: _words(title) for item, title in rules.own_items.items()},
        "groups": {name: list(items) for name, items in rules.groups.items()},
        "parts": {part.name: _part(part) for part in rules.parts},
        "rows": [_row(row, rules) for row in rules.rows],
        "tables": [_table(table) for table in rules.tables],
        "arrange_now": [_rescue(rescue, rules) for rescue in rules.rescues],
    }
    return _kept(head) | _kept(body)


def _kept(told: Mapping[str, Any]) -> Entry:
    return {name: value for name, value in told.items() if value not in ("", None, [], {})}


def _text(value: Any) -> str:
    return "" if value is None else plain(value)


def _words(words: Words) -> Any:
    if words.en == words.ru:
        return words.en
    return _kept({"en": words.en, "ru": words.ru})


def _part(part: Part) -> Entry:
    return _kept({"title": _words(part.title), "overrides": list(part.overrides)})


def _fact(fact: FactKind, currency: str) -> Entry:
    countries = fact.values == COUNTRIES
    values: Any = (
        {code: _words(fact.labels.get(code, Words())) for code in fact.values} if fact.labels else list(fact.values)
    )
    computed = {fact.computed.operation.value: list(fact.computed.operands)} if fact.computed else {}
    return _kept(
        {
            "type": COUNTRY if countries else fact.kind.value,
            "values": "" if countries else values,
            "min": _text(fact.low),
            "max": _text(fact.high),
            "unit": fact.unit,
            "currency": fact.currency if fact.currency != currency else "",
            "title": _words(fact.title),
            "ask": _words(fact.ask),
            "cost": str(fact.cost),
            "settled_by": [source.value for source in fact.settled_by],
            "policy": fact.policy,
            **computed,
        }
    )


def _row(row: Row, rules: RuleSet) -> Entry:
    told = {
        "id": row.id,
        "part": row.part,
        "clause": row.clause,
        "text": _words(row.text),
        "effect": row.effect.value,
        "items": _items(row.items, rules),
        "when": _when(row.when),
        "overrides": list(row.overrides),
        "from": _text(row.first),
        "to": _text(row.last),
    }
    return _kept({**told, **_own(row), "source": row.source, "note": row.note})


def _own(row: Row) -> Entry:
    if row.limit:
        shared = _yes(row.limit.shared)
        return {
            "amount": amount(row.limit.amount),
            "per": str(row.limit.per),
            **_counted(row.limit),
            "shared": shared,
        }
    if row.deduction:
        return {
            "amount": amount(row.deduction.amount) if row.deduction.amount else "",
            "franchise": "conditional" if row.deduction.conditional else "",
            "percent": _text(row.deduction.percent),
            "of_first": _text(row.deduction.of_first),
            "at_least": _text(row.deduction.at_least),
            "at_most": _text(row.deduction.at_most),
            "per": str(row.deduction.per),
            "times": _text(row.deduction.times),
            "within": _reach(row.deduction.within),
        }
    if row.obligation:
        hours = _text(row.obligation.within_hours)
        return {"duty": row.obligation.duty.value, "within_hours": hours, "met": row.obligation.met}
    return {}


def _table(table: Table) -> Entry:
    rows = [{**_when(line.when), **{name: amount(told) for name, told in line.columns.items()}} for line in table.rows]
    return _kept(
        {
            "id": table.id,
            "part": table.part,
            "clause": table.clause,
            "text": _words(table.text),
            "effect": table.effect.value,
            "per": str(table.per),
            **_counted(table),
            "shared": _yes(table.shared),
            "when": _when(table.when),
            "overrides": list(table.overrides),
            "rows": rows,
            "source": table.source,
            "note": table.note,
        }
    )


def _counted(told: Limit | Table) -> Entry:
    return {
        "times": _text(told.times),
        "after": _text(told.after or None),
        "within": _reach(told.within),
    }


def _reach(within: Reach) -> str:
    return "" if within is Reach.POLICY else within.value


def _rescue(rescue: Rescue, rules: RuleSet) -> Entry:
    return _kept(
        {
            "id": rescue.id,
            "clause": rescue.clause,
            "text": _words(rescue.text),
            "reason": rescue.reason.value,
            "items": _items(rescue.items, rules),
            "when": _when(rescue.when),
            "ceiling": _text(rescue.ceiling),
        }
    )


def _items(items: tuple[str, ...], rules: RuleSet) -> Any:
    return "all" if items == rules.items else list(items)


def _when(when: Mapping[str, Cell]) -> Entry:
    return {name: written(cell) for name, cell in when.items()}


def amount(told: Amount | str) -> str:
    """As a file writes it: 500, sum_insured, 10% of sum_insured, no, full."""
    if isinstance(told, str):
        return told
    if told.fixed is not None:
        return plain(told.fixed)
    return told.fact if told.percent == Decimal(100) else f"{plain(told.percent)}% of {told.fact}"


def _yes(value: bool) -> str:  # noqa: FBT001
    return "yes" if value else "no"


EFFECTS = tuple(effect.value for effect in Effect)
