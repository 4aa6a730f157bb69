"""The whole explanation of a decision in words: facts and who told them, answers with their clauses, rows that were
silenced, wait or failed, the nearest why-not, limits and what was used, bills."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pharos.policies.cover.engine import Decided
from pharos.policies.cover.explaining.explanation import explained
from pharos.policies.cover_messages.answers import insurer, language, operator
from pharos.policies.cover_messages.names import fact_name, item_name


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
        yield _("Clauses that do not hold:")
    for name, why in told["out"].items():
        yield f"- {clauses[name]} ({name}): {_flat(why)}"


def _item(decided: Decided, item: str, one: Mapping[str, Any]) -> Iterator[str]:
    """What of an item is not in its answer: silenced rows, nearest why-not, limits, what the insured bears."""
    name = item_name(decided.engine.rules, item, language())
    labels = (
        ("silenced", _("silenced by other clauses")),
        ("nearest", _("it would be otherwise")),
        ("limits", _("limits")),
        ("borne", _("borne by the insured")),
    )
    for key, label in labels:
        if one[key]:
            yield f"{name}, {label}: {_flat(one[key])}"


def _flat(value: Any) -> str:
    """A part of the explanation on one line: names and figures as they are."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_flat(inner)}" for name, inner in value.items() if inner not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        return "; ".join(_flat(one) for one in value)
    return str(value)
