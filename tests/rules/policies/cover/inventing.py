"""Invented rule sets and cases: small, and as tangled as the form allows."""

import random
from dataclasses import replace
from decimal import Decimal

from pharos.policies.cover.cases import Case, Fact, State, Telling, Used
from pharos.policies.cover.cells import Cell, Interval, Is, OneOf
from pharos.policies.cover.edges import cycle, edges
from pharos.policies.cover.sets import Amount, Deduction, FactKind, Limit, Part, Row, RuleSet, Words
from pharos.policies.cover.words import Basis, Effect, Kind, Reach, Source, Step

ITEMS = ("outpatient", "dental")
EFFECTS = (
    *(Effect.GRANTS,) * 3, *(Effect.EXCLUDES,) * 4, *(Effect.RESTORES,) * 2, *(Effect.CAPS,) * 3,
    Effect.DEDUCTS, Effect.REFERS,
)  # fmt: skip
FACTS = (
    FactKind(name="diving", kind=Kind.YES_NO),
    FactKind(name="sober", kind=Kind.YES_NO),
    FactKind(name="plan", kind=Kind.CHOICE, values=("basic", "gold", "other")),
    FactKind(name="age", kind=Kind.WHOLE, low=0, high=90),
    FactKind(name="depth", kind=Kind.NUMBER, low=Decimal(0)),
    FactKind(name="sum", kind=Kind.MONEY, low=Decimal(100), currency="EUR"),
)


def invented_set(chance: random.Random) -> RuleSet:
    """A set without a circle of overrides; it may well contradict itself or leave gaps."""
    while True:
        rows = tuple(_row(chance, number) for number in range(chance.randint(2, 9)))
        rows = tuple(_edged(chance, row, rows) for row in rows)
        parts = (
            Part("benefits"),
            Part("exclusions", overrides=("benefits",) if chance.random() < 0.7 else ()),
            Part("options"),
        )
        if not cycle(edges(rows, parts)):
            return _set(rows, parts, chance)


def invented_case(chance: random.Random, rules: RuleSet, most_unknown: int = 3) -> Case:
    """Some facts known, some disputed, some not asked."""
    used = [name for name in (fact.name for fact in rules.facts) if any(name in row.when for row in rules.rows)]
    open_ = set(chance.sample(used, min(len(used), chance.randint(0, most_unknown))))
    facts = {fact.name: _fact(chance, fact, known=fact.name not in open_) for fact in rules.facts}
    return Case(currency="EUR", facts=facts, used=tuple(_used(chance) for _ in range(chance.choice((0, 0, 1, 2)))))


def _set(rows: tuple[Row, ...], parts: tuple[Part, ...], chance: random.Random) -> RuleSet:
    order = [*Step]
    chance.shuffle(order)
    return RuleSet(
        name="invented",
        version="1",
        title=Words(),
        insurer="X",
        basis=Basis.LOSS,
        currency="EUR",
        order=tuple(order),
        source="invented",
        facts=FACTS,
        items=ITEMS,
        parts=parts,
        rows=rows,
    )


def _row(chance: random.Random, number: int) -> Row:
    effect = chance.choice(EFFECTS)
    items = chance.choice((ITEMS, ITEMS, ITEMS[:1], ITEMS[1:]))
    part = {Effect.GRANTS: "benefits", Effect.EXCLUDES: "exclusions"}.get(effect, "options")
    if chance.random() < 0.1:
        part = chance.choice(("benefits", "exclusions", "options"))
    limit = deduction = None
    if effect is Effect.CAPS:
        limit = _limit(chance)
    if effect is Effect.DEDUCTS:
        deduction = _deduction(chance)
    return Row(
        id=f"R{number}",
        part=part,
        clause=str(number),
        text=Words(),
        effect=effect,
        items=items,
        when=_when(chance),
        limit=limit,
        deduction=deduction,
    )


def _limit(chance: random.Random) -> Limit:
    per = chance.choice(("policy", "policy", "trip", "incident", "visit"))
    amount, shared = _amount(chance), chance.random() < 0.5
    if per != "visit":
        return Limit(amount=amount, per=per, shared=shared)
    times, within = chance.choice((None, 2, 3)), chance.choice((Reach.POLICY, Reach.INCIDENT))
    after = chance.choice((0, 0, 2)) if amount.fixed is not None else 0
    return Limit(amount=amount, per=per, times=times, shared=shared, after=after, within=within)


def _deduction(chance: random.Random) -> Deduction:
    per = chance.choice(("incident", "line", "policy"))
    times = chance.choice((None, None, 1))
    if chance.random() < 0.4:
        first = chance.choice((None, Decimal(5000)))
        least, most = chance.choice(((None, None), (None, None), (Decimal(30), None), (None, Decimal(300))))
        percent = Decimal(chance.choice((10, 20)))
        return Deduction(percent=percent, of_first=first, per=per, times=times, at_least=least, at_most=most)
    amount = (
        Amount(Decimal(chance.choice((0, 20, 50))))
        if chance.random() < 0.7
        else Amount(fact="sum", percent=Decimal(chance.choice((10, 20))))
    )
    kind = chance.random()
    if kind < 0.2:
        return Deduction(amount=amount, per=per, times=times, conditional=True)
    if kind < 0.4:
        within = chance.choice((Reach.POLICY, Reach.INCIDENT))
        return Deduction(amount=amount, per="visit", times=chance.choice((None, 2)), within=within)
    return Deduction(amount=amount, per=per, times=times)


def _amount(chance: random.Random) -> Amount:
    if chance.random() < 0.25:
        return Amount(fact="sum", percent=Decimal(chance.choice((100, 10))))
    return Amount(Decimal(chance.choice((0, 50, 100, 100, 500))))


def _when(chance: random.Random) -> dict[str, Cell]:
    facts = chance.sample(FACTS, chance.choice((0, 1, 1, 2, 2, 3)))
    return {fact.name: _cell(chance, fact) for fact in sorted(facts, key=lambda fact: fact.name)}


def _cell(chance: random.Random, fact: FactKind) -> Cell:
    if fact.kind is Kind.YES_NO:
        return Is(chance.random() < 0.5)
    if fact.kind is Kind.CHOICE:
        values = tuple(sorted(chance.sample(fact.values, chance.randint(1, 2))))
        return OneOf(values, chance.random() < 0.4)
    ends = {"age": (18, 60, 70), "depth": (Decimal(18), Decimal(30)), "sum": (Decimal(400), Decimal(70000))}[fact.name]
    low, high = sorted(chance.sample((None, *ends), 2), key=lambda end: (end is not None, end))
    out = chance.random() < 0.5
    if low is None and chance.random() < 0.5:
        low, high = high, None
    return Interval(low, high, out and low is not None, chance.random() < 0.5 and high is not None)


def _edged(chance: random.Random, row: Row, rows: tuple[Row, ...]) -> Row:
    others = [other.id for other in rows if other.id != row.id]
    wanted = chance.choice((1, 1, 2)) if row.effect is Effect.RESTORES else chance.choice((0, 0, 0, 0, 1))
    names = tuple(sorted(chance.sample(others, min(wanted, len(others)))))
    if chance.random() < 0.05:
        names = (*names, "exclusions")
    return replace(row, overrides=names)


def _fact(chance: random.Random, fact: FactKind, *, known: bool) -> Fact:
    if known:
        value = _value(chance, fact)
        return Fact(State.KNOWN, value, (Telling(value, Source.TRAVELLER),))
    if chance.random() < 0.3:
        told = (Telling(_value(chance, fact), Source.TRAVELLER), Telling(_value(chance, fact), Source.CLINIC))
        return Fact(State.DISPUTED, None, told)
    return Fact(State.UNKNOWN)


def _value(chance: random.Random, fact: FactKind) -> bool | str | int | Decimal:
    if fact.kind is Kind.YES_NO:
        return chance.random() < 0.5
    if fact.kind is Kind.CHOICE:
        return chance.choice(fact.values)
    if fact.kind is Kind.WHOLE:
        return chance.choice((0, 17, 18, 19, 59, 60, 70, 71, 90))
    if fact.kind is Kind.MONEY:
        return Decimal(chance.choice((100, 400, 30000, 70000, 70001)))
    return Decimal(chance.choice(("0", "18", "18.1", "30", "30.5", "60")))


def _used(chance: random.Random) -> Used:
    within = chance.choice((None, Reach.INCIDENT, Reach.TRIP, Reach.POLICY))
    return Used(
        item=chance.choice(ITEMS),
        amount=Decimal(chance.choice((0, 10, 40, 100))),
        within=within,
        deducted=Decimal(chance.choice((0, 0, 20))),
        count=chance.choice((None, None, 1, 3)),
        coinsured=Decimal(chance.choice((0, 0, 400))),
    )
