"""Computes what a case's other facts and its policy say of a computed fact."""

from collections.abc import Mapping
from datetime import date

from pharos.policies.cover import values
from pharos.policies.cover.cases import Fact, State, Telling
from pharos.policies.cover.cells import Value
from pharos.policies.cover.computing import OPERATIONS, Stay, WrongOrder
from pharos.policies.cover.faults import Path
from pharos.policies.cover.reading.plain import Plain
from pharos.policies.cover.reading.taking import Entry, Taker
from pharos.policies.cover.sets import FactKind
from pharos.policies.cover.telling import settled
from pharos.policies.cover.words import Operation, Source

Operand = Value | tuple[str, ...] | tuple[Stay, ...]


class Computing:
    """Settles all facts of one case, computed ones after their operands."""

    def __init__(
        self,
        take: Taker,
        policy: Entry,
        dates: tuple[date | None, date | None],
        kinds: Mapping[str, FactKind],
        path: Path,
    ) -> None:
        self.take = take
        self.policy = policy
        self.dates = {"loss_date": dates[0], "issued": dates[1]}
        self.kinds = kinds
        self.path = path
        self.found: dict[str, Fact] = {}

    def all_facts(self, told: Mapping[str, tuple[Telling, ...]]) -> dict[str, Fact]:
        for name in self.kinds:
            self._fact(name, told)
        return {name: self.found[name] for name in self.kinds}

    def _fact(self, name: str, told: Mapping[str, tuple[Telling, ...]]) -> Fact:
        if name not in self.found:
            kind = self.kinds[name]
            computed = self._computed(kind, told)
            tellings = told.get(name, ())
            if computed is not None:
                tellings = (*tellings, Telling(computed, Source.COMPUTED))
            self.found[name] = settled(kind, tellings)
        return self.found[name]

    def _computed(self, kind: FactKind, told: Mapping[str, tuple[Telling, ...]]) -> Value | None:
        if not kind.computed:
            return None
        operation = kind.computed.operation
        one, other = (self._operand(name, operation, place, told) for place, name in enumerate(kind.computed.operands))
        if one is None or other is None:
            return None
        try:
            return OPERATIONS[operation](one, other)
        except WrongOrder as wrong:
            named = [name.removeprefix("policy.") for name in kind.computed.operands if name.startswith("policy.")]
            self.take.fault("dates_in_wrong_order", (*self.path, *named[:1]), first=wrong.first, last=wrong.last)
            return None

    def _operand(
        self, name: str, operation: Operation, place: int, told: Mapping[str, tuple[Telling, ...]]
    ) -> Operand | None:
        if name in self.dates:
            return self.dates[name]
        if name.startswith("policy."):
            return self.of_policy(name.removeprefix("policy."), operation, place)
        fact = self._fact(name, told)
        return fact.value if fact.state is State.KNOWN else None

    def of_policy(self, name: str, operation: Operation, place: int) -> Operand | None:
        told = self.policy.get(name)
        path = (*self.path, name)
        if told is None or told == "":
            return None
        if operation is Operation.WITHIN and place == 1:
            return tuple(self.take.texts(told, path))
        if operation is Operation.STAY_DAY and place == 0:
            return self._stays(told, path)
        if not isinstance(told, str):
            self.take.fault("not_text", path)
            return None
        if operation is Operation.MINUS:
            return self.take.read(values.number, told, path)
        return told if operation is Operation.WITHIN else self.take.read(values.day, told, path)

    def _stays(self, told: Plain, path: Path) -> tuple[Stay, ...] | None:
        stays = []
        for number, value in enumerate(self.take.listed(told, path)):
            entry = self.take.mapping(value, (*path, number))
            self.take.keys(entry, (*path, number), ("from", "to", "country"))
            first, last = self.take.period(entry, (*path, number))
            if first is None:
                self.take.fault("missing", (*path, number, "from"))
                return None
            stays.append((first, last or date.max))
        return tuple(stays)
