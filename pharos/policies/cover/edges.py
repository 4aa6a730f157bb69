"""Which row silences which: edges written at rows, and those that follow from the parts."""

from collections.abc import Mapping, Sequence

from pharos.policies.cover.sets import Part, Row
from pharos.policies.cover.words import Effect

GIVING = (Effect.GRANTS, Effect.RESTORES)


def opposite(one: Row, other: Row) -> bool:
    """A grant or an exception on one side, an exclusion on the other."""
    return (one.effect in GIVING and other.effect is Effect.EXCLUDES) or (
        other.effect in GIVING and one.effect is Effect.EXCLUDES
    )


def table_of(row: Row) -> str:
    """The table a row stands for a cell of; empty for a row that was written as one."""
    return row.id.partition("/")[0] if "/" in row.id else ""


def edges(rows: Sequence[Row], parts: Sequence[Part]) -> tuple[tuple[int, ...], ...]:
    """By the place of a row, the places of the rows it silences where both speak of an item."""
    of_part: dict[str, list[int]] = {}
    place: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        of_part.setdefault(row.part, []).append(number)
        place.setdefault(row.id, []).append(number)
        if "/" in row.id:
            place.setdefault(table_of(row), []).append(number)
    below = {part.name: part.overrides for part in parts}
    return tuple(_of(number, rows, (of_part, place, below)) for number in range(len(rows)))


def _of(
    number: int,
    rows: Sequence[Row],
    known: tuple[Mapping[str, list[int]], Mapping[str, list[int]], Mapping[str, tuple[str, ...]]],
) -> tuple[int, ...]:
    of_part, place, below = known
    row = rows[number]
    found: set[int] = set()
    for name in row.overrides:
        found.update(place.get(name, ()))
        found.update(
            other for other in of_part.get(name, ()) if opposite(row, rows[other]) and not _siblings(row, rows[other])
        )
    for part in below.get(row.part, ()):
        found.update(other for other in of_part.get(part, ()) if opposite(row, rows[other]))
    shared = set(row.items)
    return tuple(sorted(other for other in found if other != number and not shared.isdisjoint(rows[other].items)))


def _siblings(one: Row, other: Row) -> bool:
    """Cells of one table: its rows part them already."""
    return bool(table_of(one)) and table_of(one) == table_of(other)


def cycle(graph: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Rows that silence each other in a circle, each the next; empty when there is none."""
    done: set[int] = set()
    for start in range(len(graph)):
        trail: list[int] = []
        found = _walk(start, graph, done, trail)
        if found:
            return found
    return ()


def _walk(start: int, graph: Sequence[tuple[int, ...]], done: set[int], trail: list[int]) -> tuple[int, ...]:
    stack = [(start, iter(graph[start]))]
    trail.append(start)
    on_trail = {start}
    while stack:
        node, left = stack[-1]
        step = next(left, None)
        if step is None:
            stack.pop()
            trail.pop()
            on_trail.discard(node)
            done.add(node)
        elif step in on_trail:
            return tuple(trail[trail.index(step) :])
        elif step not in done:
            stack.append((step, iter(graph[step])))
            trail.append(step)
            on_trail.add(step)
    return ()
