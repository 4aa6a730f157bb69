"""What can only be seen once all of a set is read: names used twice, edges to nothing, circles, the order of money."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pharos.policies.cover.edges import cycle, edges
from pharos.policies.cover.expanding import all_rows
from pharos.policies.cover.faults import Fault, Path
from pharos.policies.cover.reading.taking import Taker, near
from pharos.policies.cover.sets import FactKind, Row, RuleSet, Table
from pharos.policies.cover.words import Effect, Kind, Step


def in_currency(fact: FactKind, currency: str) -> FactKind:
    """A money fact of the catalogue takes the set's currency."""
    return replace(fact, currency=currency) if fact.kind is Kind.MONEY and not fact.currency else fact


def order_is_said(take: Taker, order: tuple[Step, ...] | None, rows: Sequence[Row], tables: Sequence[Table]) -> None:
    """Which of cap, deductible and coinsurance comes first changes the money, so it is never assumed."""
    steps = {
        Step.DEDUCTIBLE: any(row.deduction and row.deduction.amount for row in rows),
        Step.COINSURANCE: any(row.deduction and row.deduction.percent for row in rows),
        Step.CAP: bool(tables) or any(row.effect is Effect.CAPS for row in rows),
    }
    wanted = [step for step, used in steps.items() if used]
    several = sum(1 for row in rows if row.effect is Effect.DEDUCTS) > 1
    if order is None and any(row.deduction for row in rows) and (len(wanted) > 1 or several):
        take.fault("order_missing", ("order",), allowed=tuple(Step))
    for step in wanted:
        if order is not None and step not in order:
            take.fault("order_lacks", ("order",), value=step)


def whole(rules: RuleSet) -> list[Fault]:
    """Faults of the whole; a set without any can be decided by."""
    faults = [*_names(rules), *_overrides(rules)]
    return faults or list(_circle(rules))


def _names(rules: RuleSet) -> Iterator[Fault]:
    places: list[tuple[str, Path]] = [(row.id, ("rows", number, "id")) for number, row in enumerate(rules.rows)]
    places += [(table.id, ("tables", number, "id")) for number, table in enumerate(rules.tables)]
    places += [(rescue.id, ("arrange_now", number, "id")) for number, rescue in enumerate(rules.rescues)]
    counts = Counter(name for name, _path in places)
    parts = {part.name for part in rules.parts}
    seen: set[str] = set()
    for name, path in places:
        if name in seen:
            yield Fault("id_twice", path, {"value": name})
        if "/" in name or name in parts:
            yield Fault("not_an_id", path, {"value": name})
        if counts[name] > 1:
            seen.add(name)
    taken = {*rules.items, *rules.groups}
    for fact in rules.facts:
        if fact.name in taken:
            yield Fault("name_taken", ("facts", fact.name), {"value": fact.name})


def _overrides(rules: RuleSet) -> Iterator[Fault]:
    ids = [row.id for row in all_rows(rules)]
    known = {*ids, *(table.id for table in rules.tables), *(part.name for part in rules.parts)}
    written: list[tuple[str, tuple[str, ...], Path]] = [
        (row.id, row.overrides, ("rows", number, "overrides")) for number, row in enumerate(rules.rows)
    ]
    written += [
        (table.id, table.overrides, ("tables", number, "overrides")) for number, table in enumerate(rules.tables)
    ]
    for name, overrides, path in written:
        for other in overrides:
            if other not in known:
                yield Fault("unknown_row", path, {"value": other, "meant": near(other, known)})
            if other == name:
                yield Fault("overrides_itself", path, {"value": name})


def _circle(rules: RuleSet) -> Iterable[Fault]:
    rows = all_rows(rules)
    found = cycle(edges(rows, rules.parts))
    if found:
        names = [rows[place].id for place in found]
        yield Fault("circle", _path_of(rules, names[0]), {"rows": " → ".join((*names, names[0]))})


def _path_of(rules: RuleSet, name: str) -> Path:
    for number, row in enumerate(rules.rows):
        if row.id == name:
            return "rows", number, "overrides"
    table = name.partition("/")[0]
    place = next((number for number, one in enumerate(rules.tables) if one.id == table), 0)
    return "tables", place, "overrides"
