"""What the rows in force say of an item, once no open row can change it any more."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pharos.policies.cover.deciding.compiled import Compiled, ItemMasks, bits
from pharos.policies.cover.deciding.money import ZERO, Borne, Bounds, Limited, Purse, Terms, Unit
from pharos.policies.cover.sets import Limit
from pharos.policies.cover.words import UNITS, Answer

NOTHING_LIMITS = Terms()


@dataclass(frozen=True, order=True)
class Hanging:
    """An amount that hangs on a money fact nobody knows: a share of it, less what was used."""

    fact: str
    per: str
    percent: Decimal
    used: Decimal


@dataclass(frozen=True)
class Outcome:
    """One way an item can turn out. `cited` are the rows it rests on; `hangs` what its amount still hangs on."""

    answer: Answer
    terms: Terms = NOTHING_LIMITS
    cited: int = 0
    hangs: tuple[Hanging, ...] = ()

    @cached_property
    def varies(self) -> tuple[str, ...]:
        """The money facts its amount hangs on."""
        return tuple(sorted({one.fact for one in self.hangs}))

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """Two completions with equal signatures are the same outcome and amount."""
        return self.answer, self.terms.signature, self.hangs


def outcome(rules: Compiled, item: ItemMasks, sure: int, perhaps: int, money: tuple[Purse, Bounds]) -> Outcome | None:
    """None while an open row can still change it."""
    refers, excludes, grants = sure & item.refers, sure & item.excludes, sure & item.grants
    if refers:
        return Outcome(Answer.REFER, cited=refers)
    if grants and excludes:
        return Outcome(Answer.REFER, cited=grants | excludes)
    if perhaps & item.refers:
        return None
    may_grant, may_exclude = perhaps & item.grants, perhaps & item.excludes
    if excludes:
        return None if may_grant else Outcome(Answer.REFUSE, cited=excludes)
    if may_exclude:
        return None
    if grants:
        return _covered(rules, item, sure, perhaps, money)
    return None if may_grant else Outcome(Answer.REFER)


def _covered(rules: Compiled, item: ItemMasks, sure: int, perhaps: int, money: tuple[Purse, Bounds]) -> Outcome | None:
    purse, bounds = money
    open_ = perhaps & ~sure
    limit, hangs, binding = _limit(rules, item, sure & item.caps, purse, bounds)
    if _may_bind(rules, item, open_ & item.caps, limit, money):
        return None
    borne = {number: purse.borne(number, rules.rows[number], bounds) for number in bits(sure & item.deducts)}
    if any(_matters(purse.borne(number, rules.rows[number], bounds)) for number in bits(open_ & item.deducts)):
        return None
    unknown = tuple(_borne_hangs(rules, number) for number, one in borne.items() if one is None)
    kept = tuple(one for one in borne.values() if one is not None and _matters(one))
    units, unit_rows = _units(rules, item, sure & item.caps, purse)
    cited = sure & (item.grants | item.restores) | binding | unit_rows | sum(1 << one.row for one in kept)
    hanging = (*set(hangs), *unknown)
    answer = Answer.COVER if limit is None and not units and not hanging else Answer.UP_TO
    return Outcome(answer, Terms(limit, units, kept), cited, tuple(sorted(hanging)))


def _borne_hangs(rules: Compiled, number: int) -> Hanging:
    deduction = rules.rows[number].deduction
    assert deduction
    assert deduction.amount
    kind = "franchise" if deduction.conditional else f"deducts {deduction.times or ''}"
    return Hanging(deduction.amount.fact, f"{kind} per {deduction.per}", deduction.amount.percent, ZERO)


def _limit(
    rules: Compiled, item: ItemMasks, caps: int, purse: Purse, bounds: Bounds
) -> tuple[Decimal | None, tuple[Hanging, ...], int]:
    """The tightest limit left, what might make it tighter, and the rows that bind."""
    found = [purse.limited(number, rules.rows[number], item.name, bounds) for number in bits(caps)]
    limit = min((one.left for one in found if one.left is not None), default=None)
    hangs = _hanging(rules, found, limit)
    ends = [one.most for one in found if one.fact and not _per_unit(rules, one) and not _loose(one, limit)]
    if limit is not None and any(most is not None and most <= limit for most in ends):
        limit = None
    return limit, hangs, sum(1 << one.row for one in found if one.left is not None and one.left == limit)


def _hanging(rules: Compiled, found: list[Limited], limit: Decimal | None) -> tuple[Hanging, ...]:
    """What may yet make it tighter: amounts in all and amounts of a unit, where nothing known is tighter still."""
    totals: list[Hanging] = []
    units: dict[tuple[str, str], Decimal] = {}
    for one in found:
        if not one.fact:
            continue
        cap = _limit_of(rules, one)
        counted = cap.per in UNITS
        if not _loose(one, limit) and (not counted or one.times is not None):
            times = one.times if counted and one.times is not None else 1
            totals.append(Hanging(one.fact, "", cap.amount.percent * times, one.used))
        if counted and not _tighter_known(rules, one, found):
            key = one.fact, f"{cap.per} after {cap.after}"
            units[key] = min(cap.amount.percent, units.get(key, cap.amount.percent))
    kept = [one for one in dict.fromkeys(totals) if not any(_below(other, one) for other in totals)]
    return (*kept, *(Hanging(fact, per, percent, ZERO) for (fact, per), percent in units.items()))


def _below(one: Hanging, other: Hanging) -> bool:
    """Whether the first is the tighter one, whatever the fact turns out to be."""
    same = one.fact == other.fact and one != other
    return same and one.percent <= other.percent and one.used >= other.used


def _loose(one: Limited, limit: Decimal | None) -> bool:
    return limit is not None and limit <= one.least


def _tighter_known(rules: Compiled, one: Limited, found: list[Limited]) -> bool:
    """Whether a known cap of the same unit allows no more, whatever this one turns out to be."""
    unit = _limit_of(rules, one).per
    return any(not other.fact and _limit_of(rules, other).per == unit and other.low <= one.low for other in found)


def _per_unit(rules: Compiled, one: Limited) -> bool:
    return _limit_of(rules, one).per in UNITS


def _limit_of(rules: Compiled, one: Limited) -> Limit:
    limit = rules.rows[one.row].limit
    assert limit
    return limit


def _may_bind(rules: Compiled, item: ItemMasks, open_: int, limit: Decimal | None, money: tuple[Purse, Bounds]) -> bool:
    """Whether a cap that is still open could be tighter than what is sure."""
    for number in bits(open_):
        row = rules.rows[number]
        assert row.limit
        one = money[0].limited(number, row, item.name, money[1])
        if limit is None or one.least < limit or row.limit.per in UNITS:
            return True
    return False


def _matters(one: Borne | None) -> bool:
    return one is None or bool(one.amount or one.percent)


def _units(rules: Compiled, item: ItemMasks, caps: int, purse: Purse) -> tuple[tuple[Unit, ...], int]:
    """Caps counted by units, the tightest of each, and their rows: a unit is paid where every one of them pays it."""
    found: dict[str, Unit] = {}
    rows = 0
    for number in bits(caps):
        row = rules.rows[number]
        assert row.limit
        if row.limit.per not in UNITS:
            continue
        times, after = purse.units(row, item.name)
        amount = ZERO if times == 0 else purse.amount(row.limit.amount)
        if amount is None:
            continue
        rows |= 1 << number
        one = Unit(row.limit.per, amount, times, 0 if times == 0 else after)
        held = found.get(one.per)
        found[one.per] = one if held is None else _both(one, held)
    return tuple(found[per] for per in sorted(found)), rows


def _both(one: Unit, other: Unit) -> Unit:
    """What two caps of one unit leave together."""
    after = max(one.after, other.after)
    ends = [cap.after + cap.times for cap in (one, other) if cap.times is not None]
    times = max(0, min(ends) - after) if ends else None
    return Unit(one.per, min(one.amount, other.amount), times, after) if times != 0 else Unit(one.per, ZERO, 0)
