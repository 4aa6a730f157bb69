"""The decision of one case: every item, what is arranged at once, which duties there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pharos.policies.cover.cases import Case, State
from pharos.policies.cover.cells import Value
from pharos.policies.cover.deciding.columns import Column
from pharos.policies.cover.deciding.compiled import Compiled, ItemMasks, bits
from pharos.policies.cover.deciding.forces import forces
from pharos.policies.cover.deciding.money import Purse, rounded
from pharos.policies.cover.deciding.outcomes import Outcome
from pharos.policies.cover.deciding.paying import most
from pharos.policies.cover.deciding.settling import Settled, Settling
from pharos.policies.cover.sets import ISSUED, LOSS_DATE
from pharos.policies.cover.words import Answer


@dataclass(frozen=True, kw_only=True)
class ItemDecision:
    """The answer for one item. `amount` is the most that can still be paid; `per` names a unit where only units are
    limited. `cited` are places of rows; `ask` facts, the one that settles most first."""

    item: str
    answer: Answer
    amount: Decimal | None = None
    per: str = ""
    cited: tuple[int, ...] = ()
    ask: tuple[str, ...] = ()
    settles: tuple[float, ...] = ()
    final: Outcome | None = None
    could_be: tuple[Outcome, ...] = ()

    @property
    def insured(self) -> bool:
        """Whether it is covered however the missing facts turn out, though not yet up to how much."""
        return bool(self.could_be) and all(one.answer in COVERED for one in self.could_be)


@dataclass(frozen=True, slots=True)
class Decision:
    """All items of one case. `fired` and `open` are masks over the set's rows, `unknown` one over its columns."""

    fired: int
    open: int
    unknown: int
    items: tuple[ItemDecision, ...]


COVERED = (Answer.COVER, Answer.UP_TO)
MEMO = 50_000
"""Decisions remembered for one item of one set; then it begins anew."""


def decide(rules: Compiled, case: Case) -> Decision:
    """Decides every item. Pure: the same set and case give the same decision."""
    return decide_known(rules, known_values(case), case)


def decide_known(rules: Compiled, known: Mapping[str, Value], case: Case) -> Decision:
    """As `decide`, with what is known told already; of the case only its money is read."""
    fired, open_, unknown = evaluated(rules, known)
    money = _money(rules, known, case)
    items: list[ItemDecision] = []
    for item, memo in zip(rules.items, rules.memo, strict=True):
        mine = item.rows
        opens = open_ & mine
        key = (fired & mine, opens, unknown & item.facts if opens else 0, money)
        found = memo.get(key)
        if found is None:
            if len(memo) > MEMO:
                memo.clear()
            twin = rules.twins[len(items)]
            if twin < len(items) and not case.used:  # the same rows speak of both, and nothing was paid for either
                found = replace(items[twin], item=item.name)
            else:
                found = _live(rules, item, (fired, open_, unknown), case)
            memo[key] = found
        items.append(found)
    return Decision(fired, open_, unknown, tuple(items))


def decide_item(rules: Compiled, case: Case, item: str) -> ItemDecision:
    """One item alone, as `decide` decides it."""
    return _item(rules, rules.items[rules.item_at[item]], evaluated(rules, known_values(case)), case)


def unknown_columns(rules: Compiled, unknown: int) -> tuple[Column, ...]:
    """Unknown facts in the order of a diagram."""
    return _in_order(rules, [rules.columns[place] for place in bits(unknown)])


def _money(rules: Compiled, known: Mapping[str, Value], case: Case) -> object:
    """What a decision depends on besides rows: earlier payments, sums amounts hang on, the currency of the policy."""
    if not case.used and not rules.amount_facts:
        return case.currency
    return case.currency, case.used, tuple(known.get(name) for name in rules.amount_facts)


def _item(rules: Compiled, item: ItemMasks, told: tuple[int, int, int], case: Case) -> ItemDecision:
    fired, open_, unknown = told
    columns = unknown_columns(rules, unknown)
    live = open_ & item.rows
    relevant = tuple(column for column in columns if column.uses & live or column.name in rules.amount_facts)
    settled = Settling(rules, item, relevant, _purse(rules, case)).settled(fired, open_)
    return _worded(rules, item.name, settled, case, columns)


def _live(rules: Compiled, item: ItemMasks, told: tuple[int, int, int], case: Case) -> ItemDecision:
    """As `_item`, without the rows that are silenced for certain: they differ from case to case and change nothing.

    What is left decides, whichever item it speaks of.
    """
    fired, open_, unknown = told
    _sure, perhaps = forces(item, fired, open_)
    fired, open_ = fired & perhaps, open_ & perhaps
    facts = sum(1 << place for place in bits(unknown) if rules.columns[place].uses & open_)
    if case.used or rules.amount_facts:
        return _item(rules, item, (fired, open_, unknown), case)
    key = (fired, open_, facts, case.currency)
    found: ItemDecision | None = rules.live.get(key)
    if found is None:
        if len(rules.live) > MEMO:
            rules.live.clear()
        found = rules.live[key] = _item(rules, item, (fired, open_, facts), case)
    return found if found.item == item.name else replace(found, item=item.name)


def _purse(rules: Compiled, case: Case) -> Purse:
    """Where no payment came before, every case has the same purse but for its currency."""
    if case.used or rules.amount_facts:
        return Purse(rules.rules, case)
    purse: Purse | None = rules.purse
    if purse is None or purse.case.currency != case.currency:
        purse = rules.purse = Purse(rules.rules, Case(currency=case.currency))
    return purse


def _in_order(rules: Compiled, unknown: Sequence[Column]) -> tuple[Column, ...]:
    """The order of a diagram: facts many rows test first, those amounts hang on last."""
    return tuple(
        sorted(unknown, key=lambda column: (column.name in rules.amount_facts, -column.uses.bit_count(), column.name))
    )


def known_values(case: Case) -> dict[str, Value]:
    """What is known, by fact, the two dates among them."""
    found = {
        name: fact.value for name, fact in case.facts.items() if fact.state is State.KNOWN and fact.value is not None
    }
    if case.loss_date:
        found[LOSS_DATE] = case.loss_date
    if case.issued:
        found[ISSUED] = case.issued
    return found


def evaluated(rules: Compiled, known: Mapping[str, Value]) -> tuple[int, int, int]:
    """Rows that fired, rows that are open, and the facts nobody knows, all as masks."""
    false = waits = unknown = 0
    told = known.get
    for bit, name, uses, false_rows in rules.lookups:
        value = told(name)
        if value is None:
            waits |= uses
            unknown |= bit
        else:
            false |= false_rows[value]
    live = rules.all & ~false
    return live & ~waits, live & waits, unknown


def _worded(rules: Compiled, name: str, settled: Settled, case: Case, columns: tuple[Column, ...]) -> ItemDecision:
    final = settled.final
    if final is None:
        asks = _ordered(rules, settled, columns)
        return ItemDecision(
            item=name,
            answer=Answer.NEED_FACTS,
            cited=_waiting(rules, settled),
            ask=tuple(ask for ask, _share in asks),
            settles=tuple(share for _ask, share in asks),
            could_be=settled.could_be,
        )
    amount, per = _amount(rules, final, case)
    return ItemDecision(
        item=name,
        answer=final.answer,
        amount=amount,
        per=per,
        cited=in_file_order(rules, final.cited),
        final=final,
        could_be=(final,),
    )


def _amount(rules: Compiled, final: Outcome, case: Case) -> tuple[Decimal | None, str]:
    if final.answer is not Answer.UP_TO:
        return None, ""
    found, per = most(final.terms, rules.rules.order), ""
    if found is None and final.terms.units:
        found, per = final.terms.units[0].amount, final.terms.units[0].per
    return (None if found is None else rounded(found, case.currency, rules.rules.rounding)), per


def _ordered(rules: Compiled, settled: Settled, columns: tuple[Column, ...]) -> list[tuple[str, float]]:
    """The question that settles most first; of equals the one more rows wait for, then the cheaper one."""
    uses = {column.name: (column.uses & settled.waiting).bit_count() for column in columns}
    return sorted(settled.asks, key=lambda ask: (-ask[1], -uses.get(ask[0], 0), rules.costs.get(ask[0], (1, 0))))


def _waiting(rules: Compiled, settled: Settled) -> tuple[int, ...]:
    """Open rows that wait for a fact that still matters."""
    names = {name for name, _share in settled.asks}
    wanted = 0
    for column in rules.columns:
        if column.name in names:
            wanted |= column.uses
    for place in bits(settled.waiting):
        limit = rules.rows[place].limit
        if limit and limit.amount.fact in names:
            wanted |= 1 << place
    return in_file_order(rules, settled.waiting & wanted)


def in_file_order(rules: Compiled, mask: int) -> tuple[int, ...]:
    """Places of rows, as the file has them."""
    return tuple(sorted(bits(mask), key=rules.rank.__getitem__))
