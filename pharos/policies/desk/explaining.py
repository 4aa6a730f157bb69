"""The whole explanation of a decision in words: what fired, what was overridden, what is open, the arithmetic, and what
would have turned it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pharos.policies.cover.engine import Decided
from pharos.policies.cover.explaining.explanation import explained
from pharos.policies.cover.sets import FactKind, Row
from pharos.policies.cover.words import Answer, Kind, Source
from pharos.policies.cover_messages.answers import language
from pharos.policies.cover_messages.names import SOURCES, item_name, money
from pharos.policies.desk.words import chip, title_of, value_words
from pharos.policies.rules.desk.composing import kinds_of, value_read
from pharos.policies.rules.desk.knowing import DESK_DATES
from pharos.policies.wording import Look

LOOKS = {True: ("covered", "check"), False: ("refused", "no"), None: ("ask", "ask")}


@dataclass(frozen=True, kw_only=True)
class TestWords:
    """One condition: the fact, what the clause wants, what is known and from whom."""

    title: str
    wanted: str
    value: str
    source: str
    status: str
    icon: str


@dataclass(frozen=True, kw_only=True)
class RowWords:
    """A clause with its conditions; `by`: the clauses that override it; `would`: the answer it would have given."""

    id: str
    clause: str
    text: str
    tests: tuple[TestWords, ...] = ()
    by: str = ""
    would: str = ""


@dataclass(frozen=True, kw_only=True)
class ItemWords:
    """One service: its answer, the sums it rests on line by line, and what would have turned it."""

    name: str
    look: Look
    amount: str
    sums: tuple[str, ...]
    nearest: tuple[RowWords, ...]


@dataclass(frozen=True, kw_only=True)
class Explanation:
    set: str
    hash: str
    source: str
    fired: tuple[RowWords, ...]
    silenced: tuple[RowWords, ...]
    open: tuple[RowWords, ...]
    items: tuple[ItemWords, ...]
    out: int


def explanation(decided: Decided) -> Explanation:
    """In the active language."""
    words = _Words(decided)
    told = explained(decided)
    rules = decided.engine.rules
    return Explanation(
        set=f"{rules.title.said(language())}, {rules.label}",
        hash=decided.engine.hash,
        source=rules.source,
        fired=tuple(words.row(one["row"], one["tests"]) for one in told["fired"]),
        silenced=tuple(words.silenced(told["items"].values())),
        open=tuple(words.row(one["row"], one["tests"]) for one in told["open"]),
        items=tuple(words.item(name, one) for name, one in told["items"].items()),
        out=len(told["out"]),
    )


class _Words:
    """What one decision's codes are called."""

    def __init__(self, decided: Decided) -> None:
        self.decided = decided
        self.rows: dict[str, Row] = {row.id: row for row in decided.engine.compiled.rows}
        self.kinds: Mapping[str, FactKind] = {
            **DESK_DATES,
            **kinds_of(decided.engine.rules, decided.case.currency),
        }
        self.amounts = {item.item: item.amount for item in decided.decision.items}

    def row(self, row_id: str, tests: Iterable[Mapping[str, Any]], *, would: str = "") -> RowWords:
        row = self.rows[row_id]
        shown = tuple(self._test(test) for test in tests)
        return RowWords(id=row_id, clause=row.clause, text=row.text.said(language()), tests=shown, would=would)

    def silenced(self, items: Iterable[Mapping[str, Any]]) -> Iterable[RowWords]:
        by: dict[str, dict[str, None]] = {}
        for item in items:
            for one in item["silenced"]:
                by.setdefault(one["row"], {}).update(dict.fromkeys(self.rows[other].clause for other in one["by"]))
        for row_id, clauses in by.items():
            row = self.rows[row_id]
            yield RowWords(id=row_id, clause=row.clause, text=row.text.said(language()), by=", ".join(clauses))

    def item(self, name: str, told: Mapping[str, Any]) -> ItemWords:
        amount = self.amounts[name]
        return ItemWords(
            name=item_name(self.decided.engine.rules, name, language()).capitalize(),
            look=chip(Answer(told["answer"])),
            amount="" if amount is None else money(amount, self.decided.case.currency, language()),
            sums=(*self._limits(told["limits"]), *self._borne(told["borne"])),
            nearest=tuple(
                self.row(one["row"], one["failed"], would=str(chip(Answer(one["would_be"])).word))
                for one in told["nearest"]
            ),
        )

    def _test(self, test: Mapping[str, Any]) -> TestWords:
        kind = self.kinds.get(test["fact"])
        value = value_read(test["value"], kind) if kind and test["value"] is not None else None
        status, icon = LOOKS[test["holds"]]
        return TestWords(
            title=title_of(kind) if kind else test["fact"],
            wanted=cell_words(kind, test["cell"]),
            value=value_words(kind, value, unknown=_("not known")),
            source=str(SOURCES[Source(test["source"])]) if test["source"] else "",
            status=status,
            icon=icon,
        )

    def _limits(self, limits: Sequence[Mapping[str, Any]]) -> Iterable[str]:
        for one in limits:
            facts = {
                "clause": self.rows[one["row"]].clause,
                "allowed": self._sum(one["allowed"]),
                "used": self._sum(one["used"]),
                "left": self._sum(one["left"]),
            }
            line = _("clause %(clause)s: %(allowed)s allowed, %(used)s used, %(left)s left") % facts
            yield f"{line} · {_('this one binds')}" if one["binds"] else line

    def _borne(self, borne: Sequence[Mapping[str, Any]]) -> Iterable[str]:
        for one in borne:
            share = f"{one['percent']} %" if one.get("percent") else self._sum(one.get("left"))
            yield _("clause %(clause)s: the insured bears %(share)s") % {
                "clause": self.rows[one["row"]].clause,
                "share": share,
            }

    def _sum(self, text: str | None) -> str:
        return "—" if text is None else money(Decimal(text), self.decided.case.currency, language())


def cell_words(kind: FactKind | None, cell: str) -> str:
    """What a clause wants, in words: labels of a choice, yes and no, spans as they are written."""
    if kind is None or kind.kind not in (Kind.YES_NO, Kind.CHOICE):
        return f"{cell} {kind.unit}".strip() if kind else cell
    negated, bare = cell.startswith("not "), cell.removeprefix("not ")
    words = [value_words(kind, value_read(one.strip(), kind), unknown=one.strip()) for one in bare.split(",")]
    text = ", ".join(words)
    return _("not %s") % text if negated else text
