"""The rooms' doors as the past uses them: each function is what a person at a desk did, at a moment that is given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.core.actor import Actor
from pharos.mailroom import api as mailroom
from pharos.medical import api as medical
from pharos.people import api as people
from pharos.twin.demo.past import wording
from pharos.twin.demo.past.planning import Plan
from pharos.twin.demo.past.scene import Scene, actor
from pharos.twin.letters.composing import sender
from pharos.twin.letters.mime import to_bytes
from pharos.twin.letters.shapes import Heard, Letter
from pharos.twin.night.calls import LINES
from pharos.twin.night.sink import hear
from pharos.twin.population.dice import dice
from pharos.twin.population.stories import Story

POST, SWITCHBOARD = Actor.system("smtp"), Actor.system("telephone-demonstration")


@dataclass
class Owed:
    """What a case owes, remembered from its registration on so that it need not be read again for every act."""

    case: UUID
    promises: dict[str, UUID]


def file(letter: Letter, *, now: datetime) -> UUID:
    """A letter comes, is read and finds its conversation, which is returned."""
    came = mailroom.receive(
        to_bytes(letter), now=now, envelope_to=[letter.to], envelope_from=letter.envelope_sender, source="smtp",
        read_later=False,
    )  # fmt: skip
    mailroom.parse(came.id, now=now)
    view = mailroom.letter(came.id)
    filed = contact.file_letters(actor=POST, now=now, letters=[view])[came.id]
    assert filed.conversation is not None, "letters of the past are readable"
    return filed.conversation


def call(plan: Plan, operator: people.Staff, *, now: datetime) -> UUID:
    """A call rings and is taken; its conversation."""
    _signal(plan, operator, "ringing", now)
    return _signal(plan, operator, "answered", now)


def hang_up(plan: Plan, operator: people.Staff, *, now: datetime) -> None:
    """The call is over."""
    _signal(plan, operator, "hung_up", now)


def _signal(plan: Plan, operator: people.Staff, kind: str, now: datetime) -> UUID:
    policy = plan.story.policy
    numbers = policy.phone, LINES[policy.insurer]
    return signal(f"past.{plan.seed}.{policy.serial}", numbers, operator, kind, now=now)


def signal(name: str, numbers: tuple[str, str], operator: people.Staff, kind: str, *, now: datetime) -> UUID:
    """What the switchboard tells of the call it has this name for, from one number to the other; its conversation."""
    event = contact.CallEvent(
        at=now,
        kind=contact.Signal(kind),
        direction=contact.Direction.INCOMING,
        from_number=numbers[0],
        to_number=numbers[1],
        extension=operator.extension,
    )
    return contact.take_call_event(actor=SWITCHBOARD, now=now, pbx_id=name, event=event).contact.conversation_id


def register(plan: Plan, scene: Scene, conversation: UUID, *, now: datetime) -> Owed:
    """An operator asks the danger questions and registers the case from the conversation; what the case owes."""
    operator = scene.operator(plan.operator)
    intake = contact.Intake(
        registration=_registration(plan, scene),
        answers=_asked(plan.story, scene),
        conversation=conversation,
        staff=operator.pk,
    )
    return owed(contact.register(actor=actor(operator), now=now, intake=intake).id)


def _asked(story: Story, scene: Scene) -> dict[str, str]:
    """The danger questions as this traveller would answer them; the gravely ill say yes to the first."""
    questions, answers = scene.danger_questions(story.language), danger_denied(scene, story.language)
    if story.danger and questions:
        answers[questions[0].code] = questions[0].danger_answer
    return answers


def danger_denied(scene: Scene, language: str = "ru") -> dict[str, str]:
    """The danger questions as somebody answers them who is in none."""
    questions = scene.danger_questions(language)
    return {one.code: "no" if one.danger_answer == "yes" else "yes" for one in questions}


def _registration(plan: Plan, scene: Scene) -> cases.Registration:
    story, rng = plan.story, dice("registration", plan.seed)
    policy, patient, home = story.policy, story.patient, scene.insurers[story.policy.insurer]
    known = None if story.behaviour.forgets_policy else scene.policy(policy)
    name = patient.name.full if story.language == "ru" else patient.name.latin
    return cases.Registration(
        insured=cases.PartyFacts(role=cases.PartyRole.INSURED, name=name, language=story.language),
        birth_date=patient.birth_date,
        others=_others(story),
        urgency=story.ailment.urgency,
        insurer=home.id,
        policy=known,
        told=cases.PolicyTold(insurer=home.name_ru),
        place=cases.PlaceFacts(
            place=scene.town(policy.town), heard=policy.town.ru, country=policy.town.country, hotel=policy.hotel,
            room=str(policy.room),
        ),
        language=story.language,
        call_back_phone=policy.phone,
        complaint=story.ailment.complaint["ru"],
        circumstances=wording.circumstances(rng),
        call_back=True,
        owner=scene.operator(plan.operator).pk if plan.owned else None,
    )  # fmt: skip


def _others(story: Story) -> tuple[cases.PartyFacts, ...]:
    """Whoever told us, where that is not the patient: a clinic, a relative."""
    if story.channel == "clinic":
        return (cases.PartyFacts(role=cases.PartyRole.CLINIC, name=story.clinic, mail=sender(story), language="en"),)
    name = story.writer.short if story.language == "ru" else story.writer.latin
    role = cases.PartyRole.CALLER if story.relation == "self" else cases.PartyRole.RELATIVE
    mail = sender(story) if story.channel == "letter" else ""
    return (cases.PartyFacts(role=role, name=name, phone=story.policy.phone, mail=mail, language=story.language),)


def owed(case: UUID) -> Owed:
    """What a case that was just registered owes."""
    found = cases.case(case, medical=False)
    assert found is not None, "it was just registered"
    return Owed(case, {one.kind: one.id for one in found.open_promises})


def begin(case: UUID, operator: people.Staff, *, now: datetime) -> None:
    """The operator takes the case if nobody has it, and starts."""
    cases.take(actor=actor(operator), now=now, case_id=case, staff_id=operator.pk)


def promise(debt: Owed, kind: cases.PromiseKind, operator: people.Staff, *, now: datetime) -> None:
    """Something more is promised."""
    made = cases.make_promise(actor=actor(operator), now=now, case_id=debt.case, kind=kind)
    debt.promises[kind] = made


def keep(debt: Owed, kind: str, operator: people.Staff, *, now: datetime) -> None:
    """Keep the promise of this kind, if there is one."""
    if kind in debt.promises:
        cases.keep_promise(actor=actor(operator), now=now, promise_id=debt.promises.pop(kind))


def review(
    debt: Owed,
    doctor: people.Staff,
    *,
    now: datetime,
    stage: medical.Stage = medical.Stage.COMPLAINT,
    otherwise: Callable[[], bool] = lambda: False,
) -> None:
    """The doctor signs the review of this stage; `otherwise` as in `sign_as_read`."""
    review_id = medical.owe_review(actor=actor(doctor), now=now, case_id=debt.case, stage=stage)
    view = medical.review_view(review_id, "ru") if review_id else None
    if view is not None:
        sign_as_read(view, doctor, now=now, otherwise=otherwise)
        debt.promises.pop("medical_review", None)


def sign_as_read(
    view: medical.ReviewView, doctor: people.Staff, *, now: datetime, otherwise: Callable[[], bool] = lambda: False
) -> None:
    """Opened some minutes ago, judged as the pre-check proposes, what it could not say as right; `otherwise`: asked
    for each item, whether this doctor sees it the other way."""
    by, took = actor(doctor), timedelta(seconds=35 + 20 * len(view.items) + view.id.int % 70)
    medical.note_reading(now=now - took, review_id=view.id, staff=doctor.pk)
    for written, item in enumerate(view.items):
        said = _said(item.proposed)
        if otherwise():
            said = medical.Judgement.RIGHT if said is not medical.Judgement.RIGHT else medical.Judgement.NEEDLESS
        word = medical.Word(place=item.place, judgement=said, reason=medical.Override.OF_THE_PATIENT)
        medical.judge(actor=by, now=now, review_id=view.id, seen=view.version + written, word=word)
    signature = medical.Signature(staff=doctor.pk)
    medical.sign(actor=by, now=now, review_id=view.id, seen=view.version + len(view.items), by=signature)


def _said(proposed: str) -> medical.Judgement:
    """A doctor who asks nothing takes what is not clear as right."""
    word = medical.Judgement(proposed)
    return medical.Judgement.RIGHT if word is medical.Judgement.ASK else word


def close(debt: Owed, operator: people.Staff, outcome: str, *, now: datetime) -> None:
    """Whatever is still promised has been done; the case ends."""
    for kind in list(debt.promises):
        keep(debt, kind, operator, now=now)
    cases.close(actor=actor(operator), now=now, case_id=debt.case, outcome=outcome)


def answer(plan: Plan, conversation: UUID, operator: people.Staff, *, now: datetime) -> Heard | None:
    """The operator answers by letter, which goes out at once; what the traveller reads."""
    text = wording.answer(plan.story, dice("answer", plan.seed))
    subject = "Ваше обращение" if plan.story.language == "ru" else "Your request"
    letter = contact.answer_letter(
        actor=actor(operator),
        now=now,
        conversation_id=conversation,
        answer=contact.Answer(subject=subject, text=text, language=plan.story.language),
        request=f"past {plan.seed} {conversation}",
    )
    mailroom.send(letter, now=now)
    raw = mailroom.raw_letter(letter)
    return hear(raw, sender(plan.story)) if raw else None


def end(conversation: UUID, operator: people.Staff, reason: str, *, now: datetime) -> None:
    """No case comes of it."""
    contact.end_conversation(
        actor=actor(operator), now=now, conversation_id=conversation, reason=contact.EndReason(reason)
    )


def see(conversation: UUID, operator: people.Staff, *, now: datetime) -> None:
    """What came late has been read and asks for nothing."""
    contact.mark_seen(actor=actor(operator), now=now, conversation_id=conversation)


@contextmanager
def letters_stay_here() -> Iterator[None]:
    """What was answered in the past is handed to a folder and to no mail server."""
    before = settings.MAIL_SMTP_URL
    settings.MAIL_SMTP_URL = "file://"
    try:
        yield
    finally:
        settings.MAIL_SMTP_URL = before


def some_case(now: datetime) -> str:
    """The number of a case that is open, for a stranger to quote; empty where there is none yet."""
    rows = cases.queue(cases.QueueFilter(), now=now, medical=False, limit=1).rows
    return rows[0].line.number if rows else ""
