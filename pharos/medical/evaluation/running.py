"""`pharos medical evaluate FILE`: the figures with exact intervals, and every miss."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from pharos.clinical.plain import exact_interval
from pharos.medical.evaluation.scoring import Figures, Scored, figures, scored
from pharos.medical.evaluation.treatments import Vignette, read_treatments
from pharos.medical.precheck.bases import bases
from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.values import Precheck

_ROWS = (
    ("needless or harmful, flagged", "bad_flagged"),
    ("needed, wrongly flagged", "good_bothered"),
    ("verdict as expected", "right"),
    ("medicine recognised", "recognised"),
    ("test verdict as expected", "tests_right"),
)


def add_arguments(parser: ArgumentParser) -> None:
    """What may be asked of it."""
    parser.add_argument("path", type=Path, help="a file of treatments, or a folder of them")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--brief", action="store_true", help="without the misses")


def evaluation(options: Namespace) -> Iterator[str]:
    """Lines to print. Raises TreatmentFaults, KnowledgeFaults."""
    vignettes = read_treatments(options.path)
    played = [(one, precheck(one.case)) for one in vignettes]
    rows = [each for one, found in played for each in scored(one, found)]
    files = sorted({one.file for one in vignettes})
    sets = {name: _of(played, rows, name) for name in (*files, "all")}
    if options.json:
        told = {name: {field: getattr(one, field) for field in one.__slots__} for name, one in sets.items()}
        yield json.dumps(
            {"version": bases().version, "figures": told, "misses": list(misses(rows))}, ensure_ascii=False
        )
        return
    yield f"base {bases().version}"
    yield from table(sets)
    if not options.brief:
        yield from misses(rows)
        yield from missed_tests(played)


def _of(played: Sequence[tuple[Vignette, Precheck]], rows: Sequence[Scored], name: str) -> Figures:
    own = [one for one in rows if name in (one.vignette.file, "all")]
    mine = [(one, found) for one, found in played if name in (one.file, "all")]
    tests = [
        verdict.verdict in wanted
        for one, found in mine
        for wanted, verdict in zip(one.tests, found.tests, strict=False)
    ]
    return figures(own, tests, len(mine))


def table(sets: dict[str, Figures]) -> Iterator[str]:
    """One column for each file and one for all."""
    yield f"{'':<32}" + "".join(f"{f'{name} ({one.cases}, {one.medicines})':<40}" for name, one in sets.items())
    for title, field in _ROWS:
        yield f"{title:<32}" + "".join(f"{_said(*getattr(one, field)):<40}" for one in sets.values())


def misses(rows: Sequence[Scored]) -> Iterator[str]:
    """What was let through first, then what was flagged for nothing, then other verdicts than expected."""
    for one in rows:
        if one.expected.bad and not one.caught:
            yield f"LET THROUGH  {_line(one)}"
    for one in rows:
        if one.expected.good and one.bothered:
            yield f"FOR NOTHING  {_line(one)}"
    for one in rows:
        missed = (one.expected.bad and not one.caught) or (one.expected.good and one.bothered)
        if not one.right and not missed:
            yield f"OTHERWISE    {_line(one)}"


def missed_tests(played: Sequence[tuple[Vignette, Precheck]]) -> Iterator[str]:
    """Tests judged otherwise than expected."""
    for one, found in played:
        for wanted, verdict in zip(one.tests, found.tests, strict=False):
            if verdict.verdict not in wanted:
                told = "/".join(sorted(each.value for each in wanted))
                yield f"TEST         {one.code}: {verdict.name}: {told}; got {verdict.verdict.value} by {verdict.rule}"


def _line(one: Scored) -> str:
    wanted = "/".join(sorted(each.value for each in one.expected.verdicts))
    wanted += f" with {one.expected.problem}" if one.expected.problem else ""
    problems = ", ".join(f"{each.code}:{each.weight.name.lower()}" for each in one.verdict.problems)
    got = f"{one.verdict.verdict.value} by {one.verdict.rule or 'nothing'}" + (f" [{problems}]" if problems else "")
    return f"{one.vignette.code}: {one.verdict.name}: {wanted}; got {got}"


def _said(hits: int, of: int) -> str:
    if not of:
        return "-"
    low, high = exact_interval(hits, of)
    return f"{hits / of:6.1%} [{low:.1%}, {high:.1%}] {hits}/{of}"
