"""Values and cells as people write them, read by the type of their fact."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from pharos.policies.cover.cells import Cell, Interval, Is, OneOf, Ordered, Value
from pharos.policies.cover.sets import FactKind
from pharos.policies.cover.words import Kind

YES = frozenset({"yes", "true", "да", "y"})
NO = frozenset({"no", "false", "нет", "n"})
UNKNOWN = frozenset({"", "unknown", "null", "~", "неизвестно"})
_MONEY = re.compile(r"(-?[\d\s.,]+?)\s*([A-Z]{3})?")
_BETWEEN = re.compile(r"(.+?)\s*\.\.\s*(.+)")
_BOUND = re.compile(r"(>=|<=|>|<|≥|≤)\s*(.+)")
_SIGNS = {"≥": ">=", "≤": "<="}
_DIGITS = re.compile(r"-?\d+(\.\d+)?")


class Unreadable(ValueError):
    """`code` says what is wrong, `facts` what may stand here."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def number(text: str) -> Decimal:
    """A plain decimal number: digits, perhaps a point. Thousands may be set off by spaces."""
    squeezed = re.sub(r"[\s\u00a0\u202f_]", "", text)
    if not _DIGITS.fullmatch(squeezed):
        raise Unreadable("not_a_number", value=text)
    try:
        return Decimal(squeezed)
    except InvalidOperation as error:  # pragma: no cover - the pattern admits only what Decimal reads
        raise Unreadable("not_a_number", value=text) from error


def day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Unreadable("not_a_date", value=text) from error


def money(text: str, currency: str) -> Decimal:
    """An amount in this currency. Raises Unreadable where the text names another, or where none is known."""
    found = _MONEY.fullmatch(text.strip())
    if not found:
        raise Unreadable("not_an_amount", value=text)
    named = found[2] or currency
    if not named:
        raise Unreadable("no_currency", value=text)
    if currency and named != currency:
        raise Unreadable("other_currency", value=text, currency=currency)
    return number(found[1])


def named_currency(text: str) -> str:
    """The currency an amount names itself, or nothing."""
    found = _MONEY.fullmatch(text.strip())
    return (found[2] or "") if found else ""


def value_of(text: str, fact: FactKind) -> Value:
    """A value of the fact's type. Raises Unreadable with what is allowed."""
    if fact.kind is Kind.YES_NO:
        return _yes_no(text)
    if fact.kind is Kind.CHOICE:
        return _choice(text, fact)
    value: Value = _ordered(text, fact)
    if (fact.low is not None and value < fact.low) or (fact.high is not None and value > fact.high):
        raise Unreadable("out_of_bounds", value=text, low=fact.low, high=fact.high)
    return value


def cell_of(text: str, fact: FactKind) -> Cell:
    """A condition on the fact. Raises Unreadable with what is allowed."""
    if fact.kind is Kind.YES_NO:
        return Is(_yes_no(text))
    if fact.kind is Kind.CHOICE:
        return _choices(text, fact)
    return _interval(text.strip(), fact)


def _yes_no(text: str) -> bool:
    word = text.strip().lower()
    if word not in YES | NO:
        raise Unreadable("not_yes_no", value=text)
    return word in YES


def _choice(text: str, fact: FactKind) -> str:
    """One of the values, in whatever case a policy writes it."""
    word = text.strip()
    if word in fact.values:
        return word
    meant = [value for value in fact.values if value.casefold() == word.casefold()]
    if not meant:
        raise Unreadable("unknown_value", value=word, allowed=fact.values)
    return meant[0]


def _choices(text: str, fact: FactKind) -> OneOf:
    bare = text.strip()
    negated = bare.startswith("not ")
    words = [word for word in re.split(r"\s*,\s*", bare.removeprefix("not ").strip()) if word]
    if not words:
        raise Unreadable("empty_cell", allowed=fact.values)
    return OneOf(tuple(sorted({_choice(word, fact) for word in words}, key=fact.values.index)), negated)


def _ordered(text: str, fact: FactKind) -> Ordered:
    if fact.kind is Kind.DATE:
        return day(text)
    if fact.kind is Kind.MONEY:
        return money(text, fact.currency) if fact.currency else _of_policy(text)
    found = number(text)
    if fact.kind is Kind.WHOLE:
        if found != found.to_integral_value():
            raise Unreadable("not_whole", value=text)
        return int(found)
    return found


def _of_policy(text: str) -> Decimal:
    """Figures alone, in a set whose amounts are of the policy's currency."""
    if named_currency(text):
        raise Unreadable("currency_is_the_policys", value=text)
    return number(text)


def _interval(text: str, fact: FactKind) -> Interval:
    between = _BETWEEN.fullmatch(text)
    if between:
        low, high = (_ordered(end, fact) for end in between.groups())
        return _proper(Interval(low, high), text)
    ends = [_BOUND.fullmatch(part.strip()) for part in re.split(r"\s+and\s+", text)]
    if all(ends) and 1 <= len(ends) <= 2:
        return _proper(
            _bounded([(_SIGNS.get(end[1], end[1]), _ordered(end[2], fact)) for end in ends if end], text), text
        )
    if any(ends) or not text:
        raise Unreadable("not_an_interval", value=text)
    only = _ordered(text, fact)
    return Interval(only, only)


def _bounded(ends: list[tuple[str, Ordered]], text: str) -> Interval:
    lows = [(sign, value) for sign, value in ends if sign.startswith(">")]
    highs = [(sign, value) for sign, value in ends if sign.startswith("<")]
    if len(lows) > 1 or len(highs) > 1:
        raise Unreadable("not_an_interval", value=text)
    low_sign, low = lows[0] if lows else ("", None)
    high_sign, high = highs[0] if highs else ("", None)
    return Interval(low, high, low_sign == ">", high_sign == "<")


def _proper(cell: Interval, text: str) -> Interval:
    if cell.empty:
        raise Unreadable("empty_interval", value=text)
    return cell
