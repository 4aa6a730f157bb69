"""Rows that never matter: their conditions cannot meet, they are always silenced, or they change no answer."""

from collections.abc import Iterator

from pharos.policies.cover.cases import Case
from pharos.policies.cover.checking.findings import Finding, Level
from pharos.policies.cover.checking.search import Found, Search, leaning_on
from pharos.policies.cover.deciding.compiled import Compiled, ItemMasks, bits
from pharos.policies.cover.deciding.forces import forces
from pharos.policies.cover.deciding.money import Purse
from pharos.policies.cover.deciding.outcomes import outcome
from pharos.policies.cover.words import UNITS, Effect


def shadowed(rules: Compiled) -> Iterator[Finding]:
    """An error for a row that is never in force; a warning for one whose absence would change no answer."""
    purse = Purse(rules.rules, Case(currency=rules.rules.currency))
    for place in sorted(range(len(rules.rows)), key=rules.rank.__getitem__):
        row = rules.rows[place]
        if not _possible(rules, place):
            yield Finding(code="never_true", level=Level.ERROR, rows=(row.id,))
        elif row.effect is not Effect.REQUIRES:
            yield from _of(rules, place, purse)


def _possible(rules: Compiled, place: int) -> bool:
    columns = [column for column in rules.columns if column.uses >> place & 1]
    return all(any(not one.false >> place & 1 for one in column.classes) for column in columns)


def _of(rules: Compiled, place: int, purse: Purse) -> Iterator[Finding]:
    """One item in which the row matters is enough; only a row that matters nowhere is looked at in all of them."""
    mine = [item for item in rules.items if item.rows >> place & 1]
    row = rules.rows[place].id
    if all(found.case is None and found.sure for found in (_in_force(rules, item, place) for item in mine)):
        yield Finding(code="always_silenced", level=Level.ERROR, rows=(row,))
        return
    sure = True
    for item in mine:
        found = _changes(rules, item, place, purse)
        if found.case is not None:
            return
        sure = sure and found.sure
    yield Finding(code="changes_nothing" if sure else "shadow_not_ruled_out", level=Level.WARNING, rows=(row,))


def _in_force(rules: Compiled, item: ItemMasks, place: int) -> Found:
    bit = 1 << place

    def verdict(fired: int, open_: int) -> bool | None:
        sure, perhaps = forces(item, fired, open_)
        return True if sure & bit else None if perhaps & bit else False

    return Search(rules, (place,), verdict, item.silencers.get(bit, 0), leaning_on(item, bit)).found()


def _changes(rules: Compiled, item: ItemMasks, place: int, purse: Purse) -> Found:
    """A case in which the item turns out differently without the row.

    Such a case is looked for where little else is in force; an exception is looked for beside what it silences.
    """
    if rules.rows[place].effect is not Effect.RESTORES:
        return _change(rules, item, (place,), purse)
    sure = True
    for target in rules.silences[place]:
        if item.rows >> target & 1:
            found = _change(rules, item, (place, target), purse)
            if found.case is not None:
                return found
            sure = sure and found.sure
    return Found(None, sure)


def _change(rules: Compiled, item: ItemMasks, must: tuple[int, ...], purse: Purse) -> Found:
    bit = 1 << must[0]
    wanted = sum(1 << place for place in must)
    effect = rules.rows[must[0]].effect
    rivals = sum(1 << other for other in bits(item.rows & ~bit) if rules.rows[other].effect is effect)
    unwanted = item.excludes | item.refers | rivals | item.silencers.get(bit, 0)

    def verdict(fired: int, open_: int) -> bool | None:
        sure, perhaps = forces(item, fired, open_)
        if not perhaps & bit or _outdone(rules, item, must[0], sure, purse):
            return False
        with_it = outcome(rules, item, sure, perhaps, (purse, {}))
        without = outcome(rules, item, *forces(item, fired & ~bit, open_ & ~bit), (purse, {}))
        if with_it is None or without is None:
            return None
        return with_it.signature != without.signature

    return Search(rules, must, verdict, unwanted & ~wanted, item.rows).found()


def _outdone(rules: Compiled, item: ItemMasks, place: int, sure: int, purse: Purse) -> bool:
    """Whether a cap is looser than another that is in force for certain."""
    limit = rules.rows[place].limit
    if limit is None or limit.per in UNITS:
        return False
    mine = purse.limited(place, rules.rows[place], item.name, {})
    others = bits(sure & item.caps & ~(1 << place))
    lefts = (purse.limited(other, rules.rows[other], item.name, {}).left for other in others)
    return any(left is not None and mine.left is not None and left <= mine.left for left in lefts)
