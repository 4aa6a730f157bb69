"""`pharos coverage decide`: what does the wording say of this case?"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.policies.cover.canonical import written
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.explaining.explanation import explained
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.reading.cases import load_case, read_case
from pharos.policies.cover.values import Unreadable, day
from pharos.policies.cover_messages.answers import insurer, operator, traveller
from pharos.policies.cover_messages.faults import placed
from pharos.policies.queries.naming import named
from pharos.policies.rulesets import Found, applies, read_text

VOICES = {"operator": operator, "traveller": traveller, "insurer": insurer}


class Command(BaseCommand):
    help = gettext_noop("Decide cover for a case by a rule set")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--set", dest="rules", metavar="SET", required=True, help=_("a file, name or name@version"))
        parser.add_argument("--facts", metavar="FILE", required=True, help=_("the case, as JSON or YAML"))
        parser.add_argument("--json", action="store_true", help=_("JSON instead of words"))
        parser.add_argument(
            "--for", dest="voice", choices=list(VOICES), default="operator", help=_("for whom the words are")
        )
        parser.add_argument("--explain", action="store_true", help=_("with the whole explanation, as JSON"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = read_text(Path(options["facts"]))
            found = chosen(options["rules"], text)
            case = read_case(text, found.engine.rules, catalogue())
            if applies(found, case.issued, case.loss_date) is False:
                raise CommandError(_("%s does not apply on that day.") % found.engine.rules.label)
        except Faulty as faulty:
            raise CommandError("\n".join(placed(fault) for fault in faulty.faults)) from faulty
        for other in _of_others(text, found):
            self.stderr.write(other)
        decided = found.engine.decide(case)
        if not (options["json"] or options["explain"]):
            self.stdout.write("\n".join(VOICES[options["voice"]](decided)))
            return
        answer = decided.plain() | ({"explanation": explained(decided)} if options["explain"] else {})
        self.stdout.write(written(answer))


def _of_others(facts: str, found: Found) -> list[str]:
    """That the case names another insurer or product than the set is of: the set named is used, but not silently."""
    plain, rules = load_case(facts), found.engine.rules
    policy = plain.get("policy") if isinstance(plain, dict) else None
    told = {key: str(policy.get(key) or "") if isinstance(policy, dict) else "" for key in ("insurer", "product")}
    said = []
    if told["insurer"] and told["insurer"] != rules.insurer:
        said.append(told["insurer"])
    if told["product"] and rules.products and told["product"] not in rules.products:
        said.append(told["product"])
    return [_("Beware: the case is of %(told)s, %(set)s is not.") % {"told": one, "set": rules.label} for one in said]


def chosen(name: str, facts: str) -> Found:
    """The set meant, its version picked by the case's own dates."""
    plain = load_case(facts)
    policy = plain.get("policy") if isinstance(plain, dict) else None
    told = {
        "issued": policy.get("issued") if isinstance(policy, dict) else None,
        "loss_date": plain.get("loss_date") if isinstance(plain, dict) else None,
    }
    dates = {}
    for key, value in told.items():
        try:
            dates[key] = day(value) if isinstance(value, str) and value else None
        except Unreadable:
            dates[key] = None  # read_case says so, with its place
    return named(name, **dates)
