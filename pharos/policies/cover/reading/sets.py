"""A whole rule set from a file: every fault by row and column, or a set that can be used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pharos.policies.cover.faults import Fault, Faulty, Path
from pharos.policies.cover.reading import checks
from pharos.policies.cover.reading.amounts import Amounts
from pharos.policies.cover.reading.facts import read_facts
from pharos.policies.cover.reading.head import Head, read_head
from pharos.policies.cover.reading.plain import Plain, line_of, load
from pharos.policies.cover.reading.rows import ALL, Names, RowReader
from pharos.policies.cover.reading.tables import read_table
from pharos.policies.cover.reading.taking import Entry, Taker, near
from pharos.policies.cover.sets import DATE_FACTS, FactKind, Part, RuleSet, Words
from pharos.policies.cover.words import ITEMS

HEAD = (
    "set",
    "version",
    "title",
    "insurer",
    "products",
    "basis",
    "from",
    "to",
    "currency",
    "order",
    "rounding",
    "exchange",
    "authority",
    "source",
)
BODY = ("facts", "items", "own_items", "groups", "parts", "rows", "tables", "arrange_now", "usual", "situations")


@dataclass(frozen=True)
class Written:
    """A set and the situations that stand in the same file, still plain."""

    rules: RuleSet
    situations: list[Plain]
    usual: Plain = field(default_factory=dict)


def read_set(text: str, catalogue: Mapping[str, FactKind]) -> Written:
    """Raises Faulty with every fault, each with row, column and line."""
    plain = load(text)
    try:
        return read_plain(plain, catalogue)
    except Faulty as faulty:
        raise Faulty(placed(faulty.faults, plain, text)) from faulty


def read_plain(plain: Plain, catalogue: Mapping[str, FactKind]) -> Written:
    """From plain values, whatever they were read from. Raises Faulty; its faults carry paths only."""
    take = Taker()
    entry = take.mapping(plain, ())
    take.keys(entry, (), (*HEAD, *BODY))
    rules = _rules(take, entry, catalogue)
    if not take.faults:
        take.faults.extend(checks.whole(rules))
    if take.faults:
        raise Faulty(take.faults)
    situations = entry.get("situations")
    return Written(rules, situations if isinstance(situations, list) else [], entry.get("usual", {}))


def placed(faults: Iterable[Fault], plain: Plain, text: str) -> list[Fault]:
    """The same faults, named by row and column for a reader, with their lines."""
    return [
        replace(
            fault,
            row=fault.row or row_name(fault.path, plain),
            column=fault.column or column_name(fault.path),
            line=fault.line or (line_of(text, fault.path) if fault.path else None),
        )
        for fault in faults
    ]


def row_name(path: Path, plain: Plain) -> str:
    """What a reader calls the row a path lies in: its id, or its place in its list."""
    if len(path) < 2:
        return ""
    here: Plain | None = plain
    for step in path[:2]:
        here = _into(here, step)
    if isinstance(here, dict) and isinstance(here.get("id"), str) and here["id"]:
        name = str(here["id"])
        return f"{name}/{int(path[3]) + 1}" if len(path) > 3 and path[2] == "rows" else name
    return f"{path[0]} {int(path[1]) + 1}" if isinstance(path[1], int) else f"{path[0]} {path[1]}"


def column_name(path: Path) -> str:
    skipped = 1 if len(path) < 2 else 4 if len(path) > 3 and path[2] == "rows" else 2
    return ".".join(str(step) for step in (path[skipped:] if len(path) > 1 else path))


def _into(here: Plain | None, step: str | int) -> Plain | None:
    if isinstance(here, dict):
        return here.get(str(step))
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return here[step]
    return None


def _rules(take: Taker, entry: Entry, catalogue: Mapping[str, FactKind]) -> RuleSet:
    head = read_head(take, entry)
    facts = read_facts(
        take, take.mapping(entry.get("facts"), ("facts",)), ("facts",), currency=head.currency, catalogue=catalogue
    )
    facts = tuple(checks.in_currency(fact, head.currency) for fact in facts)
    own_items = _own_items(take, entry)
    items = _items(take, entry, own_items)
    names = Names(
        facts={fact.name: fact for fact in (*facts, *DATE_FACTS)},
        items=items,
        groups=_groups(take, entry, items),
        parts=_parts(take, entry),
    )
    reader = RowReader(take, names, Amounts(take, head.currency, names.facts))
    return _assembled(take, entry, head, reader, own_items)


def _assembled(take: Taker, entry: Entry, head: Head, reader: RowReader, own_items: Mapping[str, Words]) -> RuleSet:
    def each(key: str) -> Iterable[tuple[Path, Plain]]:
        return (((key, number), value) for number, value in enumerate(take.listed(entry.get(key), (key,))))

    rows = tuple(row for path, value in each("rows") if (row := reader.row(value, path)))
    tables = tuple(table for path, value in each("tables") if (table := read_table(reader, value, path)))
    rescues = tuple(rescue for path, value in each("arrange_now") if (rescue := reader.rescue(value, path)))
    names = reader.names
    fields = {field: getattr(head, field) for field in Head.__dataclass_fields__ if field != "order"}
    checks.order_is_said(take, head.order, rows, tables)
    if head.order:
        fields["order"] = head.order
    return RuleSet(
        **fields,
        facts=tuple(fact for fact in names.facts.values() if fact not in DATE_FACTS),
        items=names.items,
        own_items=own_items,
        groups=names.groups,
        parts=names.parts,
        rows=rows,
        tables=tables,
        rescues=rescues,
    )


def _own_items(take: Taker, entry: Entry) -> dict[str, Words]:
    found = {}
    for code, title in take.mapping(entry.get("own_items"), ("own_items",)).items():
        take.code(code, ("own_items", code))
        if code in ITEMS or code == ALL:
            take.fault("common_item", ("own_items", code), value=code)
        found[code] = take.words(title, ("own_items", code), needed=True)
    return found


def _items(take: Taker, entry: Entry, own: Mapping[str, Words]) -> tuple[str, ...]:
    known = (*ITEMS, *own)
    listed = take.texts(entry.get("items"), ("items",))
    if not listed and not own:
        take.fault("missing", ("items",))
    for item in listed:
        if item not in known:
            take.fault("unknown_item", ("items",), value=item, meant=near(item, known), allowed=known)
    return tuple(dict.fromkeys((*(item for item in listed if item in known), *own)))


def _groups(take: Taker, entry: Entry, items: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    groups = {}
    for name, value in take.mapping(entry.get("groups"), ("groups",)).items():
        take.code(name, ("groups", name))
        if name in items or name == ALL:
            take.fault("name_taken", ("groups", name), value=name)
        members = take.texts(value, ("groups", name))
        for member in members:
            if member not in items:
                take.fault("unknown_item", ("groups", name), value=member, meant=near(member, items), allowed=items)
        groups[name] = tuple(item for item in items if item in members)
    return groups


def _parts(take: Taker, entry: Entry) -> tuple[Part, ...]:
    told = take.mapping(entry.get("parts"), ("parts",))
    if not told:
        take.fault("missing", ("parts",))
    parts = []
    for name, value in told.items():
        path = ("parts", name)
        take.code(name, path)
        inner = take.mapping(value, path)
        take.keys(inner, path, ("title", "overrides"))
        overrides = tuple(take.texts(inner.get("overrides"), (*path, "overrides")))
        for other in overrides:
            if other not in told:
                take.fault(
                    "unknown_part", (*path, "overrides"), value=other, meant=near(other, told), allowed=tuple(told)
                )
            if other == name:
                take.fault("overrides_itself", (*path, "overrides"), value=name)
        parts.append(Part(name, take.words(inner.get("title"), (*path, "title")), overrides))
    return tuple(parts)
