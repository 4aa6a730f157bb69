"""The case a decision is made of, written down: the policy as the register has it, and every fact as it was told.

What the set cannot read is left out, which leaves the fact unknown, and said: a decision never stops over a word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pharos.policies.cover import values
from pharos.policies.cover.canonical import written
from pharos.policies.cover.cases import State, Telling
from pharos.policies.cover.cells import plain
from pharos.policies.cover.sets import ISSUED, LOSS_DATE, FactKind, RuleSet
from pharos.policies.cover.telling import settled
from pharos.policies.cover.words import Kind, Source
from pharos.policies.rules.desk.knowing import BORN, DESK_DATES, UNKNOWN, Around, Heard, Registered, Said

COUNTRY, IN_TERRITORY = "country", "in_territory"


@dataclass(frozen=True)
class Remark:
    """Something the register or a person says that this set cannot take: which fact, and the words."""

    code: str
    fact: str
    value: str


@dataclass(frozen=True)
class Composed:
    """The case as text, as a set reads it, with what had to be left out."""

    text: str
    remarks: tuple[Remark, ...]


def composed(rules: RuleSet, registered: Registered | None, around: Around, said: tuple[Said, ...]) -> Composed:
    """The case for this set. `said` is what counts now."""
    remarks: list[Remark] = []
    policy, currency = _policy(rules, registered, around, remarks)
    loss_date = day_of(LOSS_DATE, registered, said)
    days = {ISSUED: day_of(ISSUED, registered, said), BORN: day_of(BORN, registered, said) or around.born}
    policy |= {name: day.isoformat() for name, day in days.items() if day}
    told = _told(rules, currency, (registered, around), said, remarks)
    case: dict[str, Any] = {"policy": policy, "facts": told}
    if loss_date:
        case[LOSS_DATE] = loss_date.isoformat()
    return Composed(written(case), tuple(remarks))


def day_of(name: str, registered: Registered | None, said: Iterable[Said]) -> date | None:
    """One of the days the desk asks for, where everybody says the same or a person picked."""
    kind = DESK_DATES[name]
    tellings = [Telling(value_read(one.value, kind), one.source, one.picked) for one in said if one.fact == name]
    known = {ISSUED: registered.issued, BORN: registered.born}.get(name) if registered else None
    if known:
        tellings.append(Telling(known, Source.REGISTER))
    fact = settled(kind, tellings)
    return fact.value if fact.state is State.KNOWN and isinstance(fact.value, date) else None


def value_read(text: str, kind: FactKind) -> Any:
    """A told value by the fact's type; None for one that is not known or cannot be read."""
    if text == UNKNOWN:
        return None
    try:
        return values.value_of(text, kind)
    except values.Unreadable:
        return None


def kinds_of(rules: RuleSet, currency: str) -> dict[str, FactKind]:
    """The facts of a set by name, sums in the currency of the case."""
    return {
        fact.name: replace(fact, currency=currency) if fact.kind is Kind.MONEY and not fact.currency else fact
        for fact in rules.facts
    }


def _policy(
    rules: RuleSet, registered: Registered | None, around: Around, remarks: list[Remark]
) -> tuple[dict[str, Any], str]:
    """The policy's columns as far as the set can read them, and the currency of the case."""
    if registered is None:
        return {}, rules.currency
    found: dict[str, Any] = {"number": registered.number, "insurer": registered.insurer, "product": registered.product}
    found |= {name: day.isoformat() for name, day in (("from", registered.first), ("to", registered.last)) if day}
    if registered.countries:
        found["countries"] = list(registered.countries)
    currency = rules.currency or registered.currency
    if registered.currency and registered.currency != currency:
        remarks.append(Remark("other_currency", "sum_insured", registered.currency))
    elif registered.currency:
        found["currency"] = registered.currency
    found |= _read_by_set(kinds_of(rules, currency), registered, currency, remarks)
    return {name: value for name, value in found.items() if value != ""}, currency


def _read_by_set(
    kinds: Mapping[str, FactKind], registered: Registered, currency: str, remarks: list[Remark]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    options: dict[str, str] = {}
    for kind in kinds.values():
        column, _dot, option = kind.policy.partition(".")
        if column == "options" and option in registered.options:
            options[option] = "yes" if registered.options[option] else "no"
        elif column == "programme" and registered.programme:
            word = named(registered.programme, kind)
            if word is None:
                remarks.append(Remark("unknown_to_set", kind.name, registered.programme))
            else:
                found["programme"] = word
        elif column == "sum_insured" and registered.sum_insured is not None and registered.currency == currency:
            amount = f"{registered.sum_insured.normalize():f} {currency}"
            if value_read(amount, kind) is None:
                remarks.append(Remark("out_of_bounds", kind.name, amount))
            else:
                found["sum_insured"] = amount
    return found | ({"options": options} if options else {})


def named(word: str, kind: FactKind) -> str | None:
    """The value an insurer's word means: its code, its name, the first word of its name; only if exactly one fits."""
    wanted = _folded(word)
    fitting = [value for value in kind.values if wanted in _names(value, kind)]
    return fitting[0] if len(fitting) == 1 else None


def _names(value: str, kind: FactKind) -> set[str]:
    label = kind.labels.get(value)
    names = {_folded(value)}
    for text in (label.en, label.ru) if label else ():
        whole = _folded(text)
        names |= {whole, *whole.split(" ")[:1]}
    return names


def _folded(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def _told(
    rules: RuleSet,
    currency: str,
    known: tuple[Registered | None, Around],
    said: tuple[Said, ...],
    remarks: list[Remark],
) -> dict[str, Any]:
    registered, around = known
    kinds = kinds_of(rules, currency)
    found: dict[str, list[dict[str, str]]] = {}
    heard: list[Said | Heard] = [*_carried(kinds, registered, around, said), *said]
    for one in heard:
        kind = kinds.get(one.fact)
        if kind is None or _outdated(one, kind, registered):
            continue
        if one.value != UNKNOWN and value_read(one.value, kind) is None:
            remarks.append(Remark("unreadable", one.fact, one.value))
            continue
        entry = {"value": one.value, "source": str(one.source)}
        if isinstance(one, Said) and one.picked:
            entry["picked"] = one.picked
        found.setdefault(one.fact, []).append(entry)
    return dict(found)


def _carried(
    kinds: Mapping[str, FactKind], registered: Registered | None, around: Around, said: tuple[Said, ...]
) -> list[Heard]:
    """What needs no telling: the country against those of the policy, and what other rooms heard, until the same source
    says otherwise here."""
    again = {(one.fact, one.source) for one in said}
    found = [one for one in around.heard if (one.fact, one.source) not in again]
    territory = kinds.get(IN_TERRITORY)
    if around.country and registered and registered.countries and territory and not territory.computed:
        inside = "yes" if around.country in registered.countries else "no"
        found.append(Heard(IN_TERRITORY, inside, Source.REGISTER))
    if around.country and COUNTRY in kinds:
        code = named(around.country, kinds[COUNTRY])
        if code and (COUNTRY, Source.OPERATOR) not in again:
            found.append(Heard(COUNTRY, code, Source.OPERATOR))
    return found


def _outdated(one: Said | Heard, kind: FactKind, registered: Registered | None) -> bool:
    """A person once picked what the register said; it says something else now."""
    if one.source is not Source.REGISTER or not isinstance(one, Said) or not kind.policy:
        return False
    return register_says(kind, registered) != one.value


def register_says(kind: FactKind, registered: Registered | None) -> str:
    """The register's word on a fact as a told value; nothing where it is silent or cannot be read."""
    if registered is None or not kind.policy:
        return ""
    found = _read_by_set({kind.name: kind}, registered, kind.currency or registered.currency, [])
    column, _dot, option = kind.policy.partition(".")
    value = found.get(column, "")
    text = value.get(option, "") if isinstance(value, dict) else str(value)
    read = value_read(text, kind) if text else None
    return plain(read) if read is not None else ""
