"""The life of one case, of one loose letter: a course of real actions with pauses between them.

A life is a generator. It yields how long until its next act and is given the moment of that act; when the present
is reached first, it is simply left where it stands, as a colleague's work is at the change of shift.
"""

from collections.abc import Generator
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from pharos.cases import api as cases
from pharos.people import api as people
from pharos.twin.demo.past import doors
from pharos.twin.demo.past.planning import Loose, Plan
from pharos.twin.demo.past.scene import Scene, actor
from pharos.twin.demo.past.wording import note
from pharos.twin.letters.composing import first_letter
from pharos.twin.letters.replying import reply
from pharos.twin.letters.strangers import strangers_letter
from pharos.twin.population.dice import dice

Life = Generator[timedelta, datetime, None]
ENDS = {
    "spam": "spam",
    "press": "press",
    "question": "question",
    "wrong": "wrong_insurer",
    "insurer": "other",
    "stranger": "other",
}


def case_life(plan: Plan, scene: Scene) -> Life:
    """From the first letter or call to the closed case, and a late word of thanks."""
    rng, now = dice(plan.seed), plan.begins
    conversation = _contact(plan, scene, now)
    now = yield plan.registered
    operator = scene.operator(plan.operator)
    if plan.story.channel == "call":
        doors.hang_up(plan, operator, now=now)
    debt = doors.register(plan, scene, conversation, now=now)
    if plan.cancelled:
        now = yield timedelta(minutes=9)
        cases.cancel(actor=actor(operator), now=now, case_id=debt.case, reason="duplicate")
        return
    if plan.stalls == "registered":
        return
    now = yield plan.called_back
    doors.begin(debt.case, operator, now=now)
    doors.keep(debt, "call_back", operator, now=now)
    _write(debt, "called", plan, rng, now, operator)
    heard = doors.answer(plan, conversation, operator, now=now) if plan.answered else None
    now = yield timedelta(minutes=2)
    doors.promise(debt, cases.PromiseKind.ARRANGE_DOCTOR, operator, now=now)
    now = yield plan.reviewed
    doors.review(debt, scene.doctor(plan.doctor), now=now)
    if plan.stalls == "called":
        return
    yield from _help(plan, debt, operator, rng)
    if heard and plan.thanks:
        now = yield timedelta(minutes=25 + rng.random() * 240)
        letter = reply(plan.story, heard, "thanks", date=now, message_id=f"late.{plan.seed}@{_post(plan)}")
        doors.file(letter, now=now)
        now = yield timedelta(minutes=12 + rng.random() * 50)
        doors.see(conversation, operator, now=now)


def _help(plan: Plan, debt: doors.Owed, operator: people.Staff, rng: Random) -> Life:
    now = yield plan.arranged
    doors.keep(debt, "arrange_doctor", operator, now=now)
    doors.keep(debt, "confirm_policy", operator, now=now)
    _write(debt, "arranged", plan, rng, now, operator)
    if plan.waits:
        yield from _wait(plan, debt, operator, rng)
    now = yield timedelta(minutes=35 + rng.random() * 90)
    _write(debt, "report", plan, rng, now, operator)
    now = yield plan.ends
    _write(debt, "ended", plan, rng, now, operator)
    doors.close(debt, operator, plan.outcome, now=now)


def _wait(plan: Plan, debt: doors.Owed, operator: people.Staff, rng: Random) -> Life:
    now = yield timedelta(minutes=6)
    wanted = ("clinic", "insurer", "traveller", "document")[plan.seed % 4]
    until = now + timedelta(minutes=70 + rng.random() * 200)
    cases.wait_for(actor=actor(operator), now=now, case_id=debt.case, waits_for=wanted, until=until)
    _write(debt, "waiting", plan, rng, now, operator)
    now = yield timedelta(minutes=60 + rng.random() * 150)
    cases.resume(actor=actor(operator), now=now, case_id=debt.case)


def loose_life(loose: Loose, scene: Scene, number: int) -> Life:
    """A letter that makes no case."""
    story, now = loose.story, loose.begins
    identity = f"loose.{number}.{story.policy.serial}@past.example"
    if loose.kind == "letter":
        doors.file(first_letter(story, to=scene.desk(story.policy), date=now, message_id=identity), now=now)
        return
    case = doors.some_case(now) if loose.kind == "stranger" else ""
    desk = scene.desk(story.policy)
    letter = strangers_letter(loose.kind, story, to=desk, date=now, message_id=identity, case=case)
    conversation = doors.file(letter, now=now)
    if loose.ended and loose.kind in ENDS:
        now = yield loose.ended
        doors.end(conversation, scene.operator(number), ENDS[loose.kind], now=now)


def _contact(plan: Plan, scene: Scene, now: datetime) -> UUID:
    story = plan.story
    if story.channel == "call":
        return doors.call(plan, scene.operator(plan.operator), now=now)
    identity = f"first.{plan.seed}.{story.policy.serial}@{_post(plan)}"
    return doors.file(first_letter(story, to=scene.desk(story.policy), date=now, message_id=identity), now=now)


def _write(debt: doors.Owed, kind: str, plan: Plan, rng: Random, now: datetime, author: people.Staff) -> None:
    cases.add_note(actor=actor(author), now=now, case_id=debt.case, text=note(kind, plan.story, rng))


def _post(plan: Plan) -> str:
    return plan.story.policy.mail.rpartition("@")[2]
