"""`pharos coverage explain`: every decision of a case, oldest first, as it was made, and that it comes out the same."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.policies.cover_messages.explaining import explanation
from pharos.policies.models import CaseKnown, CoverDecision
from pharos.policies.queries.rulesets import again, decided_again
from pharos.vault import api as vault


class Command(BaseCommand):
    help = gettext_noop("Show how cover was decided for a case, and that it comes out the same again")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", metavar="CASE", help=_("the case's number or id"))
        parser.add_argument("--json", action="store_true", help=_("JSON instead of words"))
        parser.add_argument("--last", action="store_true", help=_("only the decision that stands"))

    def handle(self, *args: Any, **options: Any) -> None:
        rows = CoverDecision.objects.filter(case_id=_case(options["case"])).order_by("decided_at", "id")
        if options["last"]:
            rows = rows.filter(replaced_by=None)
        if not rows:
            raise CommandError(_("Nothing was decided for this case."))
        for row in rows:
            if isinstance(row.facts, vault.Erased):
                raise CommandError(_("The key of this case was destroyed."))
            if options["json"]:
                self.stdout.write(json.dumps(_told(row), ensure_ascii=False, sort_keys=True, indent=1))
            else:
                self.stdout.write("\n".join((*_words(row), "")))


def _case(text: str) -> UUID:
    """By its id, or by the number `cases` told of. Raises CommandError."""
    try:
        return UUID(text)
    except ValueError:
        found = CaseKnown.objects.filter(number=text.strip()).first()
        if found is None:
            raise CommandError(_("There is no case with this number or id: %s") % text) from None
        return found.case_id


def _told(row: CoverDecision) -> dict[str, Any]:
    kept, now = again(row.id)
    return {
        "decision": str(row.id),
        "set": row.set_label,
        "hash": row.set_hash,
        "at": row.decided_at.isoformat(),
        "by": row.decided_by,
        "replaces": str(row.replaces_id) if row.replaces_id else None,
        "reason": row.reason,
        "same_again": kept == now,
        "facts": str(row.facts),
        "answer": json.loads(kept),
    }


def _words(row: CoverDecision) -> Iterator[str]:
    """Head, the whole explanation, and whether it is the same to the byte."""
    kept, now = again(row.id)
    told = {"id": row.id, "at": row.decided_at.isoformat(timespec="seconds"), "by": row.decided_by}
    yield _("Decision %(id)s of %(at)s by %(by)s") % told
    if row.replaces_id:
        yield _("It replaces %(id)s. The reason: %(reason)s") % {"id": row.replaces_id, "reason": row.reason}
    yield from explanation(decided_again(row))
    yield _("Made again it is the same, byte for byte.") if kept == now else _("MADE AGAIN IT IS NOT THE SAME.")
