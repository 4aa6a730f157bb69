"""The demonstration's requests: two years worked by the real acts, and some on the desk now. Insurers are invented,
places are real; the year's half more than the last is the seed article's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID

from django.utils import timezone

from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.network.desk.actions import moving, scouting
from pharos.network.desk.actions.answering import reply
from pharos.network.desk.actions.opening import Asked, Journey, open_request
from pharos.network.desk.letters import begun
from pharos.network.models import DestinationRequest
from pharos.network.rules.requests import Origin, Purpose, Step
from pharos.places import api as places

PAST = (
    "Вьетнам, Нячанг", "Санья, Китай", "Шри-Ланка, Хиккадува", "Сейшелы, Маэ", "Иран, Тегеран", "Зимбабве, Хараре",
    "Тунис, Сусс", "Браззавиль, Конго", "Бахрейн, Манама", "Манагуа", "Дакка", "Кюрасао", "Гоа, Индия", "Занзибар",
    "Куба, Варадеро", "Мадагаскар, Антананариву",
)  # fmt: skip
THIS_YEAR, LAST_YEAR = 18, 16


@dataclass(frozen=True, kw_only=True)
class _OnDesk:
    """A request that is open: what was said, how long ago, who goes when, and how far it has come."""

    said: str
    hours: int
    travellers: int | None
    leaves_in: int | None
    purpose: Purpose
    steps: tuple[Step, ...] = ()
    origin: Origin = Origin.INSURER


ON_DESK = (
    _OnDesk(said="г. Джуба (Судан)", hours=3, travellers=3, leaves_in=25, purpose=Purpose.BUSINESS),
    _OnDesk(said="Конго", hours=20, travellers=2, leaves_in=14, purpose=Purpose.WORK),
    _OnDesk(
        said="Нидерландские Антильские острова", hours=30, travellers=None, leaves_in=None, purpose=Purpose.TOURISM
    ),
    _OnDesk(
        said="г. Манагуа (Никарагуа)", hours=50, travellers=4, leaves_in=30, purpose=Purpose.WORK,
        steps=(Step.REGISTER, Step.SCOUTING),
    ),
    _OnDesk(
        said="Шантарские острова", hours=70, travellers=9, leaves_in=20, purpose=Purpose.EXPEDITION,
        steps=(Step.REGISTER, Step.SCOUTING),
    ),
    _OnDesk(
        said="г. Дакка (Бангладеш)", hours=90, travellers=2, leaves_in=12, purpose=Purpose.BUSINESS,
        steps=(Step.REGISTER,), origin=Origin.OWN,
    ),
)  # fmt: skip


def load_demo_requests(*, actor: Actor, now: datetime) -> int:
    """Fill the desk where it is empty; how many requests there are then."""
    if not DestinationRequest.objects.exists():
        with journal.transaction(actor=actor, now=now):
            companies = insurers.insurers()
            for number, (said, at) in enumerate(_past(now)):
                _worked(actor, at, said, companies[number % len(companies)].id)
            for number, one in enumerate(ON_DESK):
                _open(actor, now, one, companies[number % len(companies)].id)
    return DestinationRequest.objects.count()


def _past(now: datetime) -> list[tuple[str, datetime]]:
    """Half as many more this year as up to this day of the last one, and the rest of that."""
    said = cycle(PAST)
    begin = now.replace(month=1, day=9, hour=9)
    span = max(timedelta(days=1), now - begin - timedelta(days=12))
    this = [(next(said), begin + span * at / THIS_YEAR) for at in range(THIS_YEAR)]
    before = begin.replace(year=begin.year - 1)
    last = [(next(said), before + span * at / LAST_YEAR) for at in range(LAST_YEAR)]
    rest = [(next(said), before + span + timedelta(days=20 * (at + 1))) for at in range(5)]
    return sorted([*this, *last, *[one for one in rest if one[1].year == before.year]], key=lambda one: one[1])


def _worked(actor: Actor, at: datetime, said: str, insurer: UUID) -> None:
    later = at + timedelta(hours=30)
    asked = Asked(
        origin=Origin.INSURER, insurer=insurer, place_said=said, reply_to="travel@insurer.example",
        journey=Journey(travellers=2, departs_on=at.date() + timedelta(days=21), purpose=Purpose.TOURISM),
    )  # fmt: skip
    request = open_request(actor=actor, now=at, asked=asked)
    if not _placed(actor, at, request, said):
        moving.move(actor=actor, now=later, request_id=request, to=Step.WITHDRAWN)
        return
    moving.move(actor=actor, now=at, request_id=request, to=Step.REGISTER)
    if DestinationRequest.objects.get(pk=request).answer == "none":
        moving.move(actor=actor, now=at, request_id=request, to=Step.SCOUTING)
        moving.give_up(actor=actor, now=later, request_id=request, reason="nobody_willing")
        kind = "nobody"
    else:
        moving.move(actor=actor, now=later, request_id=request, to=Step.REPLYING)
        kind = "have"
    row = DestinationRequest.objects.get(pk=request)
    subject, text = begun(kind, "ru", {"number": row.number, "place": said, "journey": "", "insurer": "", "sender": ""})
    letter = scouting.Letter(subject=subject, text=text, language="ru")
    sent = reply(actor=actor, now=later, request_id=request, letter=letter, request=f"demo:{row.number}")
    mailroom.send(sent, now=later)
    moving.move(actor=actor, now=later, request_id=request, to=Step.DONE)


def _open(actor: Actor, now: datetime, one: _OnDesk, insurer: UUID) -> None:
    at = now - timedelta(hours=one.hours)
    journey = Journey(
        purpose=one.purpose, travellers=one.travellers,
        departs_on=None if one.leaves_in is None else timezone.localdate(now) + timedelta(days=one.leaves_in),
    )  # fmt: skip
    asked = Asked(
        origin=one.origin, insurer=insurer if one.origin is Origin.INSURER else None, place_said=one.said,
        reply_to="travel@insurer.example", journey=journey,
    )  # fmt: skip
    request = open_request(actor=actor, now=at, asked=asked)
    if one.steps and _placed(actor, at, request, one.said):
        for step in one.steps:
            moving.move(actor=actor, now=at, request_id=request, to=step)


def _placed(actor: Actor, at: datetime, request: UUID, said: str) -> bool:
    """As a person who knows which place is meant would choose: the first that is offered."""
    best = next(iter(places.answer(said, language="ru").candidates), None)
    if best is None:
        return False
    moving.set_place(actor=actor, now=at, request_id=request, place_id=best.id, country="" if best.id else best.country)
    return True
