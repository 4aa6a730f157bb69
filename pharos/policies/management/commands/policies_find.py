"""`pharos policies find`: whose policy is this? Several answers are all shown."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.core.phones import e164
from pharos.insurers import api as insurers
from pharos.policies.messages import CAUTIONS, FACTS
from pharos.policies.queries.finding import find
from pharos.policies.rules.dates import read_date
from pharos.policies.rules.matching import PolicyMatch, PolicyQuery


class Command(BaseCommand):
    help = gettext_noop("Find a policy by number, name, birth date or telephone")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", nargs="?", default="", help=_("the policy number, or its end"))
        parser.add_argument("--name", default="", help=_("the person's name, in any order and spelling"))
        parser.add_argument("--born", metavar="DATE", default="", help=_("the birth date: 31.12.1980"))
        parser.add_argument("--phone", default="", help=_("the telephone"))
        parser.add_argument("--insurer", metavar="CODE", default="", help=_("only this insurer's"))
        parser.add_argument("--on", metavar="DATE", default="", help=_("the day it should be valid; today if not said"))
        parser.add_argument("--limit", type=int, default=20, help=_("at most so many"))
        parser.add_argument("--json", action="store_true", help=_("JSON instead of words"))

    def handle(self, *args: Any, **options: Any) -> None:
        query = _query(options)
        if not (query.number or query.name or query.phone):
            raise CommandError(_("Give a number, a name or a telephone."))
        matches = find(query, limit=max(1, options["limit"]))
        codes = {insurer.id: insurer.code for insurer in insurers.insurers(active_only=False)}
        if options["json"]:
            found = [_as_json(match, codes[match.found.insurer]) for match in matches]
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for match in matches:
            self.stdout.write(_in_words(match, codes[match.found.insurer]))
        if not matches:
            self.stdout.write(_("Nothing found."))


def _query(options: dict[str, Any]) -> PolicyQuery:
    insurer = None
    if options["insurer"]:
        known = {entry.code.upper(): entry for entry in insurers.insurers(active_only=False)}
        insurer = known.get(options["insurer"].upper())
        if insurer is None:
            raise CommandError(_("There is no insurer with this code. Codes: %s") % ", ".join(sorted(known)))
    region = insurer.country if insurer else "RU"
    phone = e164(options["phone"], region) if options["phone"] else ""
    if phone is None:
        raise CommandError(_("This is no telephone number."))
    return PolicyQuery(
        number=options["number"],
        name=options["name"],
        birth_date=_date(options["born"]),
        phone=phone,
        insurer=insurer.id if insurer else None,
        on=_date(options["on"]) or timezone.localdate(),
    )


def _date(text: str) -> date | None:
    if not text:
        return None
    found = read_date(text, None, pivot=timezone.localdate().year)
    if found is None:
        raise CommandError(_("This is no date: %s") % text)
    return found


def _as_json(match: PolicyMatch, code: str) -> dict[str, Any]:
    found = match.found
    return {
        "policy": str(found.policy),
        "person": str(found.person) if found.person else None,
        "insurer": code,
        "number": found.number,
        "name": found.full_name,
        "birth_date": found.birth_date.isoformat() if found.birth_date else None,
        "valid_from": found.valid_from.isoformat() if found.valid_from else None,
        "valid_to": found.valid_to.isoformat() if found.valid_to else None,
        "match": "exact" if match.exact else "maybe",
        "agreed": list(match.agreed),
        "nearly": list(match.nearly),
        "disagreed": list(match.disagreed),
        "not_asked": list(match.not_asked),
        "cautions": list(match.cautions),
    }


def _in_words(match: PolicyMatch, code: str) -> str:
    found = match.found
    born = f"{found.birth_date:%d.%m.%Y}" if found.birth_date else ""
    period = " – ".join(f"{day:%d.%m.%Y}" for day in (found.valid_from, found.valid_to) if day)
    sure = _("exact") if match.exact else _("maybe")
    facts = (
        (_("agreed"), match.agreed),
        (_("almost"), match.nearly),
        (_("differs"), match.disagreed),
        (_("ask"), match.not_asked),
    )
    reasons = [f"{word}: {', '.join(str(FACTS[fact]) for fact in told)}" for word, told in facts if told]
    reasons += [str(CAUTIONS[caution]) for caution in match.cautions]
    return "  ".join(filter(None, (f"[{sure}]", code, found.number, found.full_name, born, period, "; ".join(reasons))))
