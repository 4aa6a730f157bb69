"""What stands beside an operator during a call: the number to dial, what to say, what is still to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pharos.clinical import api as clinical
from pharos.contact.messages import MISSING
from pharos.contact.queries.hints import NO_HINTS, Hints, Source, suggested_country
from pharos.contact.queries.matching import KnownOfCaller, ShownCase, ShownPolicy, cases_like, policies_like
from pharos.contact.rules.intake import ASKED_IN_ALL, Asked, done, guessed_country, missing
from pharos.contact.rules.postings import HOME_REGION
from pharos.core.phones import country_of, e164
from pharos.insurers import api as insurers
from pharos.places import api as places

POLICIES_SHOWN = 4
PLACES_SHOWN = 4


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The right-hand side of the intake, as far as the call has come."""

    country: str
    country_name: str
    guessed: Source | None
    numbers: list[places.EmergencyView]
    zone: ZoneInfo | None
    danger: bool
    first_words: str
    missing: list[tuple[str, str]]
    done: int
    of: int
    answered: int
    questions: int
    insurer_name: str
    greeting: str
    rules: list[str]
    cases: list[ShownCase]


@dataclass(frozen=True)
class PlaceChoice:
    """One place of those the heard name may mean."""

    id: UUID
    name: str
    country: str
    country_name: str
    near: str
    why: str = ""


def beside(fields: Mapping[str, Any], answers: Mapping[str, str], language: str, told: Hints = NO_HINTS) -> Beside:
    """Everything beside the form, from what it holds now and what a letter told."""
    phone = phone_of(fields.get("phone", ""))
    place = _place(fields.get("place_id"))
    country, guessed = _country(fields, place, phone, told)
    danger = clinical.danger_found(answers) if answers else None
    questions = clinical.danger_questions(language)
    insurer = _insurer(fields)
    open_points = missing(_asked(fields, answers, len(questions)))
    return Beside(
        country=country,
        country_name=places.country(country).name(language) if country else "",
        guessed=guessed,
        numbers=places.emergency_numbers(country, language) if country else [],
        zone=ZoneInfo(place.time_zone) if place else None,
        danger=danger is not None,
        first_words=clinical.first_words(danger.first, language) if danger else "",
        missing=[(point.value, str(MISSING[point])) for point in open_points],
        done=done(open_points),
        of=ASKED_IN_ALL,
        answered=len(answers),
        questions=len(questions),
        insurer_name=insurer.name(language) if insurer else "",
        greeting=insurer.greeting(language) if insurer else "",
        rules=insurer.conversation_rules(language) if insurer else [],
        cases=cases_like(KnownOfCaller(phone=phone, name=fields.get("name", ""), policy=_policy(fields))),
    )


def policy_choices(fields: Mapping[str, Any], language: str, birth_date: date | None) -> list[ShownPolicy]:
    """Policies that what was said may mean; nothing is chosen for the operator."""
    known = KnownOfCaller(
        phone=phone_of(fields.get("phone", "")),
        name=fields.get("name", ""),
        birth_date=birth_date,
        policy_number=fields.get("policy_number", ""),
    )
    if not (known.phone or known.name.strip() or known.policy_number.strip()):
        return []
    return policies_like(known, language, limit=POLICIES_SHOWN)


def place_choices(heard: str, country: str, language: str, guessed: Source | None = None) -> list[PlaceChoice]:
    """Places a heard name may mean; several are asked about, and even one is confirmed by a person.

    The country of the policy is expected of the caller; the one a number or a letter suggests is only a hint."""
    if not heard.strip():
        return []
    weak = guessed in (Source.PHONE, Source.LETTER)
    expected, hinted = (None, [country]) if weak and country else (country or None, [])
    answered = places.answer(heard, language=language, country=expected, hinted=hinted)
    found = [one for one in answered.candidates if one.id]
    lands = {one.country: places.country(one.country).name(language) for one in found}
    return [
        PlaceChoice(one.id, one.name, one.country, lands[one.country], one.near, places.found_in_words(one))
        for one in found[:PLACES_SHOWN]
        if one.id
    ]


def places_told(told: Hints, language: str) -> list[PlaceChoice]:
    """Places the letter names, to be asked about while nothing was heard yet."""
    return [
        PlaceChoice(one.id, one.name, one.country, places.country(one.country).name(language), one.near)
        for one in told.named
        if one.id
    ]


def country_heard(heard: str) -> str:
    """The country, when what was heard is the name of one and of nothing else."""
    found = places.resolve(heard, language="ru", limit=2) if heard.strip() else []
    return found[0].country if found and found[0].id is None and found[0].sure else ""


def place_fits(chosen: Any, heard: str) -> bool:
    """Whether a chosen place is one that what was heard may mean: a name typed anew lets go of an old choice."""
    place = _place(chosen)
    if place is None:
        return False
    if not heard.strip():
        return True
    return any(one.id == place.id for one in places.resolve(heard, language="ru", country=place.country, limit=12))


def place_named(chosen: Any, language: str) -> str:
    """The chosen place by name and country; empty where none is chosen."""
    place = _place(chosen)
    return f"{place.title(language)}, {places.country(place.country).name(language)}" if place else ""


def phone_of(text: str) -> str:
    """A typed number in E.164, or nothing."""
    return e164(text, HOME_REGION) or "" if text and text.strip() else ""


def _place(chosen: Any) -> places.Place | None:
    try:
        return places.place(UUID(str(chosen))) if chosen else None
    except (ValueError, places.Place.DoesNotExist):
        return None


def _country(
    fields: Mapping[str, Any], place: places.Place | None, phone: str, told: Hints
) -> tuple[str, Source | None]:
    """The country of the place or the one that was said; else the one that a number, the letter or the policy suggests,
    which is only a guess."""
    if place:
        return place.country, None
    said = str(fields.get("country") or "").upper()
    if said in places.countries():
        return said, None
    if heard := country_heard(str(fields.get("place") or "")):
        return heard, None
    home = {row.country for row in insurers.insurers()}
    guesses = [
        guessed_country(country_of(number) if number else None, home)
        for number in (phone_of(fields.get("reception_phone", "")), phone)
    ]
    suggested, source = suggested_country(told, fields)
    if guesses[0] or (guesses[1] and source is not Source.LETTER):
        return guesses[0] or guesses[1], Source.PHONE
    return suggested, source


def _policy(fields: Mapping[str, Any]) -> UUID | None:
    try:
        return UUID(str(fields["policy"])) if fields.get("policy") else None
    except ValueError:
        return None


def _insurer(fields: Mapping[str, Any]) -> insurers.Insurer | None:
    chosen = fields.get("insurer")
    try:
        return insurers.insurer(UUID(str(chosen))) if chosen else None
    except (ValueError, insurers.Insurer.DoesNotExist):
        return None


def _asked(fields: Mapping[str, Any], answers: Mapping[str, str], questions: int) -> Asked:
    return Asked(
        questions=questions,
        answered=len(answers),
        phone=fields.get("phone", ""),
        place_heard=fields.get("place", ""),
        place_chosen=bool(fields.get("place_id")),
        name=fields.get("name", ""),
        birth_date=bool(fields.get("birth_date")),
        policy_chosen=bool(fields.get("policy")),
        policy_told=fields.get("policy_number", ""),
        complaint=fields.get("complaint", ""),
    )
