"""`pharos coverage facts`: the catalogue of common facts."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import get_language, gettext_noop

from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.cells import plain
from pharos.policies.cover.countries import COUNTRIES
from pharos.policies.cover.sets import FactKind


class Command(BaseCommand):
    help = gettext_noop("List the common facts a rule set can take from the catalogue")
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        language = (get_language() or "en")[:2]
        for fact in catalogue().values():
            self.stdout.write(f"{fact.name}  {_kind(fact)}  {fact.ask.said(language)}")


def _kind(fact: FactKind) -> str:
    """Its type with everything a set relies on, in the columns of docs/rule-sets.md."""
    kind = "country" if fact.values == COUNTRIES else str(fact.kind)
    values = f" ({', '.join(fact.values)})" if fact.values and kind == fact.kind else ""
    told = {
        "unit": fact.unit,
        "min": "" if fact.low is None else plain(fact.low),
        "max": "" if fact.high is None else plain(fact.high),
        "policy": fact.policy,
        "settled_by": ", ".join(fact.settled_by),
    }
    if fact.computed:
        told[fact.computed.operation] = ", ".join(fact.computed.operands)
    rest = "; ".join(f"{name}: {value}" for name, value in told.items() if value)
    return f"{kind}{values}" + (f" [{rest}]" if rest else "")
