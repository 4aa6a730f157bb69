"""Tables of limits: a column named after a fact holds cells, one named after an item or a group holds amounts."""

from pharos.policies.cover.cells import Cell
from pharos.policies.cover.faults import Path
from pharos.policies.cover.reading.amounts import SHAPE
from pharos.policies.cover.reading.plain import Plain
from pharos.policies.cover.reading.rows import RowReader
from pharos.policies.cover.reading.taking import near
from pharos.policies.cover.sets import Amount, Table, TableRow
from pharos.policies.cover.words import Effect

COLUMNS = ("id", "part", "clause", "text", "effect", *SHAPE, "when", "overrides", "rows", "source", "note")
NO, FULL = "no", "full"


def read_table(reader: RowReader, value: Plain, path: Path) -> Table | None:
    """One table as it is written."""
    take = reader.take
    entry = take.mapping(value, path)
    take.keys(entry, path, COLUMNS)
    effect = take.one_of(Effect, take.text(entry, "effect", path, needed=True), (*path, "effect"))
    if effect not in (None, Effect.GRANTS, Effect.CAPS):
        take.fault("table_grants_or_caps", (*path, "effect"), value=effect)
    told = [
        take.mapping(row, (*path, "rows", number)) for number, row in enumerate(take.listed(entry.get("rows"), path))
    ]
    joint = any(column in reader.names.groups for row in told for column in row)
    shape = reader.amounts.shape(entry, path, several=joint)
    when = reader.when(entry.get("when"), (*path, "when"))
    rows = tuple(_row(reader, dict(row), (*path, "rows", number), effect) for number, row in enumerate(told))
    if not rows:
        take.fault("missing", (*path, "rows"))
    for number, row in enumerate(rows):
        for name in {*when} & {*row.when}:
            take.fault("said_twice", (*path, "rows", number, name), name=name)
    if effect is None:
        return None
    return Table(
        id=reader.name(entry, path),
        part=reader.part(entry, path),
        clause=take.text(entry, "clause", path, needed=True),
        text=take.words(entry.get("text"), (*path, "text"), needed=True),
        effect=effect,
        rows=rows,
        when=when,
        **vars(shape),
        overrides=tuple(take.texts(entry.get("overrides"), (*path, "overrides"))),
        source=take.text(entry, "source", path),
        note=take.text(entry, "note", path),
    )


def _row(reader: RowReader, row: Plain, path: Path, effect: Effect | None) -> TableRow:
    when: dict[str, Cell] = {}
    columns: dict[str, Amount | str] = {}
    known = (*reader.names.facts, *reader.names.items, *reader.names.groups)
    for name, told in reader.take.mapping(row, path).items():
        place = (*path, name)
        if name in reader.names.facts:
            cell = reader.cell(name, told, place) if told != "" else None
            if cell is not None:
                when[name] = cell
        elif name in known:
            amount = _amount(reader, told, place, effect)
            if amount is not None:
                columns[name] = amount
        else:
            reader.take.fault("unknown_column", place, value=name, meant=near(name, known), allowed=known)
    in_order = (*reader.names.items, *reader.names.groups)
    return TableRow(
        when={name: when[name] for name in reader.names.facts if name in when},
        columns={name: columns[name] for name in in_order if name in columns},
    )


def _amount(reader: RowReader, told: Plain, path: Path, effect: Effect | None) -> Amount | str | None:
    if not isinstance(told, str):
        reader.take.fault("not_an_amount", path, value=told)
        return None
    if told == FULL and effect is Effect.CAPS:
        reader.take.fault("full_caps_nothing", path)
    return told if told in (NO, FULL) else reader.amounts.amount(told, path)
