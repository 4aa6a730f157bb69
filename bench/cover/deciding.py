"""Decisions a second, loading, and the checks."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bench.cover.loading import loading
from bench.cover.making import Ground, as_case, ground
from bench.cover.rivals import engines
from bench.table import show
from pharos.policies.cover.cells import Value
from pharos.policies.cover.checking.conflicts import contradictions, gaps
from pharos.policies.cover.checking.shadows import shadowed
from pharos.policies.cover.deciding.compiled import Compiled, bits
from pharos.policies.cover.deciding.decision import Decision, decide, decide_known, evaluated
from pharos.policies.cover.engine import Engine
from pharos.policies.cover.explaining.explanation import explained
from pharos.policies.cover.explaining.questions import by_rows, in_order
from pharos.policies.cover.explaining.rows import why_not
from pharos.policies.cover.sets import Part

Known = dict[str, Value]
MONEY = as_case({})
MANY = 20_000


def run() -> None:
    table = ground(60, MANY)
    rows = [*_ours(table), *_others(table)]
    head = ("engine", "gives", "facts known", "decisions/s")
    hits = sum(evaluated(table.compiled, case)[0].bit_count() for case in table.cases) / MANY
    note = (
        f"60 rows x 10 facts, 8 items, {hits:.1f} rows hold in the mean; {MANY:,} different random cases; CPU time of "
        "one process, the best of several runs.\n'first time': nothing is remembered; 'after others': half as many "
        "other cases were decided before; 'again': these very cases were.\nOther engines only name the rows that fired."
    )
    show("Cover decided", head, rows, note=note)
    big = ground(600, 2_000)
    show("600 rows x 10 facts", head, _rows_only(big, "600 rows"))
    loading()
    _checks()
    _panel(table)


def _ours(table: Ground) -> list[tuple[object, ...]]:
    found = _rows_only(table, "pharos cover")
    ways: tuple[tuple[str, Callable[[Known], object], list[Known], str], ...] = (
        ("all items", lambda case: decide_known(table.compiled, case, MONEY), table.cases, "10 of 10"),
        ("all items, rows, questions in order", lambda case: _asked(table.compiled, case), table.asked, "8 of 10"),
    )  # fmt: skip
    for gives, work, cases, known in ways:
        found.append(("pharos cover, first time", gives, known, _fresh(table, work, cases)))
        found.append(("pharos cover, after others", gives, known, _after(table, work, cases)))
        found.append(("pharos cover, again", gives, known, _rate(work, cases)))
    everything = _rate(lambda case: _all(table, case), table.asked)
    found.append(("pharos cover, again", "the same, and why not for every row", "8 of 10", everything))
    engine = Engine(table.rules)
    whole = lambda case: explained(engine.decide(as_case(case)))  # noqa: E731
    found.append(("pharos cover", "the whole explanation as JSON", "8 of 10", _rate(whole, table.asked[:1_000], 2)))
    return found


def _rows_only(table: Ground, name: str) -> list[tuple[object, ...]]:
    return [
        (name, "rows fired and open", "8 of 10", _rate(lambda case: evaluated(table.compiled, case), table.asked)),
        (name, "the same, and questions by open rows", "8 of 10", _rate(lambda case: _rows(table, case), table.asked)),
    ]


def _rows(table: Ground, case: Known) -> object:
    fired, open_, unknown = evaluated(table.compiled, case)
    return fired, open_, by_rows(table.compiled, open_, unknown)


def _others(table: Ground) -> list[tuple[object, ...]]:
    expected = [
        {table.compiled.rows[place].id for place in bits(evaluated(table.compiled, one)[0])} for one in table.cases
    ]
    found = []
    for name, engine, count in engines(table):
        cases = table.cases[:count]
        wrong = sum(engine(case) != rows for case, rows in zip(cases[:200], expected, strict=False))
        gives = "rows fired only" + (f"; {wrong} of {len(cases[:200])} wrong" if wrong else "")
        found.append((name, gives, "10 of 10", _rate(engine, cases, 2)))
    return found


def _asked(rules: Compiled, case: Known) -> tuple[Decision, list[str]]:
    decision = decide_known(rules, case, MONEY)
    return decision, in_order(rules, decision)


def _all(table: Ground, case: Known) -> object:
    return _asked(table.compiled, case), why_not(table.compiled, case)


def forget(rules: Compiled) -> None:
    """Nothing remembered of any case."""
    rules.outcomes.clear()
    rules.live.clear()
    for memo in rules.memo:
        memo.clear()
    for column in rules.columns:
        column.false_rows.clear()
        column.told_apart_by.clear()


def _rate(work: Callable[[Known], object], cases: Sequence[Known], times: int = 5) -> str:
    best = min(_spent(work, cases) for _ in range(times))
    return f"{len(cases) / best:,.0f}"


def _fresh(table: Ground, work: Callable[[Known], object], cases: Sequence[Known]) -> str:
    spent = []
    for _ in range(3):
        forget(table.compiled)
        spent.append(_spent(work, cases))
    return f"{len(cases) / min(spent):,.0f}"


def _after(table: Ground, work: Callable[[Known], object], cases: Sequence[Known]) -> str:
    """The second half of the cases, when only the first half was seen."""
    forget(table.compiled)
    half = len(cases) // 2
    _spent(work, cases[:half])
    return f"{half / _spent(work, cases[half:]):,.0f}"


def _spent(work: Callable[[Known], object], cases: Sequence[Known]) -> float:
    start = time.process_time()
    for case in cases:
        work(case)
    return time.process_time() - start


_CHECKS = (("contradictions", contradictions), ("gaps with a witness", gaps), ("shadowed rows", shadowed))


def _checks() -> None:
    rows = []
    for size in (60, 150):
        rules = ground(size, 1).rules
        rules = Compiled(replace(rules, parts=tuple(Part(part.name) for part in rules.parts)))
        for name, check in _CHECKS:
            spent = []
            for _ in range(3):
                start = time.process_time()
                found = len(list(check(rules)))
                spent.append(time.process_time() - start)
            rows.append((name, size, found, f"{min(spent) * 1000:.1f}"))
    show(
        "Checks of a random set without edges between its parts (each finding with its case)",
        ("check", "rows", "found", "ms"),
        rows,
    )


def _panel(table: Ground) -> None:
    """The worst moment: nothing known yet, and as facts come in."""
    rows = []
    names = sorted(table.cases[0])
    for known in (0, 2, 4, 6, 8, 10):
        spent = []
        for case in table.cases[:20]:
            forget(table.compiled)
            told = as_case({name: case[name] for name in names[:known]})
            start = time.process_time()
            decide(table.compiled, told)
            spent.append(time.process_time() - start)
        rows.append((f"{known} of 10", f"{sorted(spent)[10] * 1000:.1f}", f"{max(spent) * 1000:.1f}"))
    show("One decision at the desk, nothing remembered", ("facts known", "ms, median of 20", "ms, worst"), rows)
