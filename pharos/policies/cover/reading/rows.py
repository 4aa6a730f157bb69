"""Rows, and what is arranged at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from pharos.policies.cover import values
from pharos.policies.cover.cells import Cell
from pharos.policies.cover.faults import Path
from pharos.policies.cover.reading.amounts import CAP_COLUMNS, DEDUCTION_COLUMNS, Amounts
from pharos.policies.cover.reading.plain import Plain
from pharos.policies.cover.reading.taking import Entry, Taker, near
from pharos.policies.cover.sets import FactKind, Obligation, Part, Rescue, Row
from pharos.policies.cover.words import Duty, Effect, Kind, Reason

COMMON = ("id", "part", "clause", "text", "effect", "items", "when", "overrides", "from", "to", "source", "note")
OWN: dict[Effect, tuple[str, ...]] = {
    Effect.CAPS: CAP_COLUMNS,
    Effect.DEDUCTS: DEDUCTION_COLUMNS,
    Effect.REQUIRES: ("duty", "within_hours", "met"),
}
ALL = "all"
_EXCEPT = "all except "


@dataclass(frozen=True)
class Names:
    """What a row may name."""

    facts: Mapping[str, FactKind]
    items: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    parts: tuple[Part, ...]


class RowReader:
    """Reads the rows of one set."""

    def __init__(self, take: Taker, names: Names, amounts: Amounts) -> None:
        self.take = take
        self.names = names
        self.amounts = amounts

    def row(self, value: Plain, path: Path) -> Row | None:
        take = self.take
        entry = take.mapping(value, path)
        effect = take.one_of(Effect, take.text(entry, "effect", path, needed=True), (*path, "effect"))
        if effect is None:
            return None
        take.keys(entry, path, (*COMMON, *OWN.get(effect, ())))
        first, last = take.period(entry, path)
        items = self.items(entry.get("items"), (*path, "items"))
        overrides = tuple(take.texts(entry.get("overrides"), (*path, "overrides")))
        if effect is Effect.RESTORES and not overrides:
            take.fault("restores_nothing", (*path, "overrides"))
        return Row(
            id=self.name(entry, path),
            part=self.part(entry, path),
            clause=take.text(entry, "clause", path, needed=True),
            text=take.words(entry.get("text"), (*path, "text"), needed=True),
            effect=effect,
            items=items,
            when=self.when(entry.get("when"), (*path, "when")),
            overrides=overrides,
            first=first,
            last=last,
            limit=self.amounts.limit(entry, path, several=len(items) > 1) if effect is Effect.CAPS else None,
            deduction=self.amounts.deduction(entry, path) if effect is Effect.DEDUCTS else None,
            obligation=self.obligation(entry, path) if effect is Effect.REQUIRES else None,
            source=take.text(entry, "source", path),
            note=take.text(entry, "note", path),
        )

    def name(self, entry: Entry, path: Path) -> str:
        found = self.take.text(entry, "id", path, needed=True)
        if "," in found or found in (ALL, "not"):
            self.take.fault("not_an_id", (*path, "id"), value=found)
        return found

    def part(self, entry: Entry, path: Path) -> str:
        found = self.take.text(entry, "part", path, needed=True)
        known = [part.name for part in self.names.parts]
        if found and found not in known:
            self.take.fault("unknown_part", (*path, "part"), value=found, meant=near(found, known), allowed=known)
        return found

    def when(self, value: Plain | None, path: Path) -> Mapping[str, Cell]:
        cells: dict[str, Cell] = {}
        for name, told in self.take.mapping(value, path).items():
            cell = self.cell(name, told, (*path, name))
            if cell is not None:
                cells[name] = cell
        return {name: cells[name] for name in self.names.facts if name in cells}

    def cell(self, name: str, told: Plain, path: Path) -> Cell | None:
        fact = self.names.facts.get(name)
        if fact is None:
            known = tuple(self.names.facts)
            self.take.fault("unknown_fact", path, value=name, meant=near(name, known))
            return None
        if isinstance(told, list):
            told = ", ".join(self.take.texts(told, path))
        if not isinstance(told, str):
            self.take.fault("not_a_cell", path)
            return None
        if not told:
            self.take.fault("empty_cell", path, allowed=fact.values)
            return None
        return self.take.read(lambda text: values.cell_of(text, fact), told, path)

    def items(self, value: Plain | None, path: Path) -> tuple[str, ...]:
        """The items meant, in the order of the set."""
        if value is None or value == "":
            self.take.fault("missing", path)
            return ()
        if value == ALL:
            return self.names.items
        if isinstance(value, str) and value.startswith(_EXCEPT):
            left_out = self._named(value.removeprefix(_EXCEPT).strip(" []"), path)
            return tuple(item for item in self.names.items if item not in left_out)
        named = self._named(value, path)
        return tuple(item for item in self.names.items if item in named)

    def _named(self, value: Plain, path: Path) -> set[str]:
        found: set[str] = set()
        for word in self.take.texts(value, path):
            known = (*self.names.items, *self.names.groups)
            if word not in known:
                self.take.fault("unknown_item", path, value=word, meant=near(word, known), allowed=known)
            found.update(self.names.groups.get(word, (word,)))
        return found

    def obligation(self, entry: Entry, path: Path) -> Obligation | None:
        take = self.take
        duty = take.one_of(Duty, take.text(entry, "duty", path, needed=True), (*path, "duty"))
        met = take.text(entry, "met", path)
        yes_no = [fact.name for fact in self.names.facts.values() if fact.kind is Kind.YES_NO]
        if met and met not in yes_no:
            take.fault("not_a_yes_no_fact", (*path, "met"), value=met, meant=near(met, yes_no), allowed=yes_no)
        hours = take.whole(entry, "within_hours", path, least=0)
        return Obligation(duty=duty, within_hours=hours, met=met) if duty else None

    def rescue(self, value: Plain, path: Path) -> Rescue | None:
        take = self.take
        entry = take.mapping(value, path)
        take.keys(entry, path, ("id", "clause", "text", "reason", "items", "when", "ceiling"))
        reason = take.one_of(Reason, take.text(entry, "reason", path, needed=True), (*path, "reason"))
        ceiling = (
            self.amounts.fixed(take.text(entry, "ceiling", path), (*path, "ceiling")) if "ceiling" in entry else None
        )
        if reason is None:
            return None
        return Rescue(
            id=self.name(entry, path),
            clause=take.text(entry, "clause", path, needed=True),
            text=take.words(entry.get("text"), (*path, "text"), needed=True),
            reason=reason,
            items=self.items(entry.get("items"), (*path, "items")),
            when=self.when(entry.get("when"), (*path, "when")),
            ceiling=ceiling,
        )
