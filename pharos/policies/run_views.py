"""An import run as its page draws it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pharos.journal import api as journal
from pharos.policies.actions.sorting import unpacked
from pharos.policies.messages import PROBLEMS, RUN_STATUS, problem_text, said, target_text
from pharos.policies.models import ImportRun
from pharos.policies.rules.faults import RowFault
from pharos.policies.wording import Look

SHOWN = 200
_LOOKS = {
    "uploaded": ("ask", "ask"),
    "checking": ("beam", "spin"),
    "checked": ("waiting", "half"),
    "importing": ("beam", "spin"),
    "imported": ("covered", "ok"),
    "refused": ("refused", "no"),
}
_FAULTS = frozenset(fault.value for fault in RowFault)


@dataclass(frozen=True)
class ProblemView:
    row: int
    is_fault: bool
    text: str


def run_look(run: ImportRun) -> Look:
    return Look(*_LOOKS[run.status], str(RUN_STATUS[run.status]))


def run_context(run: ImportRun, now: datetime) -> dict[str, Any]:
    """Everything the page of a file shows, whatever it waits for."""
    problems = _problems(run)
    code = run.objection.get("code", "")
    return {
        "run": run,
        "now": now,
        "look": run_look(run),
        "busy": run.status in (ImportRun.Status.CHECKING, ImportRun.Status.IMPORTING),
        "checked": run.status == ImportRun.Status.CHECKED,
        "counts": run.counts,
        "objection": said(code, run.objection.get("facts", {})) if code else "",
        "may_confirm": run.status == ImportRun.Status.CHECKED and code in ("", "too_many_vanish"),
        "must_allow": code == "too_many_vanish",
        "columns": [
            (c["heading"], target_text(c["target"]) if c["target"] else "") for c in run.layout.get("columns", ())
        ],
        "faults": [problem for problem in problems if problem.is_fault],
        "notes": [problem for problem in problems if not problem.is_fault],
        "progress": _progress(run, now),
    }


def _problems(run: ImportRun) -> list[ProblemView]:
    if run.problems is None:
        return []
    rows: Sequence[Sequence[Any]] = unpacked(run.problems)["rows"][:SHOWN]
    return [
        ProblemView(row, code in _FAULTS, problem_text(code, column, other))
        for row, column, code, _shape, other, _cells in rows
        if code in PROBLEMS
    ]


def _progress(run: ImportRun, now: datetime) -> Mapping[str, Any] | None:
    """Done, total, and the seconds left at the pace so far."""
    if run.progress is None:
        return None
    found = journal.progress(run.progress)
    seconds = (now - found.started_at).total_seconds()
    share = found.done / found.total if found.total else 0
    left = round(seconds / share - seconds) if share > 0.02 else None
    return {"done": found.done, "total": found.total or 0, "percent": round(100 * share), "left": left}
