"""The whole explanation of a decision in words: facts and who told them, answers with their clauses, rows that were
silenced, wait or failed, the nearest why-not, limits and what was used, bills."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pharos.policies.cover.engine import Decided
from pharos.policies.cover.explaining.explanation import explained
from pharos.policies.cover.words import Answer
from pharos.policies.cover_messages.answers import insurer, language, operator
from pharos.policies.cover_messages.names import ANSWERS, fact_name, item_name


def explanation(decided: Decided) -> Iterator[str]:
    """Line by line, in the active language."""
    told = explained(decided)
    yield from insurer(decided)
    said = set(insurer(decided))
    yield from (line for line in operator(decided) if line not in said and f"- {line}" not in said)
    yield from _rows(decided, told)
    for item, one in told["items"].items():
        yield from _item(decided, item, one)


def _rows(decided: Decided, told: Mapping[str, Any]) -> Iterator[str]:
    clauses = {row.id: row.clause for row in decided.engine.compiled.rows}
    tongue = language()
    if told["fired"]:
        yield _("Clauses that hold: %s") % "; ".join(f"{clauses[row['row']]} ({row['row']})" for row in told["fired"])
    for row in told["open"]:
        waits = ", ".join(fact_name(decided.engine.rules, name, tongue) for name in row["waits_for"])
        yield _("Waits: %(clause)s (%(row)s), for: %(facts)s") % {
            "clause": clauses[row["row"]],
            "row": row["row"],
            "facts": waits,
        }
    if told["out"]:
        yield _("Clauses that do not hold, and the facts that say so:")
    for name, why in told["out"].items():
        facts = ", ".join(fact_name(decided.engine.rules, fact, tongue) for fact in why)
        yield f"- {clauses[name]} ({name}): {facts}"


def _item(decided: Decided, item: str, one: Mapping[str, Any]) -> Iterator[str]:
    """What of an item is not in its answer: silenced rows, the nearest why-not, limits, what the insured bears."""
    rules = decided.engine.rules
    clauses = {row.id: f"{row.clause} ({row.id})" for row in decided.engine.compiled.rows}
    name = item_name(rules, item, language())
    for silenced in one["silenced"]:
        by = "; ".join(clauses[row] for row in silenced["by"])
        yield _("%(item)s: %(clause)s gives way to %(by)s") % {
            "item": name,
            "clause": clauses[silenced["row"]],
            "by": by,
        }
    for near in one["nearest"]:
        missed = ", ".join(fact_name(rules, test["fact"], language()) for test in near["failed"])
        would = ANSWERS[Answer(near["would_be"])]
        told = {"item": name, "answer": would, "clause": clauses[near["row"]], "facts": missed}
        yield _("%(item)s would be %(answer)s by %(clause)s, were it otherwise with: %(facts)s") % told
    for limit in one["limits"]:
        figures = {key: limit[key] if limit[key] is not None else "?" for key in ("allowed", "used", "left")}
        told = {"item": name, "clause": clauses[limit["row"]], **figures}
        line = _("%(item)s, limit %(clause)s: %(allowed)s, used before %(used)s, left %(left)s") % told
        yield line + (" · " + _("it is the one that binds") if limit["binds"] else "")
    for borne in one["borne"]:
        share = f"{borne['percent']} %" if borne.get("percent") not in (None, "0") else borne.get("left") or "?"
        yield _("%(item)s, borne by the insured by %(clause)s: %(share)s") % {
            "item": name,
            "clause": clauses[borne["row"]],
            "share": share,
        }
