"""The diver: he called a quarter of an hour ago, and whether his policy covers it is still being asked."""

from collections.abc import Generator
from datetime import date, datetime, timedelta
from uuid import UUID

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.people import api as people
from pharos.policies import api as policies
from pharos.twin.demo.past.doors import danger_denied, signal
from pharos.twin.demo.past.scene import Scene, actor
from pharos.twin.night.calls import LINES
from pharos.twin.population.policies import Policy, diver

AGO = timedelta(minutes=16)
TOLD = {"activity": "diving", "depth_m": "25", "danger": "pain"}
"""What he has said so far; the option and whether anybody was beside him are still to be asked."""


def diver_life(scene: Scene, now: datetime, today: date) -> tuple[datetime, Generator[timedelta, datetime, None]]:
    """When he called, and what came of it so far."""
    return now - AGO, _life(scene, diver(today))


def _life(scene: Scene, policy: Policy) -> Generator[timedelta, datetime, None]:
    operator = scene.operator(0)
    now = yield timedelta(0)
    call, numbers = "past.diver", (policy.phone, LINES[policy.insurer])
    for kind in ("ringing", "answered"):
        conversation = signal(call, numbers, operator, kind, now=now)
    now = yield timedelta(minutes=3)
    intake = contact.Intake(
        registration=_registration(scene, policy, operator),
        answers=danger_denied(scene),
        conversation=conversation,
        staff=operator.pk,
    )
    case = contact.register(actor=actor(operator), now=now, intake=intake).id
    now = yield timedelta(minutes=1)
    told = {"loss_date": (now.date() - timedelta(days=1)).isoformat(), **TOLD}
    for fact, value in told.items():
        _tell(case, operator, policies.Told(fact, value, policies.Source.TRAVELLER), now)
        now = yield timedelta(seconds=20)
    signal(call, numbers, operator, "hung_up", now=now)


def _tell(case: UUID, operator: people.Staff, told: policies.Told, now: datetime) -> None:
    asked = contact.cover_of_case(case)
    assert asked is not None, "it was just registered"
    seen = policies.standing_of(asked.about).version
    policies.tell_facts(actor=actor(operator), now=now, about=asked.about, told=[told], seen=seen)


def _registration(scene: Scene, policy: Policy, operator: people.Staff) -> cases.Registration:
    return cases.Registration(
        insured=cases.PartyFacts(role=cases.PartyRole.INSURED, name=policy.holder.name.full, phone=policy.phone),
        birth_date=policy.holder.birth_date,
        insurer=scene.insurers[policy.insurer].id,
        policy=scene.policy(policy),
        place=cases.PlaceFacts(
            place=scene.town(policy.town),
            heard=policy.town.ru,
            country=policy.town.country,
            hotel=policy.hotel,
            room=str(policy.room),
        ),
        language="ru",
        call_back_phone=policy.phone,
        complaint="Болит ухо и кружится голова после погружения",
        circumstances="Погружение вчера днём, двадцать пять метров, поднялся сам",
        call_back=True,
        owner=operator.pk,
    )
