"""Runs, drafts and differences in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pharos.policies.cover.redeciding.judging import ARRANGED, DUTIES
from pharos.policies.cover.sets import RuleSet
from pharos.policies.cover.words import Answer, DutyState
from pharos.policies.cover_messages import faults
from pharos.policies.cover_messages.names import ANSWERS, DUTY_STATES, ITEM_NAMES, money
from pharos.policies.publishing.kept import fault_of
from pharos.policies.wording import Look

TURNS: Mapping[str, object] = {
    "better": gettext_lazy("better"),
    "worse": gettext_lazy("worse"),
    "mixed": gettext_lazy("some better, some worse"),
    "open": gettext_lazy("neither better nor worse"),
    "unreadable": gettext_lazy("cannot be read"),
}
TURN_LOOKS = {
    "better": ("covered", "ok"),
    "worse": ("refused", "no"),
    "mixed": ("waiting", "half"),
    "open": ("ask", "ask"),
    "unreadable": ("late", "alert"),
}
STATES: Mapping[str, object] = {
    "open": pgettext_lazy("decisions of a case", "open"),
    "settled": pgettext_lazy("decisions of a case", "settled"),
    "merged": pgettext_lazy("decisions of a case", "part of another case"),
}
RUNS: Mapping[str, Look] = {
    "waiting": Look("waiting", "half", "waiting"),
    "running": Look("beam", "spin", "running"),
    "done": Look("covered", "ok", "done"),
    "stopped": Look("idle", "pause", "stopped"),
    "failed": Look("late", "alert", "failed"),
}
RUN_WORDS: Mapping[str, object] = {
    "waiting": pgettext_lazy("a run over past decisions", "waits for its turn"),
    "running": pgettext_lazy("a run over past decisions", "under way"),
    "done": pgettext_lazy("a run over past decisions", "done"),
    "stopped": pgettext_lazy("a run over past decisions", "stopped"),
    "failed": pgettext_lazy("a run over past decisions", "failed"),
}
DRAFTS: Mapping[str, Look] = {
    "checking": Look("beam", "spin", "checking"),
    "unreadable": Look("refused", "no", "unreadable"),
    "checked": Look("waiting", "half", "checked"),
    "published": Look("covered", "ok", "published"),
    "put_aside": Look("idle", "no", "put_aside"),
}
DRAFT_WORDS: Mapping[str, object] = {
    "checking": pgettext_lazy("a rule set on its way", "being checked"),
    "unreadable": pgettext_lazy("a rule set on its way", "cannot be read"),
    "checked": pgettext_lazy("a rule set on its way", "checked, not published"),
    "published": pgettext_lazy("a rule set on its way", "published"),
    "put_aside": pgettext_lazy("a rule set on its way", "put aside"),
}


@dataclass(frozen=True)
class Worded:
    """One difference: what it is about, what was answered, what would be."""

    what: str
    old: str
    new: str


def run_look(status: str) -> Look:
    look = RUNS[status]
    return Look(look.status, look.icon, str(RUN_WORDS[status]))


def draft_look(status: str, errors: int = 0) -> Look:
    look = DRAFTS[status]
    if status == "checked" and errors:
        return Look("refused", "no", _("has errors"))
    return Look(look.status, look.icon, str(DRAFT_WORDS[status]))


def turn_look(turn: str) -> Look:
    return Look(*TURN_LOOKS[turn], str(TURNS[turn]))


def worded(rules: RuleSet, change: Mapping[str, Any], tongue: str) -> Worded:
    if "code" in change:
        return Worded(change["column"], "", faults.said(fault_of(change)))
    about = change["about"]
    return Worded(about_words(rules, about, tongue), _told(change["old"], tongue), _told(change["new"], tongue))


def about_words(rules: RuleSet, about: str, tongue: str) -> str:
    """An item by its name, a clause on help at once or a duty by its number."""
    if about.startswith(ARRANGED):
        clause = next((one.clause for one in rules.rescues if ARRANGED + one.id == about), about)
        return _("arranged at once, %s") % clause
    if about.startswith(DUTIES):
        clause = next((row.clause for row in rules.rows if DUTIES + row.id == about), about)
        return _("duty, %s") % clause
    own = rules.own_items.get(about)
    return own.said(tongue) if own else str(ITEM_NAMES.get(about, about))


def _told(told: Mapping[str, Any], tongue: str) -> str:
    if not told:
        return "—"
    if "state" in told:
        return str(DUTY_STATES[DutyState(told["state"])])
    if told["answer"] in ("yes", "ask"):
        word = _("yes") if told["answer"] == "yes" else _("ask first")
        return f"{word}, {told['ceiling']}" if told.get("ceiling") else word
    words = str(ANSWERS[Answer(told["answer"])])
    if told.get("amount"):
        words = _("covered up to %s") % money(Decimal(told["amount"]), told["currency"], tongue)
    if told.get("pays"):
        words += ", " + _("pays %s") % told["pays"]
    return words
