"""What a run over past decisions found: counted, filtered, sorted, and as rows of a file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pharos.policies import rulesets
from pharos.policies.cover.sets import RuleSet
from pharos.policies.models import Redecision
from pharos.policies.publishing.words import STATES, TURNS, Worded, worded
from pharos.policies.rules.safe_csv import safe_cell

PAGE = 50
SORTS = {
    "worse": "array_position(array['worse', 'mixed', 'unreadable', 'open', 'better'], c.turn::text), c.id",
    "better": "array_position(array['better', 'mixed', 'open', 'unreadable', 'worse'], c.turn::text), c.id",
    "case": "k.number nulls last, c.id",
    "newest": "c.decision_id desc",
}
_ROWS = """
select c.decision_id, c.case_id, coalesce(k.number, ''), coalesce(k.state, 'open'), c.set_label, c.turn, c.changes,
       d.decided_at
from policies_outcomechange c
join policies_coverdecision d on d.id = c.decision_id
left join policies_caseknown k on k.case_id = c.case_id
where c.run_id = %(run)s
  and (%(turn)s = '' or c.turn = %(turn)s)
  and (%(about)s = '' or %(about)s = any(c.about))
  and (%(state)s = '' or coalesce(k.state, 'open') = %(state)s)
"""
_BY_STATE = """
select coalesce(k.state, 'open'), count(*) from policies_outcomechange c
left join policies_caseknown k on k.case_id = c.case_id where c.run_id = %s group by 1
"""
_ABOUT = "select distinct unnest(about) from policies_outcomechange where run_id = %s order by 1"


@dataclass(frozen=True)
class Wanted:
    """What of the list is shown. Empty: all of it."""

    turn: str = ""
    about: str = ""
    state: str = ""
    sort: str = "worse"
    page: int = 1

    @property
    def facts(self) -> dict[str, str]:
        return {"turn": self.turn, "about": self.about, "state": self.state}


@dataclass(frozen=True)
class Row:
    """One decision that would come out otherwise."""

    decision: Any
    case: Any
    number: str
    state: str
    set_label: str
    turn: str
    lines: tuple[Worded, ...]
    decided_at: Any


def rows(run: Redecision, wanted: Wanted, *, most: int = PAGE) -> list[Row]:
    """A page of them, and one row more where there is a further page."""
    order = SORTS.get(wanted.sort, SORTS["worse"])
    skip = (wanted.page - 1) * most
    facts: dict[str, str | int | UUID] = {"run": run.id, **wanted.facts, "most": most + 1, "skip": skip}
    with connection.cursor() as cursor:
        cursor.execute(f"{_ROWS} order by {order} limit %(most)s offset %(skip)s", facts)
        found = cursor.fetchall()
    rules, tongue = _rules(run), language()
    return [_row(one, rules, tongue) for one in found]


def by_state(run: Redecision) -> dict[str, int]:
    """Of the decisions that would change, how many belong to open and to settled cases, by what is known now."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_STATE, [run.id])
        return dict(cursor.fetchall())


def abouts(run: Redecision) -> list[str]:
    """What anything changes of."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOUT, [run.id])
        return [str(row[0]) for row in cursor.fetchall()]


def csv_rows(run: Redecision, wanted: Wanted | None = None) -> Iterator[list[str]]:
    """One line a change, so that a spreadsheet can filter by what changes."""
    yield [
        _("case"), _("state"), _("decided at"), _("by set"), _("for the insured"), _("what"), _("was"), _("would be"),
        _("decision"),
    ]  # fmt: skip
    wanted = wanted or Wanted()
    page = 1
    while True:
        found = rows(run, Wanted(**wanted.facts, sort=wanted.sort, page=page), most=2_000)
        for row in found[:2_000]:
            head = [row.number or str(row.case), str(STATES[row.state]), row.decided_at.isoformat(timespec="seconds")]
            for line in row.lines:
                cells = [*head, row.set_label, str(TURNS[row.turn]), line.what, line.old, line.new, str(row.decision)]
                yield [safe_cell(cell) for cell in cells]
        if len(found) <= 2_000:
            return
        page += 1


def language() -> str:
    return (get_language() or "en")[:2]


def _row(one: Any, rules: RuleSet, tongue: str) -> Row:
    decision, case, number, state, label, turn, changes, decided_at = one
    lines = tuple(worded(rules, change, tongue) for change in _plain(changes))
    return Row(decision, case, number, state, label, turn, lines, decided_at)


def _plain(changes: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(changes) if isinstance(changes, str) else changes
    return found


def _rules(run: Redecision) -> RuleSet:
    return rulesets.from_text(run.text).engine.rules
