"""Every row of a set: those written as rows, and those a table of limits stands for."""

from collections.abc import Iterator, Mapping

from pharos.policies.cover.sets import Amount, Limit, Row, RuleSet, Table, TableRow
from pharos.policies.cover.words import Effect


def all_rows(rules: RuleSet) -> tuple[Row, ...]:
    """Rows in the order of the file, tables after them."""
    return (*rules.rows, *(row for table in rules.tables for row in rows_of(table, rules.groups)))


def rows_of(table: Table, groups: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    """Row 2, column dental is `T1/2/dental`; where it both grants and caps, the cap is `T1/2/dental/limit`."""
    for number, line in enumerate(table.rows, 1):
        for column, told in line.columns.items():
            yield from _cell(table, line, f"{table.id}/{number}/{column}", groups.get(column, (column,)), told)


def _cell(table: Table, line: TableRow, name: str, items: tuple[str, ...], told: Amount | str) -> Iterator[Row]:
    if told == "no":
        yield _made(table, line, name, items, Effect.EXCLUDES)
        return
    if table.effect is Effect.GRANTS:
        yield _made(table, line, name, items, Effect.GRANTS)
    if isinstance(told, Amount):
        limit = Limit(
            amount=told,
            per=table.per,
            times=table.times,
            shared=table.shared and len(items) > 1,
            after=table.after,
            within=table.within,
        )
        suffix = "/limit" if table.effect is Effect.GRANTS else ""
        yield _made(table, line, name + suffix, items, Effect.CAPS, limit)


def _made(
    table: Table, line: TableRow, name: str, items: tuple[str, ...], effect: Effect, limit: Limit | None = None
) -> Row:
    return Row(
        id=name,
        part=table.part,
        clause=table.clause,
        text=table.text,
        effect=effect,
        items=items,
        when={**table.when, **line.when} if table.when else line.when,
        overrides=table.overrides,
        limit=limit,
        source=table.source,
        note=table.note,
    )
