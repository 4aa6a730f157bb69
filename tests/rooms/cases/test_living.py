"""A case's whole life against a simple model: whatever is done in whatever order, what must hold holds."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pharos.cases import api as cases
from pharos.cases.models import Promise
from pharos.cases.rules.clocks import Heard, watch
from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from tests.cast import ANNA, BORIS, NOW, OLEG, actor, hire
from tests.rooms.cases.stage import register, row

PROMISED = [cases.PromiseKind.CALL_BACK, cases.PromiseKind.GUARANTEE]
STEPS = {
    ("registered", "start"): "in_work", ("in_work", "wait"): "waiting", ("waiting", "wait"): "waiting",
    ("waiting", "resume"): "in_work", ("in_work", "close"): "closed", ("waiting", "close"): "closed",
    ("reopened", "close"): "closed", ("reopened", "start"): "in_work", ("closed", "reopen"): "reopened",
    ("cancelled", "reopen"): "reopened", ("registered", "cancel"): "cancelled", ("in_work", "cancel"): "cancelled",
    ("waiting", "cancel"): "cancelled",
}  # fmt: skip


class Life(RuleBasedStateMachine):
    """The model knows the status, the owner, what is held and what is promised; the actions must agree."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now: datetime = NOW
        self.status, self.owner = "registered", None
        self.reviewed, self.bill = False, False
        self.promises: dict[UUID, str] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @initialize(call_back=st.booleans())
    def registered(self, *, call_back: bool) -> None:
        self.case = register(call_back=call_back)
        self.promises = {p.id: "running" for p in Promise.objects.filter(case=self.case) if p.kind != "medical_review"}

    def attempt(self, work: Any, **facts: Any) -> bool:
        """Whether the action was carried out; time goes on, or back a little on a skewed machine."""
        self.now += timedelta(minutes=facts.pop("minutes", 1))
        try:
            work(actor=facts.pop("by", actor(ANNA)), now=self.now, **facts)
        except Objected:
            return False
        return True

    def step(self, name: str, work: Any, fine: bool, **facts: Any) -> None:  # noqa: FBT001
        expected = STEPS.get((self.status, name)) if fine else None
        done = self.attempt(work, case_id=self.case, **facts)
        assert done == (expected is not None), (self.status, name)
        self.status = expected or self.status

    @property
    def open(self) -> bool:
        return self.status not in ("closed", "cancelled")

    @rule(who=st.sampled_from([ANNA, OLEG]))
    def claim(self, who: dict[str, object]) -> None:
        pk = hire(who).pk
        done = self.attempt(cases.claim, by=actor(who), case_id=self.case, staff_id=pk)
        assert done == (self.open and self.owner in (None, pk))
        self.owner = pk if done else self.owner

    @rule()
    def release(self) -> None:
        done = self.attempt(cases.release, case_id=self.case)
        assert done == (self.open and self.owner == hire(ANNA).pk)
        self.owner = None if done else self.owner

    @rule()
    def start(self) -> None:
        self.step("start", cases.start_work, self.owner is not None)

    @rule(minutes=st.integers(-3, 90), hours=st.integers(-1, 5), pausing=st.booleans())
    def wait(self, minutes: int, hours: int, *, pausing: bool) -> None:
        chosen = [p for p, state in self.promises.items() if state == "running"] if pausing else []
        until = self.now + timedelta(minutes=minutes, hours=hours)
        before = self.status
        self.step("wait", cases.wait_for, hours > 0, waits_for="clinic", until=until, pausing=chosen, minutes=minutes)
        if self.status == "waiting" and hours > 0 and before in ("in_work", "waiting"):
            self.promises |= dict.fromkeys(chosen, "waiting")

    @rule()
    def resume(self) -> None:
        before = self.status
        self.step("resume", cases.resume, fine=True)
        if before == "waiting":
            self.promises |= {p: "running" for p, state in self.promises.items() if state == "waiting"}

    @rule(outcome=st.sampled_from(["help_given", "", "nonsense"]))
    def close(self, outcome: str) -> None:
        free = self.reviewed and not self.bill and not self.promises
        self.step("close", cases.close, free and outcome == "help_given", outcome=outcome)

    @rule(reason=st.sampled_from(["duplicate", ""]))
    def cancel(self, reason: str) -> None:
        before = self.status
        self.step("cancel", cases.cancel, bool(reason) and not self.bill, reason=reason)
        if self.status == "cancelled" != before:
            self.promises = {}

    @rule(reason=st.sampled_from(["new_contact", ""]))
    def reopen(self, reason: str) -> None:
        before = self.status
        self.step("reopen", cases.reopen, bool(reason), reason=reason)
        if self.status == "reopened" != before:
            self.owner = None
            fresh = Promise.objects.filter(case=self.case, stopped_at=None).exclude(kind="medical_review")
            self.promises = {p.id: "running" for p in fresh}

    @rule(by=st.sampled_from([BORIS, ANNA]))
    def review(self, by: dict[str, object]) -> None:
        hold = row(self.case).holds.filter(kind="medical_review").latest("id")
        may = {"release_medical_hold"} if by is BORIS else hire(by).permissions
        done = self.attempt(cases.release_hold, by=actor(by), hold_id=hold.id, permissions=may)
        assert done == (by is BORIS and hold.released_at is None)
        self.reviewed = self.reviewed or done

    @rule()
    def bill_comes(self) -> None:
        done = self.attempt(
            cases.place_hold, by=Actor.system("bills"), case_id=self.case, kind=cases.HoldKind.BILL_UNSETTLED
        )
        assert done == (self.open and not self.bill)
        self.bill = self.bill or done

    @precondition(lambda self: self.bill)
    @rule()
    def bill_is_paid(self) -> None:
        hold = row(self.case).holds.get(kind="bill_unsettled", released_at=None)
        assert self.attempt(cases.release_hold, hold_id=hold.id, permissions={"release_bill_hold"})
        self.bill = False

    @precondition(lambda self: self.open)
    @rule()
    def comes_to_its_end(self) -> None:
        """From wherever an open case stands there is a way to closing it well."""
        for promised in list(self.promises):
            assert self.attempt(cases.keep_promise, promise_id=promised)
        self.promises = {}
        if self.bill:
            self.bill_is_paid()
        if not self.reviewed:
            self.review(BORIS)
        if self.owner is None:
            self.claim(ANNA)
        if self.status == "registered":
            self.start()
        self.close("help_given")
        assert self.status == "closed"

    @rule(kind=st.sampled_from(PROMISED), minutes=st.integers(-5, 200))
    def promise(self, kind: cases.PromiseKind, minutes: int) -> None:
        agreed = self.now + timedelta(minutes=1 + minutes)
        before = set(Promise.objects.filter(case=self.case).values_list("id", flat=True))
        done = self.attempt(cases.make_promise, case_id=self.case, kind=kind, agreed=agreed)
        assert done == (self.open and minutes > 0)
        self.promises |= dict.fromkeys(
            set(Promise.objects.filter(case=self.case).values_list("id", flat=True)) - before, "running"
        )

    @precondition(lambda self: self.promises)
    @rule(
        data=st.data(),
        act=st.sampled_from(["keep", "withdraw", "pause", "resume", "move"]),
        minutes=st.integers(-4, 60),
    )
    def about_a_promise(self, data: st.DataObject, act: str, minutes: int) -> None:
        chosen = data.draw(st.sampled_from(sorted(self.promises)))
        state = self.promises[chosen]
        works: dict[str, tuple[Any, dict[str, Any], bool, str | None]] = {
            "keep": (cases.keep_promise, {}, True, None),
            "withdraw": (cases.withdraw_promise, {"reason": "not_needed"}, True, None),
            "pause": (cases.pause_promise, {"reason": "clinic"}, state == "running", "paused"),
            "resume": (cases.resume_promise, {}, state != "running", "running"),
            "move": (cases.move_promise, {"until": self.now + timedelta(minutes=minutes, days=1)}, True, "running"),
        }
        work, facts, fine, after = works[act]
        done = self.attempt(work, promise_id=chosen, minutes=minutes, **facts)
        assert done == fine
        if done and after:
            self.promises[chosen] = after
        elif done:
            del self.promises[chosen]

    @invariant()
    def what_must_hold_holds(self) -> None:
        if not hasattr(self, "case"):
            return
        case = row(self.case)
        running = [p for p in Promise.objects.filter(case=case, stopped_at=None, paused_at=None)]
        assert (case.status, case.owner_id) == (self.status, self.owner)
        assert set(
            Promise.objects.filter(case=case, stopped_at=None)
            .exclude(kind="medical_review")
            .values_list("id", flat=True)
        ) == set(self.promises)
        due = [p.due_at for p in running] + ([case.waiting_until] if case.waiting_until else [])
        assert case.next_due_at == (min(due, default=None) if self.open else None)
        if not self.open:
            assert not running
        if self.status == "closed":
            assert self.reviewed

    @invariant()
    def every_clock_is_what_the_journal_says(self) -> None:
        if not hasattr(self, "case"):
            return
        heard: dict[UUID, list[Heard]] = {}
        for entry in reversed(journal.entries([self.case], limit=1000)):
            if promised := getattr(entry.event, "promise", None):
                heard.setdefault(promised, []).append(Heard(entry.recorded_at, entry.event))
        for promise in Promise.objects.filter(case=self.case):
            seen = watch(heard[promise.id])
            assert seen is not None
            assert (seen.clock, seen.heard_at) == (promise.clock, promise.heard_at)


@pytest.mark.django_db
def test_whatever_is_done_in_whatever_order_the_case_keeps_its_rules() -> None:
    for person in (ANNA, OLEG, BORIS):
        hire(person)
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=30, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
