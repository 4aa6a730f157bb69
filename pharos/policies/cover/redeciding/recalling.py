"""A past case read again, with everything that was read before remembered text by text.

What a fact is follows from a few texts: what was told of it, the column of the policy it names, the operands it is
computed from. Each of them is read by the ordinary reading, from a case that holds it alone, once for every different
text. So a case is as the ordinary reading has it, at the price of a look-up a fact; whatever is out of the ordinary
is left to the ordinary reading altogether.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pharos.policies.cover.cases import Bill, Case, Fact, State, Telling, Used
from pharos.policies.cover.computing import OPERATIONS, WrongOrder
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.reading.cases import POLICY, case_of
from pharos.policies.cover.reading.computed import Computing
from pharos.policies.cover.reading.plain import Plain
from pharos.policies.cover.reading.taking import Entry, Taker
from pharos.policies.cover.redeciding.remembering import MOST, Kept
from pharos.policies.cover.sets import ISSUED, LOSS_DATE, FactKind, RuleSet
from pharos.policies.cover.telling import settled
from pharos.policies.cover.words import Operation, Source

Money = tuple[str, tuple[Used, ...], tuple[Bill, ...]]


class Recall:
    """Reads past cases for one set. What the set does not know of a case is left out: it cannot matter."""

    def __init__(self, rules: RuleSet, catalogue: Mapping[str, FactKind]) -> None:
        self.rules = rules
        self.catalogue = catalogue
        self.kinds = {fact.name: fact for fact in rules.facts}
        self.columns = _columns(rules)
        self.desks: dict[Any, _Desk] = {}

    def case(self, plain: Plain) -> Case:
        """Raises Faulty where the set cannot read the case, with the faults of the ordinary reading."""
        try:
            policy = plain.get("policy") or {}  # type: ignore[union-attr]
            named = policy.get("currency")  # type: ignore[union-attr]
            desk = self.desks.get(named)
            if desk is None:
                desk = self.desks[named] = _Desk(self, named)  # type: ignore[arg-type]
            return desk.case(plain, policy)  # type: ignore[arg-type]
        except (Faulty, WrongOrder, AttributeError, TypeError):
            return self.slowly(plain)

    def slowly(self, plain: Plain) -> Case:
        """By the ordinary reading alone."""
        return self.read(self.known(plain), self.rules)

    def known(self, plain: Plain) -> Plain:
        """The case without facts and columns this set does not have."""
        if not isinstance(plain, dict):
            return plain
        policy, facts = plain.get("policy"), plain.get("facts")
        kept = dict(plain)
        if isinstance(policy, dict):
            kept["policy"] = {name: value for name, value in policy.items() if name in self.columns}
        if isinstance(facts, dict):
            kept["facts"] = {name: value for name, value in facts.items() if name in self.kinds}
        return kept

    def read(self, plain: Plain, rules: RuleSet) -> Case:
        """Raises Faulty."""
        take = Taker()
        case = case_of(take, plain, rules, self.catalogue)
        if take.faults:
            raise Faulty(take.faults)
        return case


@dataclass(frozen=True)
class _Operand:
    """One side of a computed fact: a column of the policy, else a fact or a date of the case."""

    name: str
    column: str
    read: Callable[[Any], Any]
    values: dict[Any, Any]


_NEW = object()


@dataclass(frozen=True)
class _Special:
    """A fact that follows from more than what was told of it."""

    name: str
    column: str
    told: Kept
    registered: Kept
    facts: dict[Any, Fact]
    kind: FactKind
    operation: Callable[[Any, Any], Any] | None
    operands: tuple[_Operand, ...]


class _Desk:
    """What was read of cases in one currency."""

    def __init__(self, recall: Recall, currency: str | None) -> None:
        self.recall = recall
        self.currency = currency
        self.bare = replace(recall.rules, facts=())
        self.losses = Kept(lambda raw: self._alone(case=_said({"loss_date": raw})).loss_date)
        self.issues = Kept(lambda raw: self._alone({"issued": raw}).issued)
        self.periods = Kept(lambda raw: self._alone({"from": raw[0], "to": raw[1]}))
        self.money = Kept(self._money)
        self.plain: dict[str, Kept] = {}
        self.special: list[_Special] = []
        for fact in _in_order(recall.kinds):
            if fact.computed or fact.policy:
                self.special.append(self._special(fact))
            else:
                self.plain[fact.name] = Kept(self._reading(fact, lambda one: one))
        self.columns = tuple(
            {one.column for one in self.special if one.column}
            | {operand.column for one in self.special for operand in one.operands if operand.column}
        )
        self.nothing = dict.fromkeys(recall.kinds, settled(next(iter(recall.kinds.values())), ()))

    def case(self, plain: Any, policy: Entry) -> Case:
        loss_date = self.losses.of(plain.get("loss_date"))
        issued = self.issues.of(policy.get("issued"))
        self.periods[policy.get("from"), policy.get("to")]
        currency, used, bills = self.money.of([plain.get("used"), plain.get("bills")])
        told = plain.get("facts") or {}
        facts = self.nothing.copy()
        for name, raw in told.items():
            kept = self.plain.get(name)
            if kept is not None:
                facts[name] = kept[raw] if raw.__class__ is str else kept.of(raw)
        texts = {name: _text(policy.get(name)) for name in self.columns}
        for one in self.special:
            facts[one.name] = self._fact(one, told, (policy, texts), facts, (loss_date, issued))
        return Case(currency=currency, loss_date=loss_date, issued=issued, facts=facts, used=used, bills=bills)

    def _fact(
        self, one: _Special, told: Entry, policy: tuple[Entry, Entry], facts: dict[str, Fact], days: tuple[Any, Any]
    ) -> Fact:
        computed = _computed(one, policy, facts, days) if one.operation else None
        key = _text(told.get(one.name)), policy[1].get(one.column), computed, computed.__class__
        found = one.facts.get(key)
        if found is None:
            heard: tuple[Telling, ...] = one.told.of(told[one.name]) if one.name in told else ()
            if one.column in policy[0]:
                heard += one.registered.of(policy[0][one.column])
            if computed is not None:
                heard += (Telling(computed, Source.COMPUTED),)
            if len(one.facts) > MOST:
                one.facts.clear()
            found = one.facts[key] = settled(one.kind, heard)
        return found

    def _alone(self, policy: Mapping[str, Plain | None] | None = None, *, case: Entry | None = None) -> Case:
        told = _said({**(policy or {}), "currency": self.currency})
        return self.recall.read({"policy": dict(told), **(case or {})}, self.bare)

    def _money(self, raw: Any) -> Money:
        case = self._alone(case=_said({"used": raw[0], "bills": raw[1]}))
        return case.currency, case.used, case.bills

    def _reading(self, fact: FactKind, made: Callable[[Fact], Any]) -> Callable[[Any], Any]:
        """What was told of one fact, read alone."""
        alone = replace(self.recall.rules, facts=(fact,))

        def read(raw: Any) -> Any:
            policy = _said({"currency": self.currency})
            return made(self.recall.read({"policy": dict(policy), "facts": {fact.name: raw}}, alone).facts[fact.name])

        return read

    def _special(self, fact: FactKind) -> _Special:
        told = replace(fact, computed=None, policy="")
        column = fact.policy.partition(".")[0]
        alone = replace(self.recall.rules, facts=(replace(fact, computed=None),))

        def registered(raw: Any) -> Any:
            policy = _said({"currency": self.currency, column: raw})
            return self.recall.read({"policy": dict(policy)}, alone).facts[fact.name].tellings

        named = fact.computed.operands if fact.computed else ()
        operation = fact.computed.operation if fact.computed else None
        return _Special(
            fact.name,
            column,
            Kept(self._reading(told, lambda one: one.tellings)),
            Kept(registered),
            {},
            fact,
            OPERATIONS[operation] if operation else None,
            tuple(_operand(name, operation, place) for place, name in enumerate(named) if operation),
        )


def _text(raw: Any) -> Any:
    """A text as it is, what holds texts as something that can be looked up."""
    return raw if raw is None or raw.__class__ is str else (repr(raw),)


def _computed(one: _Special, policy: tuple[Entry, Entry], facts: Mapping[str, Fact], days: tuple[Any, Any]) -> Any:
    """Raises WrongOrder."""
    values = []
    for operand in one.operands:
        if operand.column:
            text = policy[1][operand.column]
            value = operand.values.get(text, _NEW)
            if value is _NEW:
                if len(operand.values) > MOST:
                    operand.values.clear()
                value = operand.values[text] = operand.read(policy[0].get(operand.column))
        elif operand.name == LOSS_DATE:
            value = days[0]
        elif operand.name == ISSUED:
            value = days[1]
        else:
            fact = facts[operand.name]
            value = fact.value if fact.state is State.KNOWN else None
        if value is None:
            return None
        values.append(value)
    assert one.operation
    return one.operation(*values)


def _operand(name: str, operation: Operation, place: int) -> _Operand:
    column = name.removeprefix("policy.") if name.startswith("policy.") else ""

    def read(raw: Any) -> Any:
        take = Taker()
        value = Computing(take, _said({column: raw}), (None, None), {}, ()).of_policy(column, operation, place)
        if take.faults:
            raise Faulty(take.faults)
        return value

    return _Operand(name, column, read, {})


def _in_order(kinds: Mapping[str, FactKind]) -> Iterable[FactKind]:
    """Operands before what is computed from them."""
    found: dict[str, FactKind] = {}

    def add(fact: FactKind) -> None:
        for name in fact.computed.operands if fact.computed else ():
            if name in kinds and name not in found:
                add(kinds[name])
        found[fact.name] = fact

    for fact in kinds.values():
        add(fact)
    return found.values()


def _columns(rules: RuleSet) -> frozenset[str]:
    named = [fact.policy for fact in rules.facts]
    named += [name.removeprefix("policy.") for fact in rules.facts if fact.computed for name in fact.computed.operands]
    return frozenset((*POLICY, *(name.partition(".")[0] for name in named if name)))


def _said(entry: Mapping[str, Plain | None]) -> dict[str, Plain]:
    return {name: value for name, value in entry.items() if value is not None}
