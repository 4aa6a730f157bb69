"""A file that cannot be used is refused with row, column, line and what is allowed; nothing of it is used."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.cells import Interval, written
from pharos.policies.cover.checking.gate import checked
from pharos.policies.cover.engine import Engine
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.reading.sets import read_set
from pharos.policies.cover.reading.taking import Taker
from pharos.policies.cover.sets import FactKind
from pharos.policies.cover.situations import situations_of
from pharos.policies.cover.values import Unreadable, cell_of
from pharos.policies.cover.words import Kind
from pharos.policies.cover_messages.faults import FAULTS, placed
from tests.rules.policies.cover import harbour

COVER = Path(__file__).parents[4] / "pharos" / "policies"


def test_the_set_of_the_document_is_sound_and_its_situations_are_green() -> None:
    written_set = harbour.read()
    take = Taker()
    situations = situations_of(take, written_set.situations)
    result = checked(Engine(written_set.rules), situations, catalogue())
    assert take.faults == []
    assert len(situations) == 5
    assert [one.differences for one in result.situations if not one.green] == []
    assert result.passed


DENTAL = "    items: dental\n    amount: 200"
WRONG = [
    ("unknown_fact", ("when: {activity: diving}", "when: {actvity: diving}"), "X2", "when.actvity", "activity"),
    ("unknown_value", ("when: {activity: diving}", "when: {activity: divng}"), "X2", "when.activity", ""),
    ("not_yes_no", ("when: {alcohol: yes}", "when: {alcohol: sometimes}"), "X1", "when.alcohol", ""),
    ("not_a_number", ('depth_m: "<= 30"', 'depth_m: "<= deep"'), "O1", "when.depth_m", ""),
    ("empty_interval", ('depth_m: "<= 30"', 'depth_m: "> 30 and < 20"'), "O1", "when.depth_m", ""),
    ("unknown_column", (DENTAL, DENTAL.replace("items", "item")), "L2", "item", "items"),
    ("unknown_item", (DENTAL, DENTAL.replace("dental", "dentl")), "L2", "items", "dental"),
    ("other_currency", ("    amount: 200", "    amount: 200 USD"), "L2", "amount", ""),
    ("negative", ("    amount: 200", "    amount: -200"), "L2", "amount", ""),
    ("shared_or_each", ("    amount: sum_insured\n    shared: yes", "    amount: sum_insured"), "L1", "shared", ""),
    ("unknown_row", ("    overrides: [X2]", "    overrides: [X3]"), "O1", "overrides", ""),
    ("restores_nothing", ("    overrides: [X2]", "    overrides: []"), "O1", "overrides", ""),
    ("dates_in_wrong_order", ("from: 2026-01-01", "from: 2026-01-01\nto: 2025-01-01"), "", "to", ""),
    ("not_a_date", ("from: 2026-01-01", "from: 01.01.2026"), "", "from", ""),
    ("order_missing", ("order: [deductible, coinsurance, cap]\n", ""), "", "order", ""),
    ("id_twice", ("  - id: B2-no", "  - id: B2"), "B2", "id", ""),
    ("unknown_part", ("    part: options", "    part: option"), "O1", "part", "options"),
    ("not_in_catalogue", ("  danger: catalogue", "  dangr: catalogue"), "facts dangr", "", "danger"),
    ("not_a_money_fact", ("    amount: sum_insured", "    amount: age"), "L1", "amount", ""),
    ("unknown_fact", ("min: 15000,", "min: 15000, minus: [deep, age],"), "facts sum_insured", "minus", ""),
    ("said_twice", ("    amount: 200", "    amount: 200\n    amount: 300"), "", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "change", "row", "column", "meant"), WRONG, ids=[f"{one[0]}-{one[2]}" for one in WRONG]
)
def test_a_wrong_cell_is_named_by_row_column_and_line(
    code: str, change: tuple[str, str], row: str, column: str, meant: str
) -> None:
    found = [fault for fault in harbour.faults(change) if fault.code == code]
    assert found, harbour.faults(change)
    fault = found[0]
    assert (row in fault.row, fault.column) == (True, column) or code == "said_twice"
    assert fault.line is not None or code == "order_missing"
    assert harbour.changed(change).splitlines()[(fault.line or 1) - 1].strip()
    assert str(fault.facts.get("meant", "")) == meant or not meant
    assert placed(fault)


def test_a_circle_of_overrides_is_refused_and_shown() -> None:
    found = harbour.faults(("    when: {activity: diving}", "    when: {activity: diving}\n    overrides: [O1]"))
    assert [fault.code for fault in found] == ["circle"]
    assert "O1" in str(found[0].facts["rows"])
    assert "X2" in str(found[0].facts["rows"])


def test_every_fault_of_a_file_is_told_at_once() -> None:
    found = harbour.faults(
        ("    amount: 200", "    amount: 200 USD"),
        ("    part: options", "    part: option"),
        ('age: ">= 70"', 'ago: ">= 70"'),
    )
    assert {fault.code for fault in found} >= {"other_currency", "unknown_part", "unknown_fact"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just words",
        "- a\n- list",
        "a: [1, 2",
        "rows: {a: &x 1, b: *x}",
        "set: &a [*a]",
        "[" * 5_000,
        "- " * 5_000 + "x",
        "a: !!python/object:os.system x",
        "rows: 3",
        "facts: [a, b]",
        "\x00",
        "tables: [{rows: [[]]}]",
        "parts: x",
        "situations: {}",
    ],
)
def test_what_is_no_rule_set_is_refused_without_a_crash(text: str) -> None:
    with pytest.raises(Faulty):
        read_set(text, catalogue())


@given(st.text(max_size=200), st.integers(0, 400))
def test_a_spoilt_file_is_read_or_refused_but_never_crashes(noise: str, line: int) -> None:
    lines = harbour.text().splitlines()
    lines.insert(line % len(lines), noise)
    try:
        read_set("\n".join(lines), catalogue())
    except Faulty as faulty:
        for fault in faulty.faults:
            assert placed(fault)


ENDS = st.one_of(st.none(), st.integers(-50, 50))


@given(ENDS, ENDS, st.booleans(), st.booleans())
def test_a_cell_written_down_reads_as_itself(low: int | None, high: int | None, low_out: bool, high_out: bool) -> None:  # noqa: FBT001
    cell = Interval(low, high, low_out and low is not None, high_out and high is not None)
    if (low is None and high is None) or cell.empty:
        return
    assert cell_of(written(cell), FactKind(name="age", kind=Kind.WHOLE)) == cell


@pytest.mark.parametrize("text", ["> 30", "18..60", ">= 1 and < 9", "not diving, work", "yes", "2026-08-31", "1 200"])
def test_a_cell_of_another_type_is_refused(text: str) -> None:
    kinds = [
        FactKind(name="n", kind=Kind.NUMBER),
        FactKind(name="b", kind=Kind.YES_NO),
        FactKind(name="c", kind=Kind.CHOICE, values=("diving", "work")),
        FactKind(name="d", kind=Kind.DATE),
    ]
    fitting = [kind.name for kind in kinds if reads(text, kind)]
    assert len(fitting) == 1


def reads(text: str, kind: FactKind) -> bool:
    try:
        cell_of(text, kind)
    except Unreadable:
        return False
    return True


def test_every_fault_has_its_words() -> None:
    paths = [path for path in COVER.rglob("*.py") if "cover" in str(path) or path.stem == "rulesets"]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    used = set(re.findall(r"""(?:\bFault|\bfault|Unreadable)\(\s*"([a-z_]+)\"""", sources))
    assert len(used) > 50
    assert used - set(FAULTS) == set()
