"""What came of a file, for a program and for a person."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pharos.core.objections import Objection
from pharos.policies.actions.files import Taken
from pharos.policies.actions.sorting import BadRow
from pharos.policies.messages import objection_text, problem_text
from pharos.policies.rules.settings import Settings

SHOWN = 20


def as_json(taken: Taken, file_name: str, *, dry_run: bool, seconds: float) -> dict[str, Any]:
    """One object a program can rely on; `docs` of the command list its names."""
    counts, layout = taken.outcome.counts, taken.prepared.layout
    return {
        "file": file_name,
        "insurer": taken.prepared.insurer.code,
        "dry_run": dry_run,
        "format": layout["format"],
        "encoding": layout["encoding"],
        "delimiter": layout["delimiter"],
        "sheet": layout["sheet"],
        "other_sheets": layout["other_sheets"],
        "mapping": {column["heading"]: column["target"] for column in layout["columns"] if column["target"]},
        "unmapped": layout["unmapped"],
        "date_orders": layout["date_orders"],
        "full": taken.prepared.settings.full,
        "rows": counts.rows,
        "policies": counts.policies,
        "persons": counts.persons,
        "created": counts.created,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "cancelled": counts.cancelled,
        "vanished": counts.vanished,
        "skipped": counts.skipped,
        "faulty_rows": counts.faulty_rows,
        "errors": [_problem(bad) for bad in taken.outcome.faults],
        "notes": [_problem(bad) for bad in taken.outcome.notes],
        "seconds": seconds,
    }


def refusal(objection: Objection, file_name: str, bad: Sequence[BadRow], *, dry_run: bool) -> dict[str, Any]:
    """The object of a file of which nothing was imported; the reason stands first among the errors."""
    error = {"row": None, "column": None, "code": str(objection.code), "message": objection_text(objection)}
    counts = dict.fromkeys(("rows", "policies", "persons", "created", "changed", "unchanged", "cancelled"), 0)
    return {
        "file": file_name,
        "insurer": None,
        "dry_run": dry_run,
        **counts,
        "errors": [error, *(_problem(b) for b in bad if b.problem.is_fault)],
    }


def in_words(taken: Taken, file_name: str, *, dry_run: bool, seconds: float) -> Iterator[str]:
    """The same for a terminal: a few lines, the first bad rows, what was not understood."""
    counts, layout = taken.outcome.counts, taken.prepared.layout
    place = f", {_('sheet')} “{layout['sheet']}”" if layout["sheet"] else f", {layout['encoding']}"
    yield f"{file_name}: {taken.prepared.insurer.code}, {layout['format']}{place}"
    if dry_run:
        yield _("Only a rehearsal: nothing was written.")
    yield _("policies %(policies)s, persons %(persons)s, rows %(rows)s") % vars(counts)
    yield _("new %(created)s, changed %(changed)s, the same %(unchanged)s, cancelled %(cancelled)s") % vars(counts)
    if counts.vanished and not counts.cancelled:
        yield _(
            "%(vanished)s policies in force are not in this file; the mapping does not say that they are cancelled."
        ) % vars(counts)
    if layout["unmapped"]:
        yield _("Columns nobody has given a meaning: %s") % ", ".join(layout["unmapped"])
    if layout["other_sheets"]:
        yield _("Sheets not read: %s") % ", ".join(layout["other_sheets"])
    yield from bad_lines(taken.outcome.bad)
    yield _("%s s") % seconds


def bad_lines(bad: Sequence[BadRow]) -> Iterator[str]:
    """The first bad rows, then the first remarks, in words."""
    faults = [one for one in bad if one.problem.is_fault]
    notes = [one for one in bad if not one.problem.is_fault]
    faulty = len({one.problem.row for one in faults})
    if faulty:
        yield ngettext("%s row was not imported:", "%s rows were not imported:", faulty) % faulty
    yield from (_line(one) for one in faults[:SHOWN])
    if len(faults) > SHOWN:
        yield "  " + _("and %s more; --errors OUT.csv writes them all") % (len(faults) - SHOWN)
    if notes:
        yield ngettext("%s remark on imported rows:", "%s remarks on imported rows:", len(notes)) % len(notes)
    yield from (_line(one) for one in notes[:5])


def _line(bad: BadRow) -> str:
    return "  " + _("row %(row)s: %(text)s") % {"row": bad.problem.row, "text": _problem(bad)["message"]}


def _problem(bad: BadRow) -> dict[str, Any]:
    problem = bad.problem
    return {
        "row": problem.row,
        "column": problem.column or None,
        "code": problem.code.value,
        "message": problem_text(problem.code.value, problem.column, problem.other_row),
    }


def settled(taken: Taken) -> Settings:
    """The settings of this file with the columns as they were read: what is worth keeping for the next one."""
    columns = {column["key"]: column["target"] for column in taken.prepared.layout["columns"] if column["target"]}
    return taken.prepared.settings.changed(columns={**taken.prepared.settings.columns, **columns})
