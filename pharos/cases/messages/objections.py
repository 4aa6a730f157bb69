"""Why an action was refused, in plain sentences that say what to do."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from pharos.cases.messages.words import CAME_OVER, FIELDS, HOLDS, PROMISES, STATUSES, TOPICS, word
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
    Code.ACTED_ON_SINCE_MERGE: lambda facts: (
        _("Work has gone on since with what came over: %(rows)s. The merge cannot be undone any more.")
        % {"rows": _names(CAME_OVER, facts, "rows")}
    ),
    Code.ALREADY_CLAIMED: lambda facts: (
        _("%(who)s already has this case. Agree on it, or write a note.") % {"who": _who(facts)}
    ),
    Code.CASE_FINISHED: lambda facts: (
        _("The case is %(status)s. Reopen it first.") % {"status": word(STATUSES, facts.get("status", "closed"))}
    ),
    Code.CHANGED_SINCE_MERGE: lambda facts: (
        _("Corrected since the merge: %(fields)s. The merge cannot be undone without losing that.")
        % {"fields": _names(FIELDS, facts, "fields")}
    ),
    Code.CHOICE_NEEDED: lambda facts: (
        _("Choose which is right: %(topics)s.") % {"topics": _names(TOPICS, facts, "topics")}
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
    Code.HANDED_ON: lambda _facts: _("The case has moved on since. It cannot be taken back any more."),
    Code.MERGE_FORGOTTEN: lambda _facts: _("The person of this case was forgotten, so the merge cannot be undone."),
    Code.MERGE_STALE: lambda _facts: _(
        "One of the two cases has changed since this page was opened. Nothing was merged: look again."
    ),
    Code.MERGE_UNDONE: lambda _facts: _("Somebody has already undone this merge."),
    Code.MERGED_AWAY: lambda facts: (
        _("The case was merged into case %(number)s. Go on there.") % {"number": facts["number"]}
        if facts.get("number")
        else _("The case was merged into another one. Go on there.")
    ),
    Code.MOVED_MEANWHILE: lambda _facts: _("This has just moved to another case. Reload the page."),
    Code.NAME_NEEDED: lambda _facts: _("Give a name, a telephone number or a mail address."),
    Code.NOT_FINISHED: lambda facts: (
        _("Case %(number)s is not finished. Close or cancel it first.") % {"number": facts["number"]}
    ),
    Code.NOT_OWNED: lambda _facts: _("Nobody has this case any more."),
    Code.NOTE_EMPTY: lambda _facts: _("The note is empty. Write what your colleagues must know."),
    Code.NOTHING_CHOSEN: lambda _facts: _("No case is chosen."),
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
    Code.PROMISE_OF_QUESTION: lambda _facts: _(
        "A doctor waits for this. Answer him, or say that his order is done, under «Doctors»: that keeps the promise."
    ),
    Code.PROMISE_PAUSED: lambda _facts: _("This clock already stands."),
    Code.PROMISES_OPEN: lambda facts: (
        _("Still promised: %(kinds)s. Keep each of them, or withdraw it with a reason.")
        % {"kinds": _names(PROMISES, facts, "kinds")}
    ),
    Code.REASON_NEEDED: lambda _facts: _("Choose a reason."),
    Code.ROLE_TAKEN: lambda _facts: _("The case already has an insured person. Choose another role."),
    Code.SAME_CASE: lambda _facts: _("This is the same case."),
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
    Code.SURVIVOR_ENDED: lambda _facts: _("The case was closed or opened since. The merge cannot be undone."),
    Code.SURVIVOR_FINISHED: lambda facts: (
        _("Case %(number)s is finished. Merge it into the open one, or reopen it first.") % {"number": facts["number"]}
    ),
    Code.SURVIVOR_MERGED_ON: lambda _facts: _("The case has itself been merged since. Undo that merge first."),
    Code.TWO_INSURERS: lambda _facts: _(
        "Both policies are confirmed, with two insurers. If one of them is not this person's policy, unlink it first."
    ),
    Code.TWO_PEOPLE: lambda _facts: _(
        "The dates of birth differ: these are two people. If one date is wrong, correct it first."
    ),
    Code.UNDO_TOO_LATE: lambda facts: (
        _("A merge can be undone for %(hours)s hours. That time has passed.") % {"hours": facts["hours"]}
    ),
    Code.UNTIL_NEEDED: lambda _facts: _("Say until when."),
    Code.UNTIL_PAST: lambda _facts: _("That moment has passed. Name a later one."),
    Code.URGENCY_LOWERED_BY_MACHINE: lambda _facts: _("Only a person may lower the urgency."),
    Code.WAITS_FOR_NEEDED: lambda _facts: _("Choose whom or what the case waits for."),
}
