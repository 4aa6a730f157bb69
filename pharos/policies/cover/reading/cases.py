"""A case from a file: the policy as the register has it, the facts as they are told, earlier payments, bills."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from pharos.policies.cover import values
from pharos.policies.cover.cases import Bill, Case, Fact, Telling, Used
from pharos.policies.cover.cells import Value
from pharos.policies.cover.faults import Fault, Faulty, Path
from pharos.policies.cover.reading.computed import Computing
from pharos.policies.cover.reading.plain import Plain, load
from pharos.policies.cover.reading.sets import placed
from pharos.policies.cover.reading.taking import Entry, Taker, near
from pharos.policies.cover.sets import FactKind, RuleSet
from pharos.policies.cover.telling import settled
from pharos.policies.cover.words import TOLD, Kind, Reach, Source

POLICY = (
    "number",
    "insurer",
    "product",
    "programme",
    "issued",
    "from",
    "to",
    "born",
    "sum_insured",
    "currency",
    "options",
    "countries",
    "territory",
    "stays",
    "holder",
    "trip_start",
    "trip_end",
)
CASE = ("policy", "loss_date", "facts", "used", "bills")
_RANK = (Reach.INCIDENT, Reach.TRIP, Reach.POLICY)


def load_case(text: str) -> Plain:
    """JSON or YAML. Raises Faulty."""
    if not text.lstrip().startswith("{"):
        return load(text)
    try:
        return _texts(json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=_once))
    except RecursionError as error:
        raise Faulty([Fault("too_deep")]) from error
    except json.JSONDecodeError:
        return load(text)


def read_case(text: str, rules: RuleSet, catalogue: Mapping[str, FactKind]) -> Case:
    """Raises Faulty with every fault of the file."""
    plain = load_case(text)
    take = Taker()
    case = case_of(take, plain, rules, catalogue)
    if take.faults:
        raise Faulty(placed(take.faults, plain, text))
    return case


def case_of(
    take: Taker,
    plain: Plain,
    rules: RuleSet,
    catalogue: Mapping[str, FactKind],
    path: Path = (),
) -> Case:
    """The case in a mapping."""
    entry = take.mapping(plain, path)
    take.keys(entry, path, CASE)
    policy = take.mapping(entry.get("policy"), (*path, "policy"))
    _policy_columns(take, policy, rules, (*path, "policy"))
    currency = _currency(take, policy, rules, (*path, "policy"))
    loss_date = take.day(entry, "loss_date", path)
    issued = take.day(policy, "issued", (*path, "policy"))
    take.period(policy, (*path, "policy"))
    kinds = {fact.name: _in(fact, currency) for fact in rules.facts}
    told = _told(take, take.mapping(entry.get("facts"), (*path, "facts")), kinds, catalogue, (*path, "facts"))
    _register(take, policy, kinds, told, (*path, "policy"))
    computing = Computing(take, policy, (loss_date, issued), kinds, (*path, "policy"))
    return Case(
        currency=currency,
        loss_date=loss_date,
        issued=issued,
        facts=computing.all_facts({name: tuple(tellings) for name, tellings in told.items()}),
        used=_used(take, entry, rules, currency, path),
        bills=_bills(take, entry, rules, currency, path),
    )


def facts_of(kinds: Mapping[str, FactKind], told: Mapping[str, tuple[Telling, ...]]) -> dict[str, Fact]:
    """What is known of every fact, where nothing is computed."""
    return {name: settled(kind, told.get(name, ())) for name, kind in kinds.items()}


def _texts(value: object) -> Plain:
    if isinstance(value, dict):
        return {str(key): _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Faulty([Fault("said_twice", (twice,), {"name": twice})])
    return found


def _in(fact: FactKind, currency: str) -> FactKind:
    return replace(fact, currency=currency) if fact.kind is Kind.MONEY and not fact.currency else fact


def _policy_columns(take: Taker, policy: Entry, rules: RuleSet, path: Path) -> None:
    named = [fact.policy for fact in rules.facts]
    named += [name.removeprefix("policy.") for fact in rules.facts if fact.computed for name in fact.computed.operands]
    take.keys(policy, path, dict.fromkeys((*POLICY, *(name.partition(".")[0] for name in named if name))))


def _currency(take: Taker, policy: Entry, rules: RuleSet, path: Path) -> str:
    told = take.text(policy, "currency", path)
    if told and rules.currency and told != rules.currency:
        take.fault("other_currency", (*path, "currency"), value=told, currency=rules.currency)
    if not told and not rules.currency:
        take.fault("policy_currency_missing", (*path, "currency"))
    return rules.currency or told


def _told(
    take: Taker, entry: Entry, kinds: Mapping[str, FactKind], catalogue: Mapping[str, FactKind], path: Path
) -> dict[str, list[Telling]]:
    told: dict[str, list[Telling]] = {}
    for name, value in entry.items():
        kind = kinds.get(name)
        if kind is None:
            if name not in catalogue:
                known = tuple(kinds)
                take.fault("unknown_fact", (*path, name), value=name, meant=near(name, known))
            continue
        told[name] = _tellings(take, value, kind, (*path, name))
    return told


def _tellings(take: Taker, value: Plain, kind: FactKind, path: Path) -> list[Telling]:
    if isinstance(value, list):
        return [_telling(take, one, kind, (*path, number)) for number, one in enumerate(value)]
    return [_telling(take, value, kind, path)]


def _telling(take: Taker, told: Plain, kind: FactKind, path: Path) -> Telling:
    if isinstance(told, str):
        return Telling(_value(take, told, kind, path), Source.UNSTATED)
    entry = take.mapping(told, path)
    take.keys(entry, path, ("value", "source", "picked"))
    if "value" not in entry:
        take.fault("missing", (*path, "value"))
    word = take.text(entry, "source", path, needed=True)
    source = take.one_of(Source, word, (*path, "source"))
    if source and source not in TOLD:
        take.fault("unknown_value", (*path, "source"), value=word, meant="", allowed=TOLD)
    value = _value(take, take.text(entry, "value", path), kind, (*path, "value"))
    return Telling(value, source or Source.UNSTATED, take.text(entry, "picked", path))


def _value(take: Taker, text: str, kind: FactKind, path: Path) -> Value | None:
    if text.strip().lower() in values.UNKNOWN:
        return None
    return take.read(lambda word: values.value_of(word, kind), text, path)


def _register(
    take: Taker, policy: Entry, kinds: Mapping[str, FactKind], told: dict[str, list[Telling]], path: Path
) -> None:
    """What the policy says of a fact is a telling of the register, beside all others."""
    for kind in kinds.values():
        if not kind.policy:
            continue
        here: Plain | None = policy  # type: ignore[assignment]
        steps = kind.policy.split(".")
        for step in steps:
            here = here.get(step) if isinstance(here, dict) else None
        if isinstance(here, str) and here.strip().lower() not in values.UNKNOWN:
            value = take.read(partial(values.value_of, fact=kind), here, (*path, *steps))
            told.setdefault(kind.name, []).append(Telling(value, Source.REGISTER))


def _used(take: Taker, entry: Entry, rules: RuleSet, currency: str, path: Path) -> tuple[Used, ...]:
    found = []
    for number, value in enumerate(take.listed(entry.get("used"), (*path, "used"))):
        place = (*path, "used", number)
        line = take.mapping(value, place)
        take.keys(line, place, ("item", "amount", "within", "deducted", "coinsured", "count", "note"))
        within = take.one_of(Reach, take.text(line, "within", place), (*place, "within"))
        found.append(
            Used(
                item=_item(take, line, rules, place),
                amount=_amount(take, line, "amount", currency, place) or Decimal(0),
                within=within if within in _RANK else None,
                deducted=_amount(take, line, "deducted", currency, place) or Decimal(0),
                coinsured=_amount(take, line, "coinsured", currency, place) or Decimal(0),
                count=take.whole(line, "count", place, least=0),
            )
        )
    return tuple(found)


def _item(take: Taker, line: Entry, rules: RuleSet, path: Path) -> str:
    item = take.text(line, "item", path, needed=True)
    if item and item not in rules.items:
        take.fault("unknown_item", (*path, "item"), value=item, meant=near(item, rules.items), allowed=rules.items)
    return item


def _amount(take: Taker, line: Entry, key: str, currency: str, path: Path) -> Decimal | None:
    text = take.text(line, key, path, needed=key == "amount")
    if text and not values.named_currency(text):
        take.fault("no_currency", (*path, key), value=text)
        return None
    return take.positive(take.read(lambda told: values.money(told, currency), text, (*path, key)), (*path, key))


def _bills(take: Taker, entry: Entry, rules: RuleSet, currency: str, path: Path) -> tuple[Bill, ...]:
    listed = enumerate(take.listed(entry.get("bills"), (*path, "bills")))
    return tuple(_bill(take, value, rules, currency, (*path, "bills", number)) for number, value in listed)


def _bill(take: Taker, value: Plain, rules: RuleSet, currency: str, path: Path) -> Bill:
    line = take.mapping(value, path)
    days = {"date": "expense", "invoiced": "invoice", "paid": "payment"}
    take.keys(line, path, ("item", "amount", "count", *days, "rate", "rate_date", "rate_source", "note"))
    text = take.text(line, "amount", path, needed=True)
    named = values.named_currency(text)
    amount = take.positive(
        take.read(lambda told: values.money(told, named), text, (*path, "amount")), (*path, "amount")
    )
    rate = take.read(values.number, take.text(line, "rate", path), (*path, "rate"))
    if rate is not None and rate <= 0:
        take.fault("negative", (*path, "rate"), value=rate)
    told = {name: take.day(line, key, path) for key, name in days.items()}
    return Bill(
        item=_item(take, line, rules, path),
        amount=amount or Decimal(0),
        currency=named or currency,
        count=take.whole(line, "count", path) or 1,
        days={name: day for name, day in told.items() if day},
        rate=rate,
        rate_date=take.day(line, "rate_date", path),
        rate_source=take.text(line, "rate_source", path),
    )
