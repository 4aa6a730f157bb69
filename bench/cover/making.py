"""Tables of rows and cases to measure on: 10 facts (7 enumerations, 3 numbers), 2 to 5 filled cells a row."""

import random
from dataclasses import dataclass
from decimal import Decimal

from pharos.policies.cover.cases import Case, Fact, State, Telling
from pharos.policies.cover.cells import Cell, Interval, OneOf, Value
from pharos.policies.cover.deciding.compiled import Compiled
from pharos.policies.cover.sets import Amount, FactKind, Limit, Obligation, Part, Row, RuleSet, Words
from pharos.policies.cover.words import Basis, Duty, Effect, Kind, Source

ITEMS = ("outpatient", "inpatient", "dental", "medicines", "transport", "evacuation", "remains", "relative_visit")
CHOICES = ("activity", "programme", "cause", "country", "season", "licence", "option")
NUMBERS = {"age": 100, "depth": 60, "day": 200}
FACTS = (
    *(FactKind(name=name, kind=Kind.CHOICE, values=tuple(f"{name}_{n}" for n in range(6))) for name in CHOICES),
    *(FactKind(name=name, kind=Kind.WHOLE, low=0, high=high) for name, high in NUMBERS.items()),
)
PARTS = (Part("benefits"), Part("exclusions", overrides=("benefits",)), Part("options", overrides=("exclusions",)))
MIX = (
    *(Effect.GRANTS,) * 6, *(Effect.EXCLUDES,) * 10, *(Effect.RESTORES,) * 4, *(Effect.CAPS,) * 5,
    Effect.REQUIRES, Effect.REFERS,
)  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """A set made ready, and cases: every fact known, and the same with two of ten unknown."""

    rules: RuleSet
    compiled: Compiled
    cases: list[dict[str, Value]]
    asked: list[dict[str, Value]]


def ground(rows: int, cases: int, seed: int = 7) -> Ground:
    chance = random.Random(seed)
    rules = made_set(chance, rows)
    full = [made_case(chance) for _ in range(cases)]
    lacking = []
    for case in full:
        gone = set(chance.sample(sorted(case), 2))
        lacking.append({name: value for name, value in case.items() if name not in gone})
    return Ground(rules, Compiled(rules), full, lacking)


def made_set(chance: random.Random, rows: int) -> RuleSet:
    """A set with edges between its parts, caps, duties and exceptions, as a wording has them."""
    return RuleSet(
        name="bench",
        version="1",
        title=Words(),
        insurer="X",
        basis=Basis.LOSS,
        currency="EUR",
        source="invented",
        facts=FACTS,
        items=ITEMS,
        parts=PARTS,
        rows=tuple(_row(chance, number) for number in range(rows)),
    )


def made_case(chance: random.Random) -> dict[str, Value]:
    known: dict[str, Value] = {name: f"{name}_{chance.randrange(6)}" for name in CHOICES}
    return known | {name: chance.randint(0, high) for name, high in NUMBERS.items()}


def as_case(known: dict[str, Value]) -> Case:
    facts = {name: Fact(State.KNOWN, value, (Telling(value, Source.TRAVELLER),)) for name, value in known.items()}
    return Case(currency="EUR", facts=facts)


def _row(chance: random.Random, number: int) -> Row:
    effect = chance.choice(MIX)
    part = {Effect.GRANTS: "benefits", Effect.EXCLUDES: "exclusions"}.get(effect, "options")
    items = ITEMS if chance.random() < 0.4 else tuple(sorted(chance.sample(ITEMS, 3), key=ITEMS.index))
    limit = None
    if effect is Effect.CAPS:
        limit = Limit(
            amount=Amount(Decimal(chance.choice((100, 500, 2000)))), per="policy", shared=chance.random() < 0.5
        )
    return Row(
        id=f"R{number}",
        part=part,
        clause=str(number),
        text=Words(),
        effect=effect,
        items=items,
        when={fact.name: _cell(chance, fact) for fact in chance.sample(FACTS, chance.randint(2, 5))},
        overrides=("exclusions",) if effect is Effect.RESTORES else (),
        limit=limit,
        obligation=Obligation(duty=Duty.NOTIFY) if effect is Effect.REQUIRES else None,
    )


def _cell(chance: random.Random, fact: FactKind) -> Cell:
    if fact.kind is Kind.CHOICE:
        return OneOf(tuple(sorted(chance.sample(fact.values, chance.randint(1, 3)))), chance.random() < 0.15)
    high = int(fact.high)
    low = chance.randrange(high // 2)
    return Interval(low, low + high // 2, False, chance.random() < 0.5)
