"""Every way the unknown facts can turn out, for one item: is it settled, by what, and which facts still matter.

The completions are folded into a decision diagram with the facts in a fixed order. Equal parts are one node, and a node
whose answers all lead to the same is left out; so the item is settled exactly when one leaf is left, and a fact can
still change the outcome exactly when it stands in the diagram.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pharos.policies.cover.deciding.columns import Column, ValueClass
from pharos.policies.cover.deciding.compiled import Compiled, ItemMasks, bits
from pharos.policies.cover.deciding.forces import forces
from pharos.policies.cover.deciding.money import Purse
from pharos.policies.cover.deciding.outcomes import Outcome, outcome

Narrowed = tuple[tuple[str, tuple[Decimal, Decimal | None]], ...]
REMEMBERED = 200_000
"""Outcomes remembered for rows in force, where no earlier payment and no sum of the policy plays a part. They are of
these rows alone: two items of which the same rows are left come to the same."""
BUDGET = 400
"""Nodes visited before the questions are taken from the open rows instead of the diagram; answers stay exact."""


@dataclass(frozen=True)
class Settled:
    """What is known of an item. `final` is None while two completions differ.

    `asks` are the facts that can still change it, each with the share of its answers that would settle the item;
    `could_be` every outcome still possible (empty where the diagram was cut short).
    """

    final: Outcome | None
    asks: tuple[tuple[str, float], ...] = ()
    could_be: tuple[Outcome, ...] = ()
    waiting: int = 0


class TooMany(Exception):
    """The diagram grows beyond its budget."""


@dataclass
class Diagram:
    """Node 0.. by number: a leaf is its outcome, any other the fact and the nodes its answers lead to."""

    nodes: list[tuple[int, tuple[int, ...]] | Outcome] = field(default_factory=list)
    known: dict[object, int] = field(default_factory=dict)

    def leaf(self, found: Outcome) -> int:
        key = found.signature
        number = self.known.get(key)
        if number is None:
            number = self._add(key, found)
        else:
            held = self.nodes[number]
            assert isinstance(held, Outcome)
            if held.cited | found.cited != held.cited:
                self.nodes[number] = replace(held, cited=held.cited | found.cited)
        return number

    def node(self, column: int, children: tuple[int, ...]) -> int:
        if all(child == children[0] for child in children):
            return children[0]
        key = (column, children)
        number = self.known.get(key)
        return self._add(key, (column, children)) if number is None else number

    def _add(self, key: object, node: tuple[int, tuple[int, ...]] | Outcome) -> int:
        self.nodes.append(node)
        self.known[key] = len(self.nodes) - 1
        return len(self.nodes) - 1


class Settling:
    """One item, one case."""

    def __init__(self, rules: Compiled, item: ItemMasks, unknown: Sequence[Column], purse: Purse) -> None:
        self.rules = rules
        self.item = item
        self.unknown = unknown
        self.classes: tuple[tuple[ValueClass, ...], ...] = ()
        self.purse = purse
        self.diagram = Diagram()
        self.memo: dict[tuple[object, ...], int] = {}
        self.left = BUDGET
        self.later = _tested_later(unknown)
        self.moneyless = not purse.case.used and not rules.amount_facts

    def settled(self, fired: int, open_: int) -> Settled:
        sure, perhaps = forces(self.item, fired, open_)
        found = self._outcome(sure, perhaps, ())
        if found is not None and not found.varies:
            return Settled(found)
        waiting = perhaps & ~sure | self._hanging(perhaps)
        live = open_ & self.item.rows
        amounts = self.rules.amount_facts
        self.classes = tuple(one.classes if one.name in amounts else one.told_apart(live) for one in self.unknown)
        try:
            root = self._built(fired & self.item.rows, open_ & self.item.rows, 0, ())
        except TooMany:
            return self._cut_short(fired, open_, waiting)
        top = self.diagram.nodes[root]
        if isinstance(top, Outcome) and not top.varies:
            return Settled(top)
        reached = self._reached(root)
        return Settled(None, self._asks(root, reached), self._leaves(reached), waiting)

    def _hanging(self, perhaps: int) -> int:
        """Caps in force whose amount nobody knows yet."""
        rows = self.rules.rows
        places = bits(perhaps & self.item.caps) if self.rules.amount_facts else []
        limits = ((place, rows[place].limit) for place in places)
        return sum(1 << place for place, limit in limits if limit and self.purse.amount(limit.amount) is None)

    def _outcome(self, sure: int, perhaps: int, bounds: Narrowed) -> Outcome | None:
        if not self.moneyless:
            return outcome(self.rules, self.item, sure, perhaps, (self.purse, dict(bounds)))
        known: dict[tuple[int, int], Outcome | None] = self.rules.outcomes
        key = (sure, perhaps)
        if key in known:
            return known[key]
        if len(known) > REMEMBERED:
            known.clear()
        found = known[key] = outcome(self.rules, self.item, sure, perhaps, (self.purse, {}))
        return found

    def _built(self, fired: int, open_: int, place: int, bounds: Narrowed) -> int:
        sure, perhaps = forces(self.item, fired, open_)
        fired, open_ = fired & perhaps, open_ & perhaps
        key = (fired, open_, place, bounds)
        number = self.memo.get(key)
        if number is not None:
            return number
        self.left -= 1
        if self.left < 0:
            raise TooMany
        found = self._outcome(sure, perhaps, bounds)
        if found is not None and not self._may_narrow(found, place):
            number = self.diagram.leaf(found)
        else:
            while not self._splits(open_, place, found):
                place += 1
            number = self.diagram.node(place, tuple(self._children(fired, open_, place, bounds)))
        self.memo[key] = number
        return number

    def _splits(self, open_: int, place: int, found: Outcome | None) -> bool:
        column = self.unknown[place]
        return bool(column.uses & open_) or (found is not None and column.name in found.varies)

    def _may_narrow(self, found: Outcome, place: int) -> bool:
        """A sum that is unknown may be known well enough once we know on which side of a cell it lies."""
        return any(column.name in found.varies for column in self.unknown[place:])

    def _children(self, fired: int, open_: int, place: int, bounds: Narrowed) -> list[int]:
        column = self.unknown[place]
        narrows = column.name in self.rules.amount_facts
        found = []
        for fires, opens, one in self._answers(column, fired, open_, place):
            within = bounds
            if narrows and one.low is not None:
                within = (*bounds, (column.name, (one.low, one.high)))
            found.append(self._built(fires, opens, place + 1, within))
        return found

    def _answers(self, column: Column, fired: int, open_: int, place: int) -> Iterator[tuple[int, int, ValueClass]]:
        touched = column.uses & open_
        last = touched & ~self.later[place]
        for one in self.classes[place]:
            left = open_ & ~(one.false & touched)
            done = last & left
            yield fired | done, left ^ done, one

    def _support(self, reached: set[int]) -> tuple[set[int], set[str]]:
        """Columns that stand in the diagram, and money facts amounts hang on."""
        columns: set[int] = set()
        varies: set[str] = set()
        for number in reached:
            node = self.diagram.nodes[number]
            if isinstance(node, Outcome):
                varies.update(node.varies)
            else:
                columns.add(node[0])
        return columns, varies

    def _reached(self, root: int) -> set[int]:
        seen, stack = {root}, [root]
        while stack:
            node = self.diagram.nodes[stack.pop()]
            if not isinstance(node, Outcome):
                new = set(node[1]) - seen
                seen |= new
                stack.extend(new)
        return seen

    def _asks(self, root: int, reached: set[int]) -> tuple[tuple[str, float], ...]:
        columns, varies = self._support(reached)
        alone = float(isinstance(self.diagram.nodes[root], Outcome) and len(varies) == 1)
        asks = {self.unknown[place].name: self._share(root, place) for place in sorted(columns)}
        return tuple({**dict.fromkeys(sorted(varies), alone), **asks}.items())

    def _share(self, root: int, place: int) -> float:
        """The share of a fact's answers after which one outcome is left."""
        answers = len(self.classes[place])
        top = self.diagram.nodes[root]
        if not isinstance(top, Outcome) and top[0] == place:  # no other fact stands above it
            return sum(self._settles(child, place, 0) for child in top[1]) / answers
        return sum(self._settles(root, place, answer) for answer in range(answers)) / answers

    def _settles(self, root: int, place: int, answer: int) -> bool:
        """Whether one leaf is left when one fact's answer is given; the search ends at the second."""
        nodes = self.diagram.nodes
        top = nodes[root]
        if isinstance(top, Outcome):
            return set(top.varies) <= {self.unknown[place].name}
        only = -1
        seen, stack = {root}, [root]
        while stack:
            number = stack.pop()
            node = nodes[number]
            if isinstance(node, Outcome):
                if only >= 0 or not set(node.varies) <= {self.unknown[place].name}:
                    return False
                only = number
                continue
            children = (node[1][answer],) if node[0] == place else node[1]
            for child in children:
                if child not in seen:
                    seen.add(child)
                    stack.append(child)
        return True

    def _leaves(self, reached: set[int]) -> tuple[Outcome, ...]:
        nodes = (self.diagram.nodes[number] for number in sorted(reached))
        return tuple(node for node in nodes if isinstance(node, Outcome))

    def _cut_short(self, fired: int, open_: int, waiting: int) -> Settled:
        """Too many completions for the diagram: settled or not is still found exactly, questions are those open rows
        wait for."""
        only = self._only(fired & self.item.rows, open_ & self.item.rows)
        if only is not None:
            return Settled(only)
        live = open_ & self.item.rows
        asks = tuple((column.name, 0.0) for column in self.unknown if column.uses & live)
        return Settled(None, asks, (), waiting)

    def _only(self, fired: int, open_: int) -> Outcome | None:
        """The outcome of all completions; None as soon as two differ."""
        only: Outcome | None = None
        seen: set[tuple[int, int, int]] = set()
        stack = [(fired, open_, 0)]
        while stack:
            state = stack.pop()
            if state in seen:
                continue
            seen.add(state)
            found = self._outcome(*forces(self.item, *state[:2]), ())
            if found is None:
                stack.extend(self._next(*state))
            elif found.varies or (only is not None and found.signature != only.signature):
                return None
            else:
                cited = found.cited | (only.cited if only else 0)
                only = Outcome(found.answer, found.terms, cited)
        return only

    def _next(self, fired: int, open_: int, place: int) -> Iterator[tuple[int, int, int]]:
        while not self.unknown[place].uses & open_:
            place += 1
        for fires, opens, _one in self._answers(self.unknown[place], fired, open_, place):
            yield fires, opens, place + 1


def _tested_later(unknown: Sequence[Column]) -> list[int]:
    """For each fact, the rows that facts after it test as well."""
    found, later = [], 0
    for column in reversed(unknown):
        found.append(later)
        later |= column.uses
    return found[::-1]
