"""`pharos coverage facts`: the catalogue of common facts."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import get_language, gettext_noop

from pharos.policies.cover.catalogue import catalogue


class Command(BaseCommand):
    help = gettext_noop("List the common facts a rule set can take from the catalogue")
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        language = (get_language() or "en")[:2]
        for fact in catalogue().values():
            values = f" ({', '.join(fact.values)})" if fact.values else ""
            self.stdout.write(f"{fact.name}  {fact.kind}{values}  {fact.ask.said(language)}")
