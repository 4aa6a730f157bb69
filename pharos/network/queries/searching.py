"""Who can help this traveller here and now: conditions, then a score in parts; a threat to life turns the order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pharos.core.capabilities import ANSWERED_BY, Ages, Capability
from pharos.core.urgency import Urgency
from pharos.network.queries.agreed import agreed_for
from pharos.network.queries.knowing import Subject, Terms, facilities_known, providers_known
from pharos.network.queries.nearest import Near, Wanted, nearest
from pharos.network.rules import hours, scoring, supply
from pharos.network.rules.reaching import Reach, Step, Way, reach
from pharos.network.rules.scoring import Candidate, Score
from pharos.network.rules.supply import Standing
from pharos.places import api as places

WITHIN_KM = 300
OFFERED = 12
ENOUGH = 3
ASKED_FOR, STANDING_IN = 20, 8
"""How many are looked at for what is asked, and for what may stand in."""
SOON_MINUTES = 120
"""Somebody of ours who can do it within so many minutes: otherwise the place is a gap for this kind of help."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked. `years` is the age; `insurer_country` decides on direct billing; `clock` of now comes from where
    the traveller is; `case` brings in what was agreed for it alone. Nothing here is kept but in the steerage log."""

    latitude: float
    longitude: float
    capability: Capability
    now: datetime
    urgency: int = 2
    years: float | None = None
    language: str = "ru"
    insurer: UUID | None = None
    insurer_country: str = ""
    case: UUID | None = None

    @property
    def life(self) -> bool:
        return scoring.life_at_risk(self.urgency)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One of the list: who, how far, how suitable and why, and on which terms."""

    subject: Subject
    standing: Standing
    capability: Capability
    kilometres: float
    reach: Reach
    now: hours.Now
    score: Score
    candidate: Candidate
    terms: Terms | None


@dataclass(frozen=True, kw_only=True)
class Missing:
    """None of ours can do it here: the nearest there is at all, and the nearest hospital with intensive care."""

    nearest: Subject | None
    nearest_km: float | None
    hub: Subject | None
    hub_km: float | None
    hub_place: places.Surroundings | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Offers best first. Where a life is at risk `numbers` come before them all."""

    question: Question
    here: places.Surroundings
    offers: tuple[Offer, ...]
    missing: Missing | None
    numbers: tuple[places.EmergencyView, ...]


def search(question: Question, *, screen: str = "ru") -> Answer:
    """The whole search. Reads only; a gap it finds is opened by `actions.choosing`."""
    here = places.surroundings(question.latitude, question.longitude)
    today = question.now.astimezone(ZoneInfo(here.time_zone)).date()
    found = _once([*_agreed(question, today), *(_near_life(question) if question.life else _near(question, today))])
    offers = _offered(question, here, today, found)
    missing = None if question.life and offers else _missing(question, offers, today)
    numbers = tuple(places.emergency_numbers(here.country, screen)) if question.life else ()
    return Answer(question=question, here=here, offers=tuple(offers[:OFFERED]), missing=missing, numbers=numbers)


def _wanted(question: Question, capability: Capability, day: date | None) -> Wanted:
    return Wanted(
        latitude=question.latitude, longitude=question.longitude, capability=capability,
        ages=int(Ages.of(question.years)), day=day, insurer=question.insurer if day else None,
    )  # fmt: skip


def _agreed(question: Question, today: date) -> list[tuple[Capability, Near]]:
    """Providers without contract, or with one, that agreed to take this very case."""
    if question.case is None:
        return []
    asked, more = question.capability, ANSWERED_BY.get(question.capability, ())
    wanted = (Capability.EMERGENCY_ROOM,) if question.life else (asked, *more)
    found = agreed_for(question.case, _wanted(question, asked, today), wanted)
    return [(capability, near) for capability, near in found if near.kilometres <= WITHIN_KM]


def _near_life(question: Question) -> list[tuple[Capability, Near]]:
    """The nearest that take emergencies, anybody's."""
    wanted = _wanted(question, Capability.EMERGENCY_ROOM, None)
    return _once((Capability.EMERGENCY_ROOM, near) for near in nearest(wanted, count=40, within=WITHIN_KM))


def _near(question: Question, today: date) -> list[tuple[Capability, Near]]:
    """Ours for what is asked, ours for what may stand in for it, and where those are few also others."""
    wanted = (question.capability, *ANSWERED_BY.get(question.capability, ()))
    found = []
    for capability in wanted:
        count = ASKED_FOR if capability is question.capability else STANDING_IN
        near = nearest(_wanted(question, capability, today), count=count, within=WITHIN_KM)
        found += [(capability, one) for one in near]
    if sum(capability is question.capability for capability, _ in found) < ENOUGH:
        others = nearest(_wanted(question, question.capability, None), count=20, within=WITHIN_KM)
        found += [(question.capability, near) for near in others if near.standing is not Standing.CONTRACTED]
    return _once(found)


def _once(found: Any) -> list[tuple[Capability, Near]]:
    """Each subject once, for the first thing it was found for."""
    kept: dict[UUID, tuple[Capability, Near]] = {}
    for capability, near in found:
        kept.setdefault(near.subject, (capability, near))
    return list(kept.values())


def _offered(
    question: Question, here: places.Surroundings, today: date, found: list[tuple[Capability, Near]]
) -> list[Offer]:
    known = _known([near for _, near in found], today, question.now)
    clock = question.now.astimezone(ZoneInfo(here.time_zone)).time()
    scene = _Scene(question, here, clock, _cheapest(known.values()))
    offers = [
        _offer(scene, capability, near, known[near.subject]) for capability, near in found if near.subject in known
    ]
    ranked = scoring.best_first([(one.candidate, one.score) for one in offers], life=question.life)
    in_order = [offers[at] for at in ranked]
    if question.life or question.urgency < Urgency.EMERGENCY:
        return in_order
    # What can be reached now and is equipped for it stands before whoever would merely stand in.
    equipped = (question.capability, Capability.EMERGENCY_ROOM)
    return sorted(in_order, key=lambda one: not (one.reach.now and one.capability in equipped))


def _known(found: Sequence[Near], today: date, now: datetime) -> dict[UUID, Subject]:
    ours = [near.subject for near in found if near.standing is not Standing.LISTED]
    listed = [near.subject for near in found if near.standing is Standing.LISTED]
    return providers_known(ours, today=today, now=now) | facilities_known(listed)


@dataclass(frozen=True)
class _Scene:
    """What all offers of an answer share: the clock there, the least a visit costs by currency."""

    question: Question
    here: places.Surroundings
    clock: time
    cheapest: Mapping[str, Decimal]


def _offer(scene: _Scene, capability: Capability, near: Near, subject: Subject) -> Offer:
    question = scene.question
    way = _way(scene.here, scene.clock, near.kilometres, subject)
    own = subject.own_hours.get(capability) or subject.hours
    opened = hours.at(own, question.now, subject.time_zone, subject.country)
    terms = subject.terms.get(near.contract) if near.contract else None
    standing = near.standing if terms or near.standing is not Standing.CONTRACTED else Standing.KNOWN
    price, currency = subject.prices.get("visit", (None, ""))
    candidate = Candidate(
        standing=standing, reach=way, now=opened, speaks=_speaks(subject, question), capability=capability,
        confirmed=bool(near.flags & supply.CONFIRMED), suspended=subject.suspended,
        single_case=terms is not None and terms.single_case,
        direct_billing=terms.direct_billing if terms else None,
        billing_blocked=question.insurer_country in subject.blocked_for,
        deposit=terms.deposit if terms else None, figures=subject.figures, price=price,
        cheapest=scene.cheapest.get(currency),
    )  # fmt: skip
    wanted = capability if question.life else question.capability
    return Offer(
        subject=subject, standing=standing, capability=capability, kilometres=near.kilometres, reach=way, now=opened,
        score=scoring.scored(candidate, wanted), candidate=candidate, terms=terms,
    )  # fmt: skip


def _cheapest(known: Iterable[Subject]) -> dict[str, Decimal]:
    """The least that a visit costs, by currency: prices are compared within one only."""
    found: dict[str, Decimal] = {}
    for subject in known:
        if "visit" in subject.prices:
            amount, currency = subject.prices["visit"]
            found[currency] = min(amount, found.get(currency, amount))
    return found


def _speaks(subject: Subject, question: Question) -> str | None:
    if not subject.languages:
        return None
    by = {
        who
        for language, who, when in subject.languages
        if language == question.language and _there(subject, when, question.now)
    }
    return next((who for who in ("staff", "interpreter", "telephone") if who in by), "")


def _there(subject: Subject, when: str, now: datetime) -> bool:
    return not when or hours.at(when, now, subject.time_zone, subject.country).opened is not hours.Opened.CLOSED


def _way(here: places.Surroundings, clock: time, kilometres: float, subject: Subject) -> Reach:
    border = bool(here.country and subject.country and here.country != subject.country)
    if not here.landmass or not subject.landmass:
        return reach(kilometres, None, one_land=None, clock=clock, border=border)
    if places.one_land(here.landmass, subject.landmass):
        return reach(kilometres, None, one_land=True, clock=clock, border=border)
    tried = [
        reach(kilometres, _steps(here.landmass, links), one_land=False, clock=clock, border=border)
        for at_night in (False, True)
        if (links := places.route(here.landmass, subject.landmass, at_night=at_night)) is not None
    ]
    if not tried:
        return reach(kilometres, None, one_land=False, clock=clock, border=border)
    return min(tried, key=lambda one: (not one.now, one.minutes))


def _steps(start: str, links: Sequence[places.Link]) -> list[Step]:
    found, at = [], start
    for link in links:
        at = link.to(at)
        found.append(Step(link.mode, at, link.minutes, link.hours, link.night, link.note))
    return found


def _missing(question: Question, offers: Sequence[Offer], today: date) -> Missing | None:
    if any(_serves(one, question) for one in offers):
        return None
    wanted = _wanted(question, question.capability, None)
    any_one = nearest(wanted, count=1)
    hubs = [
        near
        for capability in (Capability.INTENSIVE_CARE, Capability.INPATIENT)
        for near in nearest(_wanted(question, capability, today), count=1)
    ]
    known = _known([*any_one, *hubs], today, question.now)
    hub = next((near for near in hubs if near.subject in known), None)
    return Missing(
        nearest=known.get(any_one[0].subject) if any_one else None,
        nearest_km=any_one[0].kilometres if any_one else None,
        hub=known[hub.subject] if hub else None,
        hub_km=hub.kilometres if hub else None,
        hub_place=places.surroundings(*hub.spot) if hub else None,
    )


def _serves(offer: Offer, question: Question) -> bool:
    """Whether one of ours does exactly this, near enough and now."""
    ours = offer.standing is Standing.CONTRACTED and offer.capability is question.capability
    return ours and offer.reach.way is not Way.LINK_LATER and offer.reach.minutes <= SOON_MINUTES
