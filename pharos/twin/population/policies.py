"""Policies sold to the invented travellers: any one can be drawn by its running number alone."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from pharos.twin.population.dice import chance, dice, one_of, weighted
from pharos.twin.population.homes import HOMES, Home, policy_number, serials
from pharos.twin.population.names import Name
from pharos.twin.population.people import Traveller, draw_group
from pharos.twin.population.phones import phone
from pharos.twin.population.places import Town, draw_hotel, draw_town

PHASES = {"travelling": 46.0, "ahead": 34.0, "over": 20.0}
PROGRAMMES = {"A": 12.0, "B": 61.0, "C": 27.0}
SUMS = {30_000: 30.0, 50_000: 55.0, 100_000: 15.0}
OPTIONS = {"active_rest": 0.22, "diving": 0.06, "motorbike": 0.04, "chronic": 0.09}
HERO_NUMBER = "SZ-2018-004512"
HERO_MAIL = "o.vedernikova@pochta.example"
DIVER_NUMBER = "SZ-2018-004517"
KNOWN_NUMBERS = frozenset({HERO_NUMBER, DIVER_NUMBER})
"""Policies whose people have a story of their own: chance never draws them."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """A policy with everybody on it, and the journey it was bought for. Of the options in `silent` the register says
    nothing."""

    insurer: str
    serial: int
    number: str
    people: tuple[Traveller, ...]
    phone: str
    mail: str
    language: str
    issued_on: date
    valid_from: date
    valid_to: date
    programme: str
    sum_insured: int
    town: Town
    hotel: str
    room: int
    worldwide: bool
    options: frozenset[str]
    cancelled: bool
    silent: frozenset[str] = frozenset()

    @property
    def holder(self) -> Traveller:
        return self.people[0]

    def travelling(self, today: date) -> bool:
        """Abroad on this day, neither on the first nor on the last of the journey."""
        return not self.cancelled and self.valid_from < today < self.valid_to


def draw_policy(seed: int, code: str, serial: int, *, today: date, month: int) -> Policy:
    """Policy `serial` of insurer `code`; the same every time for the same arguments."""
    if code == "SZ" and serial in (0, 1):
        return diver(today) if serial else hero(today)
    return _drawn(seed, code, serial, today=today, month=month)


def _drawn(seed: int, code: str, serial: int, *, today: date, month: int) -> Policy:
    home = HOMES[code]
    rng = dice(seed, "policy", code, serial, month)
    people = draw_group(rng, home.country, today)
    starts, ends = _journey(rng, today)
    issued = starts - timedelta(days=3 + int(rng.random() * 70))
    return Policy(
        insurer=code, serial=serial, number=policy_number(home, serial, issued.year), people=people,
        phone=phone(home.country, serial), mail=_mail(home, people[0].name, serial),
        language="ru" if chance(rng, home.russian) else "en", issued_on=issued, valid_from=starts, valid_to=ends,
        programme=weighted(rng, PROGRAMMES), sum_insured=weighted(rng, SUMS),
        town=draw_town(rng, home.country, month), hotel=draw_hotel(rng), room=100 + int(rng.random() * 620),
        worldwide=chance(rng, 0.35), options=_options(rng), cancelled=chance(rng, 0.015),
    )  # fmt: skip


def draw_policies(seed: int, code: str, policies: int, *, today: date, month: int) -> Iterator[Policy]:
    """This insurer's part of a register of so many policies."""
    for serial in serials(HOMES[code], policies):
        yield draw_policy(seed, code, serial, today=today, month=month)


def by_mail(address: str) -> tuple[str, int] | None:
    """Insurer and running number of the policy whose holder writes from this address; None for a stranger's."""
    if address.lower() == HERO_MAIL:
        return "SZ", 0
    local, _, domain = address.lower().rpartition("@")
    code = next((home.code for home in HOMES.values() if domain in home.domains), None)
    digits = local.rpartition(".")[2]
    if code is None or not digits.isascii() or not digits.isdigit():
        return None
    return code, int(digits)


def hero(today: date) -> Policy:
    """The traveller of the guided tour: a year's policy of "Северная Звезда", a fever in Hurghada."""
    plain = _drawn(0, "SZ", 1, today=today, month=7)
    name = Name("Ведерникова", "Ольга", "Сергеевна", "Vedernikova", "Olga")
    born = date(today.year - 36, 3, 14)
    return replace(
        plain, serial=0, number=HERO_NUMBER, phone=phone("RU", 0), mail=HERO_MAIL, language="ru",
        people=(Traveller(name=name, sex="f", birth_date=born, kin="holder"),), issued_on=today - timedelta(days=40),
        valid_from=today - timedelta(days=6), valid_to=today + timedelta(days=9), programme="B", sum_insured=50_000,
        town=Town("EG", "Хургада", "в Хургаде", "Hurghada"), hotel="Palmorin Beach Hotel", room=214, worldwide=False,
        options=frozenset({"active_rest"}), cancelled=False,
    )  # fmt: skip


def diver(today: date) -> Policy:
    """Somebody hurt in a dive, on the phone just now: whether he bought the diving option the register does not say."""
    plain = _drawn(0, "SZ", 1, today=today, month=7)
    name = Name("Ковалёв", "Артём", "Сергеевич", "Kovalev", "Artem")
    born = date(today.year - 34, 4, 22)
    return replace(
        plain, number=DIVER_NUMBER, mail="a.kovalev.0001@pochta.example", language="ru",
        people=(Traveller(name=name, sex="m", birth_date=born, kin="holder"),), issued_on=today - timedelta(days=25),
        valid_from=today - timedelta(days=4), valid_to=today + timedelta(days=6), programme="B", sum_insured=30_000,
        town=Town("EG", "Дахаб", "в Дахабе", "Dahab"), hotel="Red Terrace Hotel", room=37, worldwide=False,
        options=frozenset(), silent=frozenset({"diving"}), cancelled=False,
    )  # fmt: skip


def _journey(rng: Random, today: date) -> tuple[date, date]:
    length = 6 + int(rng.random() * 16)
    if chance(rng, 0.06):
        length = 365
    phase = weighted(rng, PHASES)
    if phase == "travelling":
        starts = today - timedelta(days=1 + int(rng.random() * (min(length, 300) - 2)))
    elif phase == "ahead":
        starts = today + timedelta(days=1 + int(rng.random() * 60))
    else:
        starts = today - timedelta(days=length + 1 + int(rng.random() * 25))
    return starts, starts + timedelta(days=length)


def _mail(home: Home, name: Name, serial: int) -> str:
    local = ascii_letters(f"{name.latin_given[:1]}.{name.latin_surname}")
    return f"{local}.{serial:04d}@{home.domains[serial % len(home.domains)]}"


def ascii_letters(text: str) -> str:
    """Lower case, marks above letters dropped: `Rācene` is `racene`."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def _options(rng: Random) -> frozenset[str]:
    return frozenset(option for option, share in OPTIONS.items() if chance(rng, share))


def draw_travelling(rng: Random, seed: int, policies: int, *, today: date, month: int) -> Policy:
    """Somebody who is abroad on this day, of any insurer by its share."""
    while True:
        code = weighted(rng, {home.code: home.share for home in HOMES.values()})
        serial = one_of(rng, serials(HOMES[code], policies))
        policy = draw_policy(seed, code, serial, today=today, month=month)
        if policy.travelling(today) and policy.number not in KNOWN_NUMBERS:
            return policy
