"""`pharos coverage situations`: every situation with the expected and the given answer and the clause."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from pharos.policies.cover.cases import State
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.engine import Engine
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.situations import Situation, Tried, read_situations, tried
from pharos.policies.cover.words import Source
from pharos.policies.cover_messages.faults import placed
from pharos.policies.queries.naming import named
from pharos.policies.rulesets import SUFFIXES, read_text, shipped


class Command(BaseCommand):
    help = gettext_noop("Print every situation: expected answer, given answer, clause")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sets", nargs="*", metavar="SET", help=_("files, names, folders; none: all sets"))
        parser.add_argument("--failing", action="store_true", help=_("only those that differ"))

    def handle(self, *args: Any, **options: Any) -> None:
        total = red = 0
        try:
            for engine, situation in _everything(options["sets"]):
                result = tried(engine, situation, catalogue())
                total += 1
                red += not result.green
                if not (options["failing"] and result.green):
                    self.stdout.write("\n".join(lines(result, engine)))
        except Faulty as faulty:
            raise CommandError("\n".join(placed(fault) for fault in faulty.faults)) from faulty
        self.stdout.write(_("Situations: %(total)d, differing: %(red)d") % {"total": total, "red": red})
        if red or not total:
            raise CommandError(_("Not every situation is green.") if red else _("There are no situations."))


def lines(result: Tried, engine: Engine) -> Iterator[str]:
    """One situation as it is printed."""
    language = (get_language() or "en")[:2]
    situation = result.situation
    mark = "✓" if result.green else "✗"
    inferred = " " + _("(inferred)") if situation.inferred else ""
    source = f" [{situation.source}]" if situation.source else ""
    yield f"{mark} {engine.rules.label} {situation.id}: {situation.title.said(language)}{source}{inferred}"
    for about, expected, given, clauses in result.lines:
        yield _("    %(about)s: expected %(expected)s; given %(given)s; by %(clauses)s") % {
            "about": about,
            "expected": expected,
            "given": given,
            "clauses": "; ".join(clauses) or "-",
        }
    for difference in result.differences:
        yield _("    differs: %(about)s %(column)s: expected %(expected)s, given %(given)s") % {
            "about": difference.about,
            "column": difference.column,
            "expected": difference.expected or "-",
            "given": difference.given or "-",
        }
    for name, allowed in _not_counted(result):
        told = {"fact": name, "allowed": ", ".join(allowed)}
        yield _("    %(fact)s is told, but only these settle it: %(allowed)s; write {value: ..., source: ...}") % told
    for fault in result.faults:
        yield f"    {placed(fault)}"


def _not_counted(result: Tried) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """Facts a situation that differs asks for although it tells them."""
    if result.decided is None or result.green:
        return
    asked = dict.fromkeys(name for item in result.decided.decision.items for name in item.ask)
    for name in asked:
        told, kind = result.decided.case.facts.get(name), result.decided.engine.rules.fact(name)
        if told and kind and told.state is State.UNSETTLED:
            yield name, kind.settled_by


def _everything(names: list[str]) -> Iterator[tuple[Engine, Situation]]:
    if not names:
        for found in shipped():
            yield from ((found.engine, situation) for situation in found.situations)
        return
    for name in names:
        yield from _of(name)


def _of(name: str) -> Iterator[tuple[Engine, Situation]]:
    path = Path(name)
    if path.is_dir():
        for inner in sorted(path.glob("*.yaml")):
            yield from _of(str(inner))
        return
    if name.endswith(SUFFIXES) and _is_of_several(path):
        for situation in read_situations(read_text(path)):
            yield named(_relative(situation.set, path)).engine, situation
        return
    found = named(name)
    yield from ((found.engine, situation) for situation in found.situations)


def _is_of_several(path: Path) -> bool:
    """A file of situations alone, each of which names its set."""
    head = read_text(path)[:20_000]
    return not any(line.startswith(("rows:", "tables:", "facts:")) for line in head.splitlines())


def _relative(name: str, path: Path) -> str:
    """A set named by a file lies beside the situations."""
    beside = path.parent / name
    return str(beside) if name.endswith(SUFFIXES) and beside.exists() else name
