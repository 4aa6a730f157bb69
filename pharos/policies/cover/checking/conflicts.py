"""Contradictions and gaps: a case in which a grant and an exclusion are both in force, or in which no row decides."""

from collections.abc import Iterator
from operator import and_

from pharos.policies.cover.cells import Value
from pharos.policies.cover.checking.findings import Finding, Level
from pharos.policies.cover.checking.search import Found, Search, leaning_on
from pharos.policies.cover.deciding.columns import ValueClass
from pharos.policies.cover.deciding.compiled import Compiled, ItemMasks, bits
from pharos.policies.cover.deciding.forces import forces


def contradictions(rules: Compiled) -> Iterator[Finding]:
    """Every grant and exclusion without an edge that can meet, each pair once, shown by a case."""
    reach = Reach(rules)
    seen: set[tuple[int, int]] = set()
    for item in rules.items:
        for grant in bits(item.grants):
            for exclusion in bits(item.excludes):
                pair = grant, exclusion
                if pair in seen or reach.edge(*pair) or not reach.compatible(*pair):
                    continue
                found = _meeting(reach, item, pair)
                if found is not None:
                    seen.add(pair)
                    yield found


def gaps(rules: Compiled) -> Iterator[Finding]:
    """For each item, one case that no clause decides; items with the same gap are one finding."""
    by_case: dict[tuple[object, ...], tuple[list[str], Finding]] = {}
    for item in rules.items:
        found = _gap(rules, item)
        if found is None:
            continue
        key = (found.code, tuple(sorted((found.case or {}).items(), key=str)))
        by_case.setdefault(key, ([], found))[0].append(item.name)
    for items, found in by_case.values():
        yield Finding(code=found.code, level=found.level, items=tuple(items), item=items[0], case=found.case)


class Reach:
    """Which pairs of rows can hold together at all, fact by fact.

    `true` has for every row, column by column, the classes of values that make it true; -1 where it does not ask.
    """

    def __init__(self, rules: Compiled) -> None:
        self.rules = rules
        self.silences = [set(others) for others in rules.silences]
        by_column = []
        for column in rules.columns:
            mine = [-1] * len(rules.rows)
            for place in bits(column.uses):
                holding = (number for number, one in enumerate(column.classes) if not one.false >> place & 1)
                mine[place] = sum(1 << number for number in holding)
            by_column.append(mine)
        self.true: list[tuple[int, ...]] = list(zip(*by_column, strict=True)) or [()] * len(rules.rows)
        self.classes = [tuple((1 << n, one.false, one) for n, one in enumerate(it.classes)) for it in rules.columns]
        self.asked = [(column.name, column.uses) for column in rules.columns]

    def edge(self, one: int, other: int) -> bool:
        """Whether one of the two silences the other."""
        return other in self.silences[one] or one in self.silences[other]

    def compatible(self, one: int, other: int) -> bool:
        return all(map(and_, self.true[one], self.true[other]))

    def simplest(self, one: int, other: int, unwanted: int) -> dict[str, Value] | None:
        """Values that make both rows true and every unwanted row false, fact by fact and without ever going back; None
        where that way leads nowhere."""
        case: dict[str, Value] = {}
        free = []
        for number, both in enumerate(map(and_, self.true[one], self.true[other])):
            name, uses = self.asked[number]
            if both < 0:
                free.append(number)
                continue
            place = (both & -both).bit_length() - 1
            chosen = self.rules.columns[number].classes[place]
            if uses & unwanted:
                if both & (both - 1):
                    chosen = self._best(number, both, unwanted)
                unwanted &= ~chosen.false
            case[name] = chosen.sample
        for number in free if unwanted else ():
            if self.asked[number][1] & unwanted:
                chosen = self._best(number, -1, unwanted)
                if chosen.false & unwanted:
                    unwanted &= ~chosen.false
                    case[self.asked[number][0]] = chosen.sample
        return None if unwanted else case

    def _best(self, column: int, allowed: int, unwanted: int) -> ValueClass:
        """Of these classes the one that makes most unwanted rows false."""
        most, found = -1, self.classes[column][0][2]
        for bit, false, one in self.classes[column]:
            if allowed & bit:
                killed = (false & unwanted).bit_count()
                if killed > most:
                    most, found = killed, one
        return found


def _meeting(reach: Reach, item: ItemMasks, pair: tuple[int, int]) -> Finding | None:
    rules = reach.rules
    both = 1 << pair[0] | 1 << pair[1]
    silencers = item.silencers.get(1 << pair[0], 0) | item.silencers.get(1 << pair[1], 0)

    def verdict(fired: int, open_: int) -> bool | None:
        sure, perhaps = forces(item, fired, open_)
        if sure & item.refers or both & ~perhaps:
            return False
        return True if not both & ~sure and not perhaps & item.refers else None

    unwanted = silencers | item.refers
    case = reach.simplest(*pair, unwanted)
    found = Found(case)
    if case is None:
        found = Search(rules, pair, verdict, unwanted, leaning_on(item, both | item.refers)).found()
    names = tuple(rules.rows[place].id for place in pair)
    if found.case is not None:
        return Finding(code="contradiction", level=Level.ERROR, rows=names, item=item.name, case=found.case)
    if not found.sure:
        return Finding(code="contradiction_not_ruled_out", level=Level.WARNING, rows=names, item=item.name)
    return None


def _gap(rules: Compiled, item: ItemMasks) -> Finding | None:
    deciding = item.grants | item.excludes | item.refers
    safe = sum(1 << place for place in bits(deciding) if not item.silencers.get(1 << place, 0) & ~deciding)

    def verdict(fired: int, open_: int) -> bool | None:
        if fired & safe:  # either this row is in force, or one that silences it and decides as well
            return False
        sure, perhaps = forces(item, fired, open_)
        if sure & deciding:
            return False
        return True if not perhaps & deciding else None

    found = Search(rules, (), verdict, deciding, leaning_on(item, deciding)).found()
    if found.case is not None:
        return Finding(code="gap", level=Level.ERROR, item=item.name, case=found.case)
    if not found.sure:
        return Finding(code="gap_not_ruled_out", level=Level.WARNING, item=item.name)
    return None
