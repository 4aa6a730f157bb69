"""Why an action was refused, in plain sentences that say what to do."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from pharos.cases.messages.words import FIELDS, HOLDS, PROMISES, STATUSES, word
from pharos.cases.rules.codes import Code
from pharos.core.objections import Objection
from pharos.people import api as people

Facts = Mapping[str, Any]


def sentences(objections: Iterable[Objection]) -> list[str]:
    """One sentence an objection, in their order."""
    return [sentence(objection) for objection in objections]


def sentence(objection: Objection) -> str:
    worded = _SENTENCES.get(objection.code)
    return worded(objection.facts) if worded else str(objection.code)


def _names(words: Mapping[str, Any], facts: Facts, name: str) -> str:
    return get_text_list([word(words, code) for code in facts.get(name, ())], _("and"))


def _who(facts: Facts) -> str:
    member = people.staff(facts["staff"]) if facts.get("staff") else None
    return member.name if member else _("a colleague")


_SENTENCES: dict[str, Callable[[Facts], str]] = {
    Code.ALREADY_CLAIMED: lambda facts: (
        _("%(who)s already has this case. Agree on it, or write a note.") % {"who": _who(facts)}
    ),
    Code.CASE_FINISHED: lambda facts: (
        _("The case is %(status)s. Reopen it first.") % {"status": word(STATUSES, facts.get("status", "closed"))}
    ),
    Code.CLAIM_FIRST: lambda _facts: _("Nobody has this case. Take it first."),
    Code.HOLD_ALREADY_PLACED: lambda facts: (
        _("This hold is already placed: %(kind)s.") % {"kind": word(HOLDS, facts["kind"])}
    ),
    Code.HOLD_NOT_YOURS: lambda facts: (
        _("Only the department that placed the hold may release it: %(kind)s.") % {"kind": word(HOLDS, facts["kind"])}
    ),
    Code.HOLD_RELEASED: lambda facts: (
        _("Somebody has already released this hold: %(kind)s.") % {"kind": word(HOLDS, facts["kind"])}
    ),
    Code.HOLDS_OPEN: lambda facts: (
        _("Still unfinished: %(kinds)s. Wait until the hold is released.") % {"kinds": _names(HOLDS, facts, "kinds")}
    ),
    Code.INSURED_STAYS: lambda _facts: _("The insured person keeps this role. Add the other person beside."),
    Code.MERGED_AWAY: lambda _facts: _("The case was merged into another one. Go on there."),
    Code.NAME_NEEDED: lambda _facts: _("Give a name, a telephone number or a mail address."),
    Code.NOT_FINISHED: lambda facts: (
        _("Case %(number)s is not finished. Close or cancel it first.") % {"number": facts["number"]}
    ),
    Code.NOT_OWNED: lambda _facts: _("Nobody has this case any more."),
    Code.NOTE_EMPTY: lambda _facts: _("The note is empty. Write what your colleagues must know."),
    Code.OUTCOME_NEEDED: lambda _facts: _("Say how the case ended."),
    Code.OWNED_BY_OTHER: lambda facts: (
        _("%(who)s has this case. Ask for it, or ask the supervisor to move it.") % {"who": _who(facts)}
    ),
    Code.POLICY_OTHER_INSURER: lambda _facts: _(
        "The insurer comes from the confirmed policy. If it is not this policy, unlink it first."
    ),
    Code.PROMISE_DUE_PAST: lambda _facts: _("That moment has passed. Name a later one."),
    Code.PROMISE_FINISHED: lambda facts: (
        _("This promise is already finished: %(kind)s.") % {"kind": word(PROMISES, facts["kind"])}
    ),
    Code.PROMISE_NOT_PAUSED: lambda _facts: _("This clock is already running."),
    Code.PROMISE_OF_HOLD: lambda _facts: _("The doctor ends the review by releasing its hold."),
    Code.PROMISE_PAUSED: lambda _facts: _("This clock already stands."),
    Code.PROMISES_OPEN: lambda facts: (
        _("Still promised: %(kinds)s. Keep each of them, or withdraw it with a reason.")
        % {"kinds": _names(PROMISES, facts, "kinds")}
    ),
    Code.REASON_NEEDED: lambda _facts: _("Choose a reason."),
    Code.ROLE_TAKEN: lambda _facts: _("The case already has an insured person. Choose another role."),
    Code.STAFF_CANNOT: lambda facts: (
        _("%(who)s does not work on cases. Choose another colleague.") % {"who": _who(facts)}
    ),
    Code.STALE: lambda facts: (
        _("Changed by a colleague meanwhile: %(fields)s. Nothing was overwritten: compare and choose.")
        % {"fields": _names(FIELDS, facts, "fields")}
    ),
    Code.STEP_NOT_FROM_HERE: lambda facts: (
        _("The case is %(status)s, so this cannot be done now. Reload the page.")
        % {"status": word(STATUSES, facts["status"])}
    ),
    Code.UNTIL_NEEDED: lambda _facts: _("Say until when."),
    Code.UNTIL_PAST: lambda _facts: _("That moment has passed. Name a later one."),
    Code.URGENCY_LOWERED_BY_MACHINE: lambda _facts: _("Only a person may lower the urgency."),
    Code.WAITS_FOR_NEEDED: lambda _facts: _("Choose whom or what the case waits for."),
}
