"""The small set of docs/rule-sets.md, changed line by line where a test needs it."""

from functools import cache
from pathlib import Path
from typing import Any

from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.engine import Decided, Engine
from pharos.policies.cover.faults import Fault, Faulty
from pharos.policies.cover.reading.cases import read_case
from pharos.policies.cover.reading.sets import Written, read_set

DOCUMENT = Path(__file__).parents[4] / "docs" / "rule-sets.md"


@cache
def text() -> str:
    """The set as the document prints it."""
    page = DOCUMENT.read_text(encoding="utf-8").partition("## A whole small set")[2]
    return page.partition("```yaml\n")[2].partition("```")[0]


def changed(*changes: tuple[str, str]) -> str:
    """The set with some lines written otherwise; each must stand there once."""
    found = text()
    for old, new in changes:
        assert found.count(old) == 1, f"{old!r} stands there {found.count(old)} times"
        found = found.replace(old, new)
    return found


def read(*changes: tuple[str, str]) -> Written:
    return read_set(changed(*changes), catalogue())


def engine(*changes: tuple[str, str]) -> Engine:
    return Engine(read(*changes).rules)


def faults(*changes: tuple[str, str]) -> list[Fault]:
    """What is said of the changed set."""
    try:
        read(*changes)
    except Faulty as faulty:
        return list(faulty.faults)
    return []


CASE = """
policy: {issued: 2026-05-02, born: 1986-03-01, sum_insured: 30000 EUR, options: {diving: yes}}
loss_date: 2026-08-10
facts:
  activity: {value: diving, source: traveller}
  depth_m: {value: 25, source: traveller}
  alcohol: {value: no, source: clinic}
  danger: {value: none, source: operator}
"""


def decided(case: str = CASE, *changes: tuple[str, str]) -> Decided:
    one = engine(*changes)
    return one.decide(read_case(case, one.rules, catalogue()))


def answers(case: str = CASE, *changes: tuple[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = decided(case, *changes).plain()["items"]
    return found


def case_faults(case: str) -> list[Fault]:
    try:
        read_case(case, engine().rules, catalogue())
    except Faulty as faulty:
        return list(faulty.faults)
    return []
