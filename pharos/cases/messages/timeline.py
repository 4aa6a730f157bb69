"""Events of a case as entries of its timeline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.cases.messages.words import (
    CANCEL_REASONS,
    FIELDS,
    HOLDS,
    LOWER_REASONS,
    OUTCOMES,
    PAUSE_REASONS,
    PROMISES,
    REOPEN_REASONS,
    ROLES,
    WAITS_FOR,
    WITHDRAW_REASONS,
    word,
)
from pharos.events import cases as events


@dataclass(frozen=True, kw_only=True)
class Told:
    """How an event reads: its kind for the filter, icon, status, title, and a line below it."""

    kind: str
    icon: str
    title: str
    text: str = ""
    status: str = ""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What the sentences need besides the event: names of staff and parties, kinds of promises, texts of notes, and
    numbers of merged cases."""

    staff: Mapping[int, str]
    promises: Mapping[Any, str]
    notes: Mapping[Any, str]
    parties: Mapping[Any, str]
    numbers: Mapping[Any, str] = field(default_factory=dict)


def tell(event: events.CaseEvent, around: Surroundings) -> Told:
    """The event in words."""
    teller = _TELLERS[type(event)]
    return teller(event, around)


def _clock(moment: Any) -> str:
    local = timezone.localtime(moment)
    return date_format(local, "H:i" if local.date() == timezone.localdate() else "j E H:i")


def _staff(pk: int | None, around: Surroundings) -> str:
    return around.staff.get(pk, _("a colleague")) if pk else ""


def _promise(event: Any, around: Surroundings) -> str:
    return word(PROMISES, around.promises.get(event.promise, "other"))


def _fields(event: Any) -> str:
    return get_text_list(list(dict.fromkeys(word(FIELDS, field) for field in event.fields)), _("and"))


def _registered(event: events.CaseRegistered, around: Surroundings) -> Told:
    text = {
        "confirmed": _("The policy is in the register."),
        "as_told": _("The policy is as told, to be confirmed with the insurer."),
    }.get(event.policy_state, _("No policy was named."))
    return Told(kind="state", icon="flag", title=_("Case registered"), text=text)


def _handed_over(event: events.CaseHandedOver, around: Surroundings) -> Told:
    title = _("Handed over: %(who)s") % {"who": _staff(event.staff, around)}
    return Told(kind="state", icon="user", title=title, text=around.notes.get(event.note, ""))


def _waiting(event: events.WaitBegan, around: Surroundings) -> Told:
    title = _("Waiting for: %(whom)s") % {"whom": word(WAITS_FOR, event.waits_for)}
    return Told(kind="state", icon="hour", title=title, text=_("Until %(time)s") % {"time": _clock(event.until)})


def _hold_released(event: events.HoldReleased, around: Surroundings) -> Told:
    kind = word(HOLDS, event.kind)
    if event.lapsed:
        return Told(kind="decision", icon="hold", title=_("Hold lapsed: %(kind)s") % {"kind": kind})
    return Told(kind="decision", icon="ok", status="covered", title=_("Hold released: %(kind)s") % {"kind": kind})


def _made(event: events.PromiseMade, around: Surroundings) -> Told:
    title = _("Promised: %(kind)s") % {"kind": word(PROMISES, event.kind)}
    return Told(kind="promise", icon="promise", title=title, text=_("By %(time)s") % {"time": _clock(event.due_at)})


def _moved(event: events.PromiseMoved, around: Surroundings) -> Told:
    title = _("Another time agreed: %(kind)s") % {"kind": _promise(event, around)}
    return Told(kind="promise", icon="promise", title=title, text=_("By %(time)s") % {"time": _clock(event.due_at)})


def _urgency(event: events.UrgencyChanged, around: Surroundings) -> Told:
    title = _("Urgency raised") if event.raised else _("Urgency lowered")
    text = word(LOWER_REASONS, event.reason) if event.reason else ""
    return Told(kind="decision", icon="alert" if event.raised else "p4", title=title, text=text)


def _party(title: str) -> Callable[[Any, Surroundings], Told]:
    def told(event: Any, around: Surroundings) -> Told:
        named = around.parties.get(event.party, "")
        role = word(ROLES, event.role)
        return Told(kind="state", icon="users", title=_(title) % {"role": role}, text=named)

    return told


def _merging(title: str, name: str) -> Callable[[Any, Surroundings], Told]:
    def told(event: Any, around: Surroundings) -> Told:
        number = around.numbers.get(getattr(event, name), "")
        return Told(kind="decision", icon="swap", title=_(title) % {"number": number})

    return told


def _of_promise(icon: str, title: str, reasons: Mapping[str, Any] | None = None, status: str = "") -> Any:
    def told(event: Any, around: Surroundings) -> Told:
        text = word(reasons, event.reason) if reasons else ""
        named = _(title) % {"kind": _promise(event, around)}
        return Told(kind="promise", icon=icon, status=status, title=named, text=text)

    return told


_TELLERS: dict[type[Any], Callable[[Any, Surroundings], Told]] = {
    events.CaseRegistered: _registered,
    events.CaseClaimed: lambda event, around: Told(
        kind="state", icon="user", title=_("Taken: %(who)s") % {"who": _staff(event.staff, around)}
    ),
    events.CaseReleased: lambda event, around: Told(
        kind="state",
        icon="user",
        title=_("Given back to the queue"),
        text=around.notes.get(event.note, "") or _staff(event.staff, around),
    ),
    events.CaseHandedOver: _handed_over,
    events.CaseTakenOver: lambda event, around: Told(
        kind="state",
        icon="user",
        title=_("Taken over by: %(who)s") % {"who": _staff(event.staff, around)},
        text=_("%(who)s was off shift.") % {"who": _staff(event.before, around)},
    ),
    events.HandOverRead: lambda event, around: Told(
        kind="state", icon="check", title=_("Read when taking over: %(who)s") % {"who": _staff(event.staff, around)}
    ),
    events.HandOverUndone: lambda event, around: Told(
        kind="state", icon="undo", title=_("Hand-over taken back"), text=_staff(event.staff, around)
    ),
    events.CasesMerged: _merging(gettext_noop("Case %(number)s became part of this one"), "gone"),
    events.CaseMergedAway: _merging(gettext_noop("Merged into case %(number)s"), "into"),
    events.MergeUndone: _merging(gettext_noop("Case %(number)s stands by itself again"), "gone"),
    events.CaseCameBack: _merging(gettext_noop("No longer part of case %(number)s"), "left"),
    events.PromiseRevived: _of_promise("promise", gettext_noop("Promised as before the merge: %(kind)s")),
    events.WorkStarted: lambda event, around: Told(kind="state", icon="arrow", title=_("Work started")),
    events.TakingUndone: lambda event, around: Told(
        kind="state", icon="undo", title=_("Taking undone, work has not started")
    ),
    events.WaitBegan: _waiting,
    events.WaitEnded: lambda event, around: Told(kind="state", icon="arrow", title=_("The wait is over")),
    events.CaseClosed: lambda event, around: Told(
        kind="state", icon="ok", status="covered", title=_("Case closed"), text=word(OUTCOMES, event.outcome)
    ),
    events.CaseReopened: lambda event, around: Told(
        kind="state", icon="again", title=_("Case reopened"), text=word(REOPEN_REASONS, event.reason)
    ),
    events.CaseCancelled: lambda event, around: Told(
        kind="state", icon="no", status="idle", title=_("Case cancelled"), text=word(CANCEL_REASONS, event.reason)
    ),
    events.CaseForgotten: lambda event, around: Told(
        kind="state", icon="no", status="idle", title=_("The person of this case was forgotten")
    ),
    events.HoldPlaced: lambda event, around: Told(
        kind="decision", icon="hold", title=_("Hold placed: %(kind)s") % {"kind": word(HOLDS, event.kind)}
    ),
    events.HoldReleased: _hold_released,
    events.PromiseMade: _made,
    events.PromiseMoved: _moved,
    events.PromisePaused: _of_promise("pause", gettext_noop("Clock stopped: %(kind)s"), PAUSE_REASONS),
    events.PromiseResumed: _of_promise("promise", gettext_noop("Clock runs again: %(kind)s")),
    events.PromiseKept: _of_promise("check", gettext_noop("Kept: %(kind)s"), status="covered"),
    events.PromiseWithdrawn: _of_promise("no", gettext_noop("Withdrawn: %(kind)s"), WITHDRAW_REASONS),
    events.NoteAdded: lambda event, around: Told(
        kind="note", icon="note", title=_("Note"), text=around.notes.get(event.note, "")
    ),
    events.PartyAdded: _party(gettext_noop("Added: %(role)s")),
    events.PartyChanged: _party(gettext_noop("Corrected: %(role)s")),
    events.DetailsChanged: lambda event, around: Told(
        kind="state", icon="note", title=_("Details corrected"), text=_fields(event)
    ),
    events.PolicyConfirmed: lambda event, around: Told(
        kind="decision", icon="policy", status="covered", title=_("Policy found in the register")
    ),
    events.PolicyUnlinked: lambda event, around: Told(kind="decision", icon="policy", title=_("Not this policy")),
    events.PlaceSet: lambda event, around: Told(
        kind="state", icon="pin", title=_("Place corrected"), text=_fields(event)
    ),
    events.UrgencyChanged: _urgency,
    events.UrgencyConfirmed: lambda event, around: Told(
        kind="decision", icon="check", title=_("Asked for danger: the urgency stays")
    ),
}
