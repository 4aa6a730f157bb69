"""Two whose policy does not pay: one refusal is signed and told, the other waits for a second person."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.policies import api as policies
from pharos.twin.demo.past.doors import danger_denied, signal
from pharos.twin.demo.past.scene import Scene, actor
from pharos.twin.night.calls import LINES
from pharos.twin.population.phones import phone
from pharos.twin.population.places import Town

Life = Generator[timedelta, datetime, None]


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Who called so long ago, with what, and what was found out. `signed` after so long, or not at all yet."""

    ago: timedelta
    name: str
    serial: int
    town: Town
    hotel: str
    complaint: str
    circumstances: str
    facts: Mapping[str, str]
    items: tuple[str, ...]
    remark: str
    signed: timedelta | None = None


BOTH = (
    Refused(
        ago=timedelta(hours=3),
        name="Рябцев Глеб Андреевич",
        serial=90_001,
        town=Town("TR", "Фетхие", "в Фетхие", "Fethiye"),
        hotel="Oleander Terrace",
        complaint="Болит голеностоп, нога отекла",
        circumstances="Неудачно приземлился на параплане, летел сам",
        facts={"activity": "flying", "danger": "pain", "alcohol": "no"},
        items=("outpatient", "diagnostics", "transport"),
        remark="Летел сам, не пассажиром: сказал дважды.",
        signed=timedelta(minutes=9),
    ),
    Refused(
        ago=timedelta(minutes=22),
        name="Осинина Вера Львовна",
        serial=90_002,
        town=Town("TH", "Пхукет", "на Пхукете", "Phuket"),
        hotel="Jasmine Bay House",
        complaint="Ссадины и боль в запястье после падения",
        circumstances="Упала с мотоцикла 400 кубов, прав категории А нет",
        facts={"activity": "motorbike", "engine_cc": "400", "licence": "no", "danger": "none", "alcohol": "no"},
        items=("outpatient", "medicines"),
        remark="Объём двигателя назвала по договору проката.",
    ),
)


def refused_lives(scene: Scene, now: datetime) -> list[tuple[datetime, Life]]:
    """When each called, and what came of it so far."""
    return [(now - one.ago, _life(scene, one, number)) for number, one in enumerate(BOTH)]


def _life(scene: Scene, told: Refused, number: int) -> Life:
    operator = scene.operator(number)
    now = yield timedelta(0)
    call, numbers = f"past.refused.{number}", (phone("RU", told.serial), LINES["SZ"])
    for kind in ("ringing", "answered"):
        conversation = signal(call, numbers, operator, kind, now=now)
    now = yield timedelta(minutes=4)
    intake = contact.Intake(
        registration=_registration(scene, told, owner=operator.pk),
        answers=danger_denied(scene),
        conversation=conversation,
        staff=operator.pk,
    )
    case = contact.register(actor=actor(operator), now=now, intake=intake).id
    asked = contact.cover_of_case(case)
    assert asked is not None, "it was just registered"
    days = {"issued": _day(now, 20), "loss_date": _day(now, 0)}
    policies.tell_facts(
        actor=actor(operator),
        now=now,
        about=asked.about,
        told=[policies.Told(name, value, policies.Source.TRAVELLER) for name, value in {**days, **told.facts}.items()],
        seen=policies.standing_of(asked.about).version,
    )
    now = yield timedelta(minutes=2)
    decision = policies.latest_decision(case)
    assert decision is not None, "the insurer's wording is published"
    refusal = policies.propose(
        actor=actor(operator), now=now, decision_id=decision.id, items=told.items, remark=told.remark
    )
    signal(call, numbers, operator, "hung_up", now=now)
    if told.signed:
        now = yield told.signed
        policies.sign(actor=actor(scene.doctor(0)), now=now, refusal_id=refusal, seen=decision.id)


def _day(now: datetime, ago: int) -> str:
    return (now.date() - timedelta(days=ago)).isoformat()


def _registration(scene: Scene, told: Refused, *, owner: int) -> cases.Registration:
    return cases.Registration(
        insured=cases.PartyFacts(role=cases.PartyRole.INSURED, name=told.name, phone=phone("RU", told.serial)),
        birth_date=date(1988, 5, 1 + told.serial % 28),
        insurer=scene.insurers["SZ"].id,
        told=cases.PolicyTold(insurer=scene.insurers["SZ"].name_ru),
        place=cases.PlaceFacts(
            place=scene.town(told.town), heard=told.town.ru, country=told.town.country, hotel=told.hotel
        ),
        language="ru",
        call_back_phone=phone("RU", told.serial),
        complaint=told.complaint,
        circumstances=told.circumstances,
        call_back=True,
        owner=owner,
    )
