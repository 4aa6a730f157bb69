"""The table of pitfalls names tests that exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "pitfalls.md"


def test_every_pitfall_names_a_proof_that_exists_or_says_that_it_is_open() -> None:
    rows = [
        row for row in PAGE.read_text().splitlines() if row.startswith("|") and not re.match(r"\|(-|\s*seen in)", row)
    ]
    assert len(rows) > 20
    assert [row for row in rows if "::" not in row and "open" not in row] == []


def test_every_test_named_there_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE.read_text()))
    there = {(path, name) for path in {path for path, _name in named} for name in _tests_in(ROOT / path)}
    assert named - there == set()


def _tests_in(path: Path) -> set[str]:
    if not path.exists():
        return set()
    return {one.name for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.FunctionDef)}
