"""The publication gate: everything that is checked before a set may be published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pharos.policies.cover.checking.conflicts import contradictions, gaps
from pharos.policies.cover.checking.findings import Finding, Level
from pharos.policies.cover.checking.shadows import shadowed
from pharos.policies.cover.deciding.compiled import Compiled
from pharos.policies.cover.edges import table_of
from pharos.policies.cover.engine import Engine
from pharos.policies.cover.explaining.explanation import cited_rows
from pharos.policies.cover.sets import FactKind
from pharos.policies.cover.situations import Situation, Tried, tried


@dataclass(frozen=True)
class Checked:
    """What the gate says. A set passes when there is no error."""

    findings: tuple[Finding, ...]
    situations: tuple[Tried, ...]

    @property
    def passed(self) -> bool:
        return all(finding.level is not Level.ERROR for finding in self.findings)


def checked(engine: Engine, situations: Sequence[Situation], catalogue: Mapping[str, FactKind]) -> Checked:
    """Everything, in the order a person would mend it."""
    results = tuple(tried(engine, situation, catalogue) for situation in situations)
    findings = [
        *contradictions(engine.compiled),
        *gaps(engine.compiled),
        *shadowed(engine.compiled),
        *_idle_edges(engine.compiled),
        *_texts(engine),
        *_situations(engine, results),
    ]
    return Checked(tuple(findings), results)


def _idle_edges(rules: Compiled) -> Iterator[Finding]:
    """Written edges that silence nothing, because the rows share no item."""
    names = [row.id for row in rules.rows]
    for place, row in enumerate(rules.rows):
        reached = {names[other] for other in rules.silences[place]}
        parts = {rules.rows[other].part for other in rules.silences[place]}
        for name in row.overrides:
            tables = {one.partition("/")[0] for one in reached}
            if name not in reached | parts | tables and "/" not in row.id:
                yield Finding(code="idle_edge", level=Level.WARNING, rows=(row.id, name))


def _texts(engine: Engine) -> Iterator[Finding]:
    rules = engine.rules
    texts = {row.id: row.text for row in rules.rows} | {table.id: table.text for table in rules.tables}
    texts |= {rescue.id: rescue.text for rescue in rules.rescues}
    for name, text in texts.items():
        if not (text.en and text.ru):
            language = "ru" if text.en else "en"
            yield Finding(code="text_missing", level=Level.WARNING, rows=(name,), facts={"language": language})
    asked = (fact for fact in engine.rules.facts if not fact.policy and not fact.computed)
    silent = [fact.name for fact in asked if not (fact.ask.en and fact.ask.ru)]
    if silent:
        yield Finding(code="question_missing", level=Level.WARNING, facts={"facts": ", ".join(silent)})


def _situations(engine: Engine, results: Sequence[Tried]) -> Iterator[Finding]:
    if not results:
        yield Finding(code="no_situations", level=Level.ERROR)
    for result in results:
        if not result.green:
            yield Finding(code="situation_differs", level=Level.ERROR, facts={"situation": result.situation.id})
    cited = {name for result in results if result.decided for name in cited_rows(result.decided)}
    cited |= {engine.compiled.rows[due.place].id for one in results if one.decided for due in one.decided.duties}
    if results:
        yield from _untried(engine, cited)


def _untried(engine: Engine, cited: set[str]) -> Iterator[Finding]:
    """Rows no situation rests on, one by one; cells of a table by number: each of them is a cell like the next."""
    compiled = engine.compiled
    rows = [compiled.rows[place] for place in sorted(range(len(compiled.rows)), key=compiled.rank.__getitem__)]
    untried = tuple(row.id for row in rows if row.id not in cited and not table_of(row))
    if untried:
        yield Finding(code="rows_without_situation", level=Level.WARNING, rows=untried)
    for table in engine.rules.tables:
        lines = {row.id.split("/")[1] for row in rows if table_of(row) == table.id}
        shown = {name.split("/")[1] for name in cited if name.startswith(f"{table.id}/")}
        missing = sorted(lines - shown, key=int)
        if missing:
            facts = {"lines": ", ".join(missing)}
            yield Finding(code="lines_without_situation", level=Level.WARNING, rows=(table.id,), facts=facts)
