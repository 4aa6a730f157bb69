"""The shape of the house that import-linter cannot see."""

import ast
import re
import statistics
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
FLOORS = (
    ("core",), ("events",), ("vault",), ("journal",), ("people",), ("insurers", "places"), ("mailroom",),
    ("policies", "network", "clinical"), ("cases",), ("contact",), ("medical",), ("twin",), ("site",),
)  # fmt: skip
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}
SOURCES = [path for path in (ROOT / "pharos").rglob("*.py") if "migrations" not in path.parts]
ROOMS = sorted({path.name for path in (ROOT / "pharos").iterdir() if (path / "__init__.py").exists()})


def lines(path: Path) -> int:
    return path.read_text().count("\n")


def test_every_room_has_its_floor():
    assert set(ROOMS) == set(FLOOR)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is_for(room):
    readme = ROOT / "pharos" / room / "README.md"
    assert readme.exists(), f"{room} has no README"
    assert 10 <= lines(readme) <= 120


def test_foreign_keys_point_down():
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in FLOOR
        for field in model._meta.get_fields()
        if field.many_to_one and field.concrete and field.related_model._meta.app_label in FLOOR
        if field.related_model._meta.app_label != model._meta.app_label
        and FLOOR[field.related_model._meta.app_label] >= FLOOR[model._meta.app_label]
    ]
    assert wrong == []


def test_no_file_is_a_house_of_its_own():
    assert [f"{path.relative_to(ROOT)} {lines(path)}" for path in SOURCES if lines(path) > 300] == []
    assert statistics.median(lines(path) for path in SOURCES if lines(path)) < 100


def test_functions_stay_small():
    long = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 40:
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert long == []


def test_no_room_for_everything():
    forbidden = {"utils", "helpers", "common", "manager", "managers", "base_utils", "misc"}
    assert [str(path.relative_to(ROOT)) for path in SOURCES if path.stem in forbidden] == []


LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


@pytest.mark.parametrize(
    "document",
    [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "pharos").glob("*/README.md")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_links_in_the_documents_lead_somewhere(document):
    broken = [
        target
        for target in LINK.findall(document.read_text())
        if not target.startswith(("http://", "https://", "mailto:")) and not (document.parent / target).exists()
    ]
    assert broken == []
