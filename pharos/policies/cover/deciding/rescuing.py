"""What is arranged at once whatever the decision, and which duties there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pharos.policies.cover.cases import Case
from pharos.policies.cover.cells import Cell, Value
from pharos.policies.cover.deciding.compiled import Compiled, bits
from pharos.policies.cover.deciding.decision import known_values
from pharos.policies.cover.deciding.forces import forces
from pharos.policies.cover.words import Arranging, DutyState


@dataclass(frozen=True)
class Arranged:
    """One clause on help at once, as it stands in this case; `place` is its place in the set."""

    place: int
    answer: Arranging
    ceiling: Decimal | None
    ask: tuple[str, ...] = ()


@dataclass(frozen=True)
class Due:
    """One duty; `place` is its row."""

    place: int
    state: DutyState
    ask: tuple[str, ...] = ()


def arranged(rules: Compiled, case: Case) -> tuple[Arranged, ...]:
    """Every clause that is not ruled out. An unknown danger is asked about first, before any question of cover."""
    known = known_values(case)
    found = []
    for place, rescue in enumerate(rules.rules.rescues):
        holds, missing = held(rescue.when, known)
        if holds is not False:
            answer = Arranging.YES if holds else Arranging.ASK
            found.append(Arranged(place, answer, rescue.ceiling, missing))
    return tuple(found)


def duties(rules: Compiled, case: Case, fired: int, open_: int) -> tuple[Due, ...]:
    """Duties that apply or may apply; one is left out where another row silences it for every item it speaks of."""
    known = known_values(case)
    found = []
    standing = _standing(rules, fired, open_)
    for place in sorted(bits(standing), key=rules.rank.__getitem__):
        row = rules.rows[place]
        assert row.obligation
        met = row.obligation.met
        if open_ >> place & 1:
            missing = tuple(name for name, _cell in rules.conditions[place] if name not in known)
            found.append(Due(place, DutyState.OPEN, missing))
        elif met and met in known:
            found.append(Due(place, DutyState.MET if known[met] is True else DutyState.NOT_MET))
        else:
            found.append(Due(place, DutyState.DUE, (met,) if met else ()))
    return tuple(found)


def held(when: Mapping[str, Cell], known: Mapping[str, Value]) -> tuple[bool | None, tuple[str, ...]]:
    """Whether all conditions hold (None: not known yet), and the facts it waits for."""
    missing = []
    for name, cell in when.items():
        value = known.get(name)
        if value is None:
            missing.append(name)
        elif not cell.holds(value):
            return False, ()
    return (None if missing else True), tuple(missing)


def _standing(rules: Compiled, fired: int, open_: int) -> int:
    """Duties that are not silenced for certain: what silences one for a single item leaves it standing for others,
    and so does a row that is itself silenced, or may be by a row that is still open."""
    standing = (fired | open_) & rules.duties
    contested = standing & rules.silenced_duties
    if not contested:
        return standing
    left = 0
    for item in rules.items:
        _sure, perhaps = forces(item, fired, open_, with_duties=True)
        left |= perhaps & contested
    return standing & ~contested | left
