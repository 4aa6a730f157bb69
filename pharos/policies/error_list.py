"""The list of bad rows somebody sends back to the insurer: CSV that Excel opens, and that runs nothing."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pharos.policies.actions.sorting import BadRow
from pharos.policies.messages import PROBLEMS
from pharos.policies.rules.safe_csv import safe_cell


def lines(bad: Iterable[BadRow], headings: Sequence[str]) -> Iterator[str]:
    """CSV text line by line, with the mark by which Excel knows UTF-8: where, what is wrong, what to do, the cells."""
    rows = ([b.problem.row, b.problem.column, b.problem.code.value, b.problem.other_row, b.cells] for b in bad)
    return _written(rows, headings)


def lines_of(unpacked: Mapping[str, Any]) -> Iterator[str]:
    """The same from what a run keeps."""
    rows = ([row, column, code, other, cells] for row, column, code, _shape, other, cells in unpacked["rows"])
    return _written(rows, unpacked["headings"])


def _written(rows: Iterable[Sequence[Any]], headings: Sequence[str]) -> Iterator[str]:
    yield "\ufeff" + _line([_("row"), _("column"), _("code"), _("what is wrong"), _("what to do"), *headings])
    for row, column, code, other, cells in rows:
        wrong, cure = (str(text) % {"other_row": other} for text in PROBLEMS[code])
        yield _line([str(row), column, code, wrong, cure, *cells])


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerow([safe_cell(cell) for cell in cells])
    return buffer.getvalue()
