"""The head of a set: its name, whose it is, when it applies, and how money is reckoned."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pharos.policies.cover import values
from pharos.policies.cover.reading.taking import Entry, Taker
from pharos.policies.cover.sets import Exchange, Words
from pharos.policies.cover.words import Basis, RateDate, Rounding, Step

OF_THE_POLICY = "policy"
"""Written as the currency of a set whose amounts are in the policy's own."""

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands above the facts; the fields are those of `RuleSet`."""

    name: str
    version: str
    title: Words
    insurer: str
    products: tuple[str, ...]
    basis: Basis
    first: date | None
    last: date | None
    currency: str
    order: tuple[Step, ...] | None
    rounding: Rounding
    exchange: Exchange | None
    authority: Decimal | None
    source: str


def read_head(take: Taker, entry: Entry) -> Head:
    """The head, with nothings where a fault was found."""
    first, last = take.period(entry, ())
    currency = read_currency(take, take.text(entry, "currency", (), needed=True))
    basis = take.one_of(Basis, take.text(entry, "basis", (), needed=True), ("basis",))
    return Head(
        name=_shaped(take, entry, "set", NAME),
        version=_shaped(take, entry, "version", VERSION),
        title=take.words(entry.get("title"), ("title",), needed=True),
        insurer=take.text(entry, "insurer", (), needed=True),
        products=tuple(take.texts(entry.get("products"), ("products",))),
        basis=basis or Basis.ISSUED,
        first=first,
        last=last,
        currency=currency,
        order=_order(take, entry),
        rounding=take.one_of(Rounding, take.text(entry, "rounding", ()), ("rounding",)) or Rounding.HALF_UP,
        exchange=_exchange(take, entry),
        authority=_authority(take, entry, currency),
        source=take.text(entry, "source", (), needed=True),
    )


def read_currency(take: Taker, text: str) -> str:
    """An ISO 4217 code, or nothing for the policy's own."""
    if text and text != OF_THE_POLICY and not re.fullmatch(r"[A-Z]{3}", text):
        take.fault("not_a_currency", ("currency",), value=text)
    return "" if text == OF_THE_POLICY else text


def _shaped(take: Taker, entry: Entry, key: str, pattern: re.Pattern[str]) -> str:
    text = take.text(entry, key, (), needed=True)
    if text and not pattern.fullmatch(text):
        take.fault("not_a_name", (key,), value=text)
    return text


def _order(take: Taker, entry: Entry) -> tuple[Step, ...] | None:
    words = take.texts(entry.get("order"), ("order",))
    if not words:
        return None
    steps = [take.one_of(Step, word, ("order",)) for word in words]
    if None not in steps and len(set(words)) != len(words):
        take.fault("order_names_each_once", ("order",), allowed=tuple(Step))
    return tuple(step for step in steps if step)


def _exchange(take: Taker, entry: Entry) -> Exchange | None:
    if "exchange" not in entry:
        return None
    told = take.mapping(entry["exchange"], ("exchange",))
    take.keys(told, ("exchange",), ("date", "source"))
    day = take.one_of(RateDate, take.text(told, "date", ("exchange",), needed=True), ("exchange", "date"))
    return Exchange(day, take.text(told, "source", ("exchange",))) if day else None


def _authority(take: Taker, entry: Entry, currency: str) -> Decimal | None:
    text = take.text(entry, "authority", ())
    if text and not currency and not values.named_currency(text):
        found = take.read(values.number, text, ("authority",))
    else:
        found = take.read(lambda told: values.money(told, currency), text, ("authority",))
    return take.positive(found, ("authority",))
