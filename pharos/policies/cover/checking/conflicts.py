"""Contradictions and gaps: a case in which a grant and an exclusion are both in force, or in which no row decides."""

from collections.abc import Iterator

from pharos.policies.cover.cells import Value
from pharos.policies.cover.checking.findings import Finding, Level
from pharos.policies.cover.checking.search import Found, Search
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
    """Which pairs of rows can hold together at all, fact by fact."""

    def __init__(self, rules: Compiled) -> None:
        self.rules = rules
        self.silences = [set(others) for others in rules.silences]
        self.true: list[dict[str, int]] = [{} for _row in rules.rows]
        for column in rules.columns:
            for place in bits(column.uses):
                holding = (number for number, one in enumerate(column.classes) if not one.false >> place & 1)
                self.true[place][column.name] = sum(1 << number for number in holding)

    def edge(self, one: int, other: int) -> bool:
        """Whether one of the two silences the other."""
        return other in self.silences[one] or one in self.silences[other]

    def compatible(self, one: int, other: int) -> bool:
        mine, theirs = self.true[one], self.true[other]
        return all(theirs[name] & classes for name, classes in mine.items() if name in theirs)

    def simplest(self, one: int, other: int) -> tuple[dict[str, Value], int, int]:
        """Values for the facts the two rows test; the rows these leave alive; the rows that test other facts."""
        case: dict[str, Value] = {}
        false = waits = 0
        mine, theirs = self.true[one], self.true[other]
        for column in self.rules.columns:
            name = column.name
            both = mine.get(name, -1) & theirs.get(name, -1)
            if both < 0:
                waits |= column.uses
                continue
            chosen = column.classes[(both & -both).bit_length() - 1]
            case[name] = chosen.sample
            false |= chosen.false
        return case, self.rules.all & ~false, waits


def _meeting(reach: Reach, item: ItemMasks, pair: tuple[int, int]) -> Finding | None:
    rules = reach.rules
    both = 1 << pair[0] | 1 << pair[1]
    silencers = item.silencers.get(1 << pair[0], 0) | item.silencers.get(1 << pair[1], 0)

    def verdict(fired: int, open_: int) -> bool | None:
        sure, perhaps = forces(item, fired, open_)
        if sure & item.refers or both & ~perhaps:
            return False
        return True if not both & ~sure and not perhaps & item.refers else None

    case, alive, waits = reach.simplest(*pair)
    found = Found(case)
    if verdict(alive & ~waits, alive & waits) is not True:
        found = Search(rules, pair, verdict, silencers | item.refers).found()
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

    found = Search(rules, (), verdict, deciding).found()
    if found.case is not None:
        return Finding(code="gap", level=Level.ERROR, item=item.name, case=found.case)
    if not found.sure:
        return Finding(code="gap_not_ruled_out", level=Level.WARNING, item=item.name)
    return None
