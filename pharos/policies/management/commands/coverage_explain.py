"""`pharos coverage explain`: every decision of a case, oldest first, as it was made."""

import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.policies.models import CoverDecision
from pharos.policies.queries.rulesets import again
from pharos.vault import api as vault


class Command(BaseCommand):
    help = gettext_noop("Show how cover was decided for a case, and that it comes out the same again")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", metavar="CASE", help=_("the case's id"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            case = UUID(options["case"])
        except ValueError as error:
            raise CommandError(_("This is no id of a case: %s") % options["case"]) from error
        rows = CoverDecision.objects.filter(case_id=case).order_by("decided_at", "id")
        if not rows:
            raise CommandError(_("Nothing was decided for this case."))
        for row in rows:
            if isinstance(row.facts, vault.Erased):
                raise CommandError(_("The key of this case was destroyed."))
            kept, now = again(row.id)
            told = {
                "decision": str(row.id),
                "at": row.decided_at.isoformat(),
                "by": row.decided_by,
                "replaces": str(row.replaces_id) if row.replaces_id else None,
                "reason": row.reason,
                "same_again": kept == now,
                "answer": json.loads(kept),
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1))
