"""What a newer decision changes of a refusal: item by item, answer and clauses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pharos.policies.cover.words import Answer


class Effect(StrEnum):
    """`OUTCOME`: something refused is no longer refused. `REASONS`: it still is, by other clauses."""

    OUTCOME = "outcome"
    REASONS = "reasons"


@dataclass(frozen=True)
class Changed:
    """One item, as it was refused and as it is answered now. `after` is empty where the newer decision has no such
    item."""

    item: str
    clauses_before: tuple[str, ...]
    after: str
    clauses_after: tuple[str, ...]
    amount: str = ""
    currency: str = ""

    @property
    def effect(self) -> Effect:
        return Effect.REASONS if self.after == Answer.REFUSE else Effect.OUTCOME


def changed(items: Iterable[str], before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Changed, ...]:
    """Of these refused items, those that the newer answer no longer refuses by the same clauses.

    `before` and `now` are `items` of a decision as it is kept: item to `{answer, clauses, amount, currency}`.
    """
    found = []
    for item in items:
        then, after = before.get(item, {}), now.get(item, {})
        was, has = tuple(then.get("clauses", ())), tuple(after.get("clauses", ()))
        if after.get("answer") == Answer.REFUSE and set(was) == set(has):
            continue
        told = {name: str(after.get(name) or "") for name in ("amount", "currency")}
        found.append(Changed(item, was, str(after.get("answer", "")), has, **told))
    return tuple(found)


def effect_of(changes: Iterable[Changed]) -> Effect | None:
    """What the changes come to together; None where nothing changed."""
    effects = {one.effect for one in changes}
    return Effect.OUTCOME if Effect.OUTCOME in effects else Effect.REASONS if effects else None


@dataclass(frozen=True)
class FactChange:
    """One fact, as the refusal was proposed on it and as it is now; empty for not known."""

    fact: str
    before: str
    now: str


def fact_changes(before: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]) -> tuple[FactChange, ...]:
    """Facts whose known value differs, as explanations list them, in the order of the newer one."""
    was = {one["fact"]: str(one["value"] if one["value"] is not None else "") for one in before}
    has = {one["fact"]: str(one["value"] if one["value"] is not None else "") for one in now}
    names = dict.fromkeys((*has, *was))
    return tuple(
        FactChange(name, was.get(name, ""), has.get(name, ""))
        for name in names
        if was.get(name, "") != has.get(name, "")
    )


def from_register(names: Iterable[str], now: Iterable[Mapping[str, Any]]) -> bool:
    """Whether all these facts are the register's word, or computed from it."""
    told = {one["fact"]: {telling["source"] for telling in one["told"]} for one in now}
    sources = [told.get(name, set()) for name in names]
    return any("register" in one for one in sources) and all(one <= {"register", "computed"} for one in sources)
