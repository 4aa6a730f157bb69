"""Other engines on the same table. Each takes a case and names the rows that hold."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from bench.cover.making import Ground
from pharos.policies.cover.cells import Interval, OneOf, Value
from pharos.policies.cover.sets import Row
from pharos.policies.cover.words import Kind

Engine = Callable[[dict[str, Value]], set[str]]


def engines(ground: Ground) -> Iterator[tuple[str, Engine, int]]:
    """Name, engine, and how many cases are a fair sample of its time."""
    yield "naive loop in Python", naive(ground), 20_000
    makers = (
        ("zen-engine, collect", zen_engine, 2_000),
        ("zen-engine, with trace", zen_traced, 1_000),
        ("common-expression-language, one list", cel_rust, 2_000),
        ("cel-expr-python, one list", cel_cpp, 4_000),
        ("cel-python, 60 programs", cel_python, 20),
    )
    for name, make, cases in makers:
        try:
            yield name, make(ground), cases
        except ImportError:
            print(f"{name}: not installed (uv sync --group bench)")


def naive(ground: Ground) -> Engine:
    rows = [(row.id, [(name, cell.holds) for name, cell in row.when.items()]) for row in ground.rules.rows]
    return lambda case: {name for name, tests in rows if all(holds(case[fact]) for fact, holds in tests)}


def zen_engine(ground: Ground, trace: bool = False) -> Engine:  # noqa: FBT001
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(_jdm(ground)))
    if trace:
        return lambda case: {one["row"] for one in decision.evaluate(case, {"trace": True})["result"] or ()}
    return lambda case: {one["row"] for one in decision.evaluate(case)["result"] or ()}


def zen_traced(ground: Ground) -> Engine:
    return zen_engine(ground, trace=True)


def cel_rust(ground: Ground) -> Engine:
    import cel

    program = cel.compile(_one_list(ground))
    return lambda case: set(program.execute(case)) - {""}


def cel_cpp(ground: Ground) -> Engine:
    from cel_expr_python import cel

    kinds = {fact.name: cel.Type.STRING if fact.kind is Kind.CHOICE else cel.Type.INT for fact in ground.rules.facts}
    program = cel.NewEnv(variables=kinds).compile(_one_list(ground))
    return lambda case: {_text(one) for one in program.eval(data=case).value()} - {""}


def cel_python(ground: Ground) -> Engine:
    import celpy

    environment = celpy.Environment()
    programs = [(row.id, environment.program(environment.compile(_cel(row)))) for row in ground.rules.rows]
    return lambda case: {name for name, program in programs if program.evaluate(celpy.json_to_cel(case))}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value.value())


def _one_list(ground: Ground) -> str:
    return "[" + ", ".join(f'{_cel(row)} ? "{row.id}" : ""' for row in ground.rules.rows) + "]"


def _cel(row: Row) -> str:
    return "(" + " && ".join(_cel_cell(name, cell) for name, cell in row.when.items()) + ")"


def _cel_cell(name: str, cell: object) -> str:
    if isinstance(cell, OneOf):
        inside = f"{name} in {json.dumps(list(cell.values))}"
        return f"!({inside})" if cell.negated else inside
    assert isinstance(cell, Interval)
    return f"{name} >= {cell.low} && {name} {'<' if cell.high_out else '<='} {cell.high}"


def _jdm(ground: Ground) -> dict[str, Any]:
    """The same table as GoRules' JSON decision model."""
    place = {"x": 0, "y": 0}
    inputs = [{"id": fact.name, "name": fact.name, "field": fact.name} for fact in ground.rules.facts]
    rules = [
        {"_id": row.id, "out": f"'{row.id}'", **{name: _zen_cell(cell) for name, cell in row.when.items()}}
        for row in ground.rules.rows
    ]
    table = {
        "hitPolicy": "collect",
        "inputs": inputs,
        "outputs": [{"id": "out", "name": "row", "field": "row"}],
        "rules": rules,
    }
    return {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": place},
            {"id": "table", "type": "decisionTableNode", "name": "table", "position": place, "content": table},
            {"id": "end", "type": "outputNode", "name": "end", "position": place},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "2", "sourceId": "table", "targetId": "end", "type": "edge"},
        ],
    }


def _zen_cell(cell: object) -> str:
    if isinstance(cell, OneOf):
        values = ", ".join(f"'{value}'" for value in cell.values)
        return f"not($ in [{values}])" if cell.negated else values
    assert isinstance(cell, Interval)
    return f">= {cell.low} and {'<' if cell.high_out else '<='} {cell.high}"
