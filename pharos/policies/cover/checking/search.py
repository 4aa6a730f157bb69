"""Looking for a case: facts are given values one by one until a verdict is certain, or every way has been tried."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pharos.policies.cover.cells import Value
from pharos.policies.cover.deciding.columns import Column, ValueClass
from pharos.policies.cover.deciding.compiled import Compiled, ItemMasks

STEPS = 20_000
"""Ways tried before we say that we do not know."""

Verdict = Callable[[int, int], bool | None]
"""Of rows fired and open: True, found; False, impossible from here on; None, go on."""


@dataclass(frozen=True)
class Found:
    """A case by its facts (those that matter), or none; `sure` is False where the search was given up."""

    case: Mapping[str, Value] | None
    sure: bool = True


class Search:
    """One search over one set. `must` are rows that have to hold; facts they test are decided first. `among` are the
    rows the verdict depends on: values none of them tells apart are tried once, the others take no part."""

    def __init__(self, rules: Compiled, must: Iterable[int], verdict: Verdict, prefer: int, among: int) -> None:
        self.rules = rules
        self.must = sum(1 << place for place in must)
        self.verdict = verdict
        self.prefer = prefer
        self.among = among | self.must
        self.left = STEPS
        self.given: dict[str, Value] = {}

    def found(self) -> Found:
        held = self._tried(self.among, self.rules.columns)
        if held:
            return Found(dict(self.given))
        return Found(None, sure=self.left > 0)

    def _tried(self, alive: int, columns: Sequence[Column]) -> bool:
        self.left -= 1
        if self.left <= 0 or self.must & ~alive:
            return False
        waits = 0
        for column in columns:
            waits |= column.uses
        verdict = self.verdict(alive & ~waits, alive & waits)
        if verdict is not None:
            return verdict
        column = self._next(alive & waits, columns)
        rest = tuple(other for other in columns if other is not column)
        for one in self._classes(column, alive):
            self.given[column.name] = one.sample
            if self._tried(alive & ~one.false, rest):
                return True
            del self.given[column.name]
        return False

    def _next(self, open_: int, columns: Sequence[Column]) -> Column:
        """Facts of rows that must hold, then of rows we would rather see or not see, then any."""
        for wanted in (self.must & open_, self.prefer & open_, open_):
            best = max(columns, key=lambda column: (column.uses & wanted).bit_count())
            if best.uses & wanted:
                return best
        return columns[0]

    def _classes(self, column: Column, alive: int) -> Iterable[ValueClass]:
        """Values that keep all rows that must hold; those that make most preferred rows false come first."""
        fitting: dict[int, ValueClass] = {}
        for one in column.classes:
            if not one.false & self.must:
                fitting.setdefault(one.false & alive, one)
        wanted = self.prefer & alive
        return (
            sorted(fitting.values(), key=lambda one: -(one.false & wanted).bit_count()) if wanted else fitting.values()
        )


def leaning_on(item: ItemMasks, rows: int) -> int:
    """These rows with all that can silence them, and what can silence those."""
    found, waiting = rows, rows & item.contested
    while waiting:
        bit = waiting & -waiting
        new = item.silencers[bit] & ~found
        found |= new
        waiting = (waiting ^ bit) | new & item.contested
    return found
