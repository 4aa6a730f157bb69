"""Bills against a decision: each line in turn, what it pays leaving less for the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pharos.policies.cover.cases import Bill, Case, Used
from pharos.policies.cover.deciding.compiled import Compiled
from pharos.policies.cover.deciding.decision import COVERED, ItemDecision, decide_item
from pharos.policies.cover.deciding.money import ZERO, rounded
from pharos.policies.cover.deciding.paying import Reckoned, paid
from pharos.policies.cover.sets import RuleSet
from pharos.policies.cover.words import Answer, RateDate, Reach, Step


@dataclass(frozen=True)
class Settlement:
    """One line settled. `pays` None: not yet known, because the item is not decided or a rate is missing.

    `remainder` is what rounding to the minor unit took (or, negative, gave).
    """

    bill: Bill
    pays: Decimal | None
    steps: tuple[Reckoned, ...] = ()
    remainder: Decimal = ZERO
    needs_rate_of: date | None = None
    needs_rate: bool = False


def settle(rules: Compiled, case: Case) -> tuple[Settlement, ...]:
    """All lines, in their order."""
    found = []
    for bill in case.bills:
        one, used = _line(rules, case, bill)
        found.append(one)
        if used:
            case = replace(case, used=(*case.used, used))
    return tuple(found)


def total(settlements: Sequence[Settlement], item: str = "") -> Decimal | None:
    """What the lines (of one item) pay together; None while one of them is not known."""
    mine = [one.pays for one in settlements if not item or one.bill.item == item]
    return None if not mine or None in mine else sum((pays for pays in mine if pays is not None), ZERO)


def over_authority(rules: RuleSet, case: Case, settlements: Sequence[Settlement]) -> bool | None:
    """Whether this incident, earlier payments for it included, goes beyond what we decide without the insurer."""
    if rules.authority is None:
        return False
    known = sum((one.pays for one in settlements if one.pays is not None), ZERO)
    before = sum((one.amount for one in case.used if one.within in (Reach.INCIDENT, None)), ZERO)
    if known + before > rules.authority:
        return True
    return None if any(one.pays is None for one in settlements) else False


def rate_day(rules: RuleSet, case: Case, bill: Bill) -> date | None:
    """The day whose rate the wording wants for this line, where it is known."""
    wanted = rules.exchange.day if rules.exchange else RateDate.EXPENSE
    return case.loss_date if wanted is RateDate.LOSS else bill.days.get(wanted)


def _line(rules: Compiled, case: Case, bill: Bill) -> tuple[Settlement, Used | None]:
    decision = decide_item(rules, case, bill.item)
    if decision.answer is Answer.REFUSE:
        return Settlement(bill, ZERO), None
    if decision.answer not in COVERED or decision.final is None:
        return Settlement(bill, None), None
    amount, steps = bill.amount, []
    if bill.currency != case.currency:
        day = rate_day(rules.rules, case, bill)
        if bill.rate is None or bill.rate_date is None or day is None or bill.rate_date != day:
            return Settlement(bill, None, needs_rate_of=day, needs_rate=True), None
        amount = bill.amount * bill.rate
        steps.append(Reckoned("exchange", bill.amount, amount))
    return _paid(rules, case, decision, (bill, amount, steps))


def _paid(
    rules: Compiled, case: Case, decision: ItemDecision, line: tuple[Bill, Decimal, list[Reckoned]]
) -> tuple[Settlement, Used]:
    bill, amount, steps = line
    assert decision.final
    order = rules.rules.order
    exact, taken, _left = paid(amount, bill.count, decision.final.terms, order)
    pays = rounded(exact, case.currency, rules.rules.rounding)
    borne = [(rules.rows[place].id, of, share) for step in taken for place, of, share in step.borne]
    deducted = sum((_taken(step) for step in taken if step.step == Step.DEDUCTIBLE), ZERO)
    settlement = Settlement(bill, pays, (*steps, *taken), exact - pays)
    return settlement, Used(
        item=bill.item,
        amount=pays,
        within=Reach.INCIDENT,
        deducted=deducted,
        count=bill.count,
        borne=tuple(borne),
    )


def _taken(step: Reckoned) -> Decimal:
    return ZERO if step.before is None or step.after is None else step.before - step.after
