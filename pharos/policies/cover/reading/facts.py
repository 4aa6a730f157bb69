"""The facts a set declares."""

from collections.abc import Mapping
from decimal import Decimal

from pharos.policies.cover import values
from pharos.policies.cover.cells import Ordered
from pharos.policies.cover.countries import COUNTRIES, COUNTRY
from pharos.policies.cover.faults import Path
from pharos.policies.cover.reading.plain import Plain
from pharos.policies.cover.reading.taking import Entry, Taker, near
from pharos.policies.cover.sets import ISSUED, LOSS_DATE, Computed, FactKind, Words
from pharos.policies.cover.words import TOLD, Kind, Operation, Source

CATALOGUE = "catalogue"
DATES = (LOSS_DATE, ISSUED)

_COLUMNS = (
    "type",
    "values",
    "min",
    "max",
    "unit",
    "currency",
    "title",
    "ask",
    "cost",
    "settled_by",
    "policy",
    *Operation,
)
_NEEDS: dict[Operation, tuple[Kind, ...]] = {
    Operation.YEARS: (Kind.WHOLE, Kind.NUMBER),
    Operation.DAYS: (Kind.WHOLE, Kind.NUMBER),
    Operation.MINUS: (Kind.WHOLE, Kind.NUMBER, Kind.MONEY),
    Operation.WITHIN: (Kind.YES_NO,),
    Operation.STAY_DAY: (Kind.WHOLE,),
}
_NUMBERS = (Kind.WHOLE, Kind.NUMBER, Kind.MONEY)
_OPERANDS: dict[Operation, tuple[Kind, ...]] = {
    Operation.YEARS: (Kind.DATE,),
    Operation.DAYS: (Kind.DATE,),
    Operation.MINUS: _NUMBERS,
    Operation.WITHIN: (Kind.CHOICE,),
    Operation.STAY_DAY: (Kind.DATE,),
}


def read_facts(
    take: Taker, entry: Entry, path: Path, *, currency: str, catalogue: Mapping[str, FactKind]
) -> tuple[FactKind, ...]:
    """Every declared fact. Operands of computed ones are checked once all names are known."""
    found = [_fact(take, name, value, (*path, name), currency, catalogue) for name, value in entry.items()]
    facts = {fact.name: fact for fact in found if fact}
    for fact in facts.values():
        _check_operands(take, fact, facts, path)
    return tuple(facts.values())


def _fact(
    take: Taker, name: str, value: Plain, path: Path, currency: str, catalogue: Mapping[str, FactKind]
) -> FactKind | None:
    take.code(name, path)
    if name in DATES:
        take.fault("reserved_name", path, value=name)
        return None
    if value in (CATALOGUE, ""):
        if name not in catalogue:
            take.fault("not_in_catalogue", path, value=name, meant=near(name, catalogue))
        return catalogue.get(name)
    entry = take.mapping(value, path)
    take.keys(entry, path, _COLUMNS)
    word = take.text(entry, "type", path, needed=True)
    if word == COUNTRY:
        return _country(take, name, entry, path)
    kind = take.one_of(Kind, word, (*path, "type"))
    return _declared(take, name, entry, path, (kind, currency)) if kind else None


def _declared(take: Taker, name: str, entry: Entry, path: Path, of: tuple[Kind, str]) -> FactKind:
    kind, currency = of
    codes, labels = _choices(take, entry, path, kind)
    own = take.text(entry, "currency", path) or (currency if kind is Kind.MONEY else "")
    bare = FactKind(name=name, kind=kind, values=codes, currency=own)
    low, high = (_bound(take, entry, key, path, bare) for key in ("min", "max"))
    if kind is Kind.MONEY and low is None and Operation.MINUS not in entry:
        low = Decimal(0)
    if low is not None and high is not None and high < low:
        take.fault("bounds_in_wrong_order", (*path, "max"), low=low, high=high)
    return FactKind(
        name=name,
        kind=kind,
        values=codes,
        labels=labels,
        low=low,
        high=high,
        unit=take.text(entry, "unit", path),
        currency=own,
        title=take.words(entry.get("title"), (*path, "title")),
        ask=take.words(entry.get("ask"), (*path, "ask")),
        cost=take.whole(entry, "cost", path) or (2 if entry.get("policy") else 1),
        settled_by=_sources(take, entry, path),
        policy=take.text(entry, "policy", path),
        computed=_computed(take, entry, path, kind),
    )


def _country(take: Taker, name: str, entry: Entry, path: Path) -> FactKind | None:
    """A choice among all countries."""
    if "values" in entry:
        take.fault("values_of_no_choice", (*path, "values"))
    bare = {key: value for key, value in entry.items() if key != "values"} | {"values": list(COUNTRIES)}
    return _declared(take, name, bare, path, (Kind.CHOICE, ""))


def _choices(take: Taker, entry: Entry, path: Path, kind: Kind) -> tuple[tuple[str, ...], Mapping[str, Words]]:
    told = entry.get("values")
    if kind is not Kind.CHOICE:
        if told is not None:
            take.fault("values_of_no_choice", (*path, "values"))
        return (), {}
    labels: dict[str, Words] = {}
    if isinstance(told, dict):
        labels = {code: take.words(label, (*path, "values", code)) for code, label in told.items()}
    else:
        labels = {code: Words() for code in take.texts(told, (*path, "values"))}
    for code in labels if tuple(labels) != COUNTRIES else ():
        take.code(code, (*path, "values"))
        if code in values.UNKNOWN:
            take.fault("reserved_name", (*path, "values"), value=code)
    if len(labels) < 2:
        take.fault("too_few_values", (*path, "values"))
    return tuple(labels), {code: label for code, label in labels.items() if label != Words()}


def _bound(take: Taker, entry: Entry, key: str, path: Path, bare: FactKind) -> Ordered | None:
    if key in entry and bare.kind in (Kind.YES_NO, Kind.CHOICE):
        take.fault("bounds_of_no_number", (*path, key))
        return None
    found = take.read(lambda text: values.value_of(text, bare), take.text(entry, key, path), (*path, key))
    return found if not isinstance(found, bool | str) else None


def _sources(take: Taker, entry: Entry, path: Path) -> tuple[Source, ...]:
    found = []
    for word in take.texts(entry.get("settled_by"), (*path, "settled_by")):
        source = take.one_of(Source, word, (*path, "settled_by"))
        if source and source not in TOLD:
            take.fault("unknown_value", (*path, "settled_by"), value=word, meant="", allowed=TOLD)
        elif source:
            found.append(source)
    return tuple(found)


def _computed(take: Taker, entry: Entry, path: Path, kind: Kind) -> Computed | None:
    named = [operation for operation in Operation if operation in entry]
    if not named:
        return None
    operation = named[0]
    if len(named) > 1:
        take.fault("computed_twice", (*path, named[1]), first=operation)
    if kind not in _NEEDS[operation]:
        take.fault("wrong_type_for_operation", (*path, operation), allowed=_NEEDS[operation])
    operands = take.texts(entry[operation], (*path, operation))
    if len(operands) != 2:
        take.fault("two_operands", (*path, operation))
        return None
    return Computed(operation, (operands[0], operands[1]))


def _check_operands(take: Taker, fact: FactKind, facts: Mapping[str, FactKind], path: Path) -> None:
    if not fact.computed:
        return
    known = (*facts, *DATES)
    for operand in fact.computed.operands:
        if operand not in known and not operand.startswith("policy."):
            place = (*path, fact.name, fact.computed.operation)
            take.fault("unknown_fact", place, value=operand, meant=near(operand, known))
    _check_kinds(take, fact, facts, path)
    if _leads_to(fact.name, fact, facts, set()):
        take.fault("computed_from_itself", (*path, fact.name, fact.computed.operation), value=fact.name)


def _check_kinds(take: Taker, fact: FactKind, facts: Mapping[str, FactKind], path: Path) -> None:
    """Operands are of the types the operation reckons with; what the policy says is read as that type."""
    assert fact.computed
    operation = fact.computed.operation
    allowed = _OPERANDS[operation]
    for place, operand in enumerate(fact.computed.operands):
        kind = Kind.DATE if operand in DATES else facts[operand].kind if operand in facts else None
        listed = (operation is Operation.WITHIN and place == 1) or (operation is Operation.STAY_DAY and place == 0)
        if listed and not operand.startswith("policy."):
            take.fault("list_of_the_policy", (*path, fact.name, operation), value=operand)
        elif kind is not None and not listed and kind not in allowed:
            take.fault("operands_do_not_fit", (*path, fact.name, operation), value=operand, allowed=allowed)


def _leads_to(goal: str, fact: FactKind, facts: Mapping[str, FactKind], seen: set[str]) -> bool:
    if not fact.computed or fact.name in seen:
        return False
    seen.add(fact.name)
    operands = fact.computed.operands
    return goal in operands or any(_leads_to(goal, facts[name], facts, seen) for name in operands if name in facts)
