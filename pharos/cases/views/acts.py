"""Acts on a case: one table of what may be done, by whom, with which form. Their pages
are in `acting`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from pharos.cases import api as cases
from pharos.cases.forms import acts as forms
from pharos.cases.rules.codes import Code
from pharos.core.objections import Objected, Objection
from pharos.core.urgency import Urgency
from pharos.people.api import Permission, actor, me

WORKS = (Permission.WORK_CASES,)
READS = (Permission.SEE_CASES,)


@dataclass(frozen=True)
class Doing:
    """What an act is carried out with: who, when, on which case, with what said in the form, on which row of it, and
    what the form was opened with."""

    request: HttpRequest
    case: cases.CaseSnapshot
    said: Mapping[str, Any]
    row: UUID | None
    seen: Any = None

    @property
    def by(self) -> dict[str, Any]:
        return {"actor": actor(self.request), "now": timezone.now()}

    @property
    def on(self) -> dict[str, Any]:
        return {**self.by, "case_id": self.case.id}


@dataclass(frozen=True, kw_only=True)
class Act:
    """`does` is the title of the page and the button, `done` the toast, `undo` the act that takes it back.

    `decides` names what two people must not change unawares of each other.
    """

    does: Any
    done: Any
    run: Callable[[Doing], Any]
    form: type[forms.ActForm] = forms.NothingToSay
    permissions: tuple[Permission, ...] = WORKS
    undo: str = ""
    of_row: str = ""
    decides: str = ""


def _take(doing: Doing) -> None:
    cases.take(**doing.on, staff_id=me(doing.request).pk)


def _take_over(doing: Doing) -> None:
    cases.take_over(**doing.on, staff_id=me(doing.request).pk)


def _undo_take(doing: Doing) -> None:
    cases.undo_take(**doing.on)


def _release(doing: Doing) -> None:
    cases.release(**doing.on, permissions=me(doing.request).permissions)


def _hand_over(doing: Doing) -> None:
    said = doing.said
    permissions = me(doing.request).permissions
    cases.hand_over(
        **doing.by, case_ids=[doing.case.id], staff_id=said["staff"].pk, note=said["note"], permissions=permissions
    )


def _take_back(doing: Doing) -> None:
    batch = cases.last_hand_over(doing.case.id)
    if batch is None:
        raise Objected(Objection(Code.HANDED_ON))
    cases.take_back(**doing.by, batch=batch, permissions=me(doing.request).permissions)


def _wait(doing: Doing) -> None:
    pausing = [UUID(promise) for promise in doing.said.get("pausing", ())]
    cases.wait_for(**doing.on, waits_for=doing.said["waits_for"], until=doing.said["until"], pausing=pausing)


def _promise(doing: Doing) -> None:
    cases.make_promise(**doing.on, kind=cases.PromiseKind(doing.said["kind"]), agreed=doing.said["agreed"])


def _urgency(doing: Doing) -> None:
    cases.set_urgency(**doing.on, urgency=Urgency(doing.said["urgency"]), reason=doing.said["reason"])


def _release_hold(doing: Doing) -> None:
    cases.release_hold(**doing.by, hold_id=_row(doing), permissions=me(doing.request).permissions)


def _row(doing: Doing) -> UUID:
    assert doing.row is not None
    return doing.row


def _facts(doing: Doing) -> cases.PartyFacts:
    return cases.PartyFacts(**doing.said)


ACTS: dict[str, Act] = {
    "take": Act(
        does=gettext_lazy("Take the case"), done=gettext_lazy("The case is yours"), run=_take, undo="undo-take"
    ),
    "take-over": Act(does=gettext_lazy("Take the case over"), done=gettext_lazy("The case is yours"), run=_take_over),
    "undo-take": Act(
        does=gettext_lazy("Undo the taking"),
        done=gettext_lazy("The case is back in the queue"),
        run=_undo_take,
        undo="take",
    ),
    "release": Act(
        does=gettext_lazy("Give back to the queue"),
        done=gettext_lazy("The case is back in the queue"),
        run=_release,
        undo="take",
    ),
    "hand-over": Act(
        does=gettext_lazy("Hand over"),
        done=gettext_lazy("The case is handed over"),
        run=_hand_over,
        form=forms.HandOverForm,
        undo="take-back",
    ),
    "take-back": Act(
        does=gettext_lazy("Take the hand-over back"),
        done=gettext_lazy("The hand-over is taken back"),
        run=_take_back,
    ),
    "start": Act(
        does=gettext_lazy("Start work"), done=gettext_lazy("Work has started"), run=lambda d: cases.start_work(**d.on)
    ),
    "wait": Act(
        does=gettext_lazy("Wait for somebody"),
        done=gettext_lazy("The case waits"),
        run=_wait,
        form=forms.WaitForm,
        undo="resume",
    ),
    "resume": Act(
        does=gettext_lazy("Go on"), done=gettext_lazy("The wait is over"), run=lambda d: cases.resume(**d.on)
    ),
    "close": Act(
        does=gettext_lazy("Close the case"),
        done=gettext_lazy("The case is closed"),
        run=lambda d: cases.close(**d.on, **d.said),
        form=forms.CloseForm,
        decides="outcome",
    ),
    "cancel": Act(
        does=gettext_lazy("Cancel the case"),
        done=gettext_lazy("The case is cancelled"),
        run=lambda d: cases.cancel(**d.on, **d.said),
        form=forms.CancelForm,
        decides="outcome",
    ),
    "reopen": Act(
        does=gettext_lazy("Reopen the case"),
        done=gettext_lazy("The case is open again"),
        run=lambda d: cases.reopen(**d.on, **d.said),
        form=forms.ReopenForm,
    ),
    "urgency": Act(
        does=gettext_lazy("Change the urgency"),
        done=gettext_lazy("The urgency is changed"),
        run=_urgency,
        form=forms.UrgencyForm,
        decides="urgency",
    ),
    "note": Act(
        does=gettext_lazy("Write a note"),
        done=gettext_lazy("The note is written"),
        run=lambda d: cases.add_note(**d.on, **d.said),
        form=forms.NoteForm,
        permissions=(Permission.SEE_MEDICAL,),
    ),
    "party": Act(
        does=gettext_lazy("Add a person"),
        done=gettext_lazy("The person is added"),
        run=lambda d: cases.add_party(**d.on, facts=_facts(d)),
        form=forms.PartyForm,
    ),
    "promise": Act(
        does=gettext_lazy("Promise something"),
        done=gettext_lazy("The promise is made"),
        run=_promise,
        form=forms.PromiseForm,
    ),
    "policy": Act(
        does=gettext_lazy("It is this policy"),
        done=gettext_lazy("The policy is confirmed"),
        run=lambda d: cases.confirm_policy(**d.on, policy_id=d.said["policy"]),
        form=forms.PolicyForm,
        undo="not-policy",
    ),
    "not-policy": Act(
        does=gettext_lazy("It is not this policy"),
        done=gettext_lazy("The policy is unlinked"),
        run=lambda d: cases.unlink_policy(**d.on),
    ),
    "change-party": Act(
        does=gettext_lazy("Correct the person"),
        done=gettext_lazy("The person is corrected"),
        run=lambda d: cases.change_party(**d.by, party_id=_row(d), facts=_facts(d), seen=d.seen),
        form=forms.PartyForm,
        of_row="parties",
    ),
    "keep": Act(
        does=gettext_lazy("Kept"),
        done=gettext_lazy("The promise is kept"),
        run=lambda d: cases.keep_promise(**d.by, promise_id=_row(d)),
        of_row="promises",
    ),
    "move": Act(
        does=gettext_lazy("Agree on another time"),
        done=gettext_lazy("Another time is agreed"),
        run=lambda d: cases.move_promise(**d.by, promise_id=_row(d), **d.said),
        form=forms.MoveForm,
        of_row="promises",
    ),
    "pause": Act(
        does=gettext_lazy("Stop the clock"),
        done=gettext_lazy("The clock stands"),
        run=lambda d: cases.pause_promise(**d.by, promise_id=_row(d), **d.said),
        form=forms.PauseForm,
        undo="run",
        of_row="promises",
    ),
    "run": Act(
        does=gettext_lazy("Run the clock"),
        done=gettext_lazy("The clock runs"),
        run=lambda d: cases.resume_promise(**d.by, promise_id=_row(d)),
        of_row="promises",
    ),
    "withdraw": Act(
        does=gettext_lazy("Withdraw the promise"),
        done=gettext_lazy("The promise is withdrawn"),
        run=lambda d: cases.withdraw_promise(**d.by, promise_id=_row(d), **d.said),
        form=forms.WithdrawForm,
        of_row="promises",
    ),
    "release-hold": Act(
        does=gettext_lazy("Release the hold"),
        done=gettext_lazy("The hold is released"),
        run=_release_hold,
        permissions=READS,
        of_row="holds",
    ),
}
