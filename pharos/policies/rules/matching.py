"""Is this the policy of the person on the line? Never a silent yes: what agreed, what differs, what is not asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from pharos.core.spelling import number_key, person_key
from pharos.policies.rules.likeness import Likeness, names_alike, slips


class Fact(StrEnum):
    NUMBER = "number"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    INSURER = "insurer"


class Caution(StrEnum):
    """Not who it is, but whether it helps."""

    CANCELLED = "cancelled"
    EXPIRED = "expired"
    NOT_STARTED = "not_started"
    DATES_UNKNOWN = "dates_unknown"
    PERSON_LEFT = "person_left"


@dataclass(frozen=True, kw_only=True)
class PolicyQuery:
    """What is known of a policy or its person. `phone` is E.164; `on` is the day it should be valid."""

    number: str = ""
    name: str = ""
    birth_date: date | None = None
    phone: str = ""
    insurer: UUID | None = None
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A policy, and one of its persons, as the register has them."""

    policy: UUID
    insurer: UUID
    number: str
    number_key: str
    valid_from: date | None = None
    valid_to: date | None = None
    cancelled: bool = False
    programme: str = ""
    holder: str = ""
    territory: str = ""
    sum_insured: Decimal | None = None
    currency: str = ""
    person: UUID | None = None
    full_name: str = ""
    other_name: str = ""
    person_key: str = ""
    birth_date: date | None = None
    phone: str = ""
    left: bool = False


@dataclass(frozen=True)
class PolicyMatch:
    """A candidate judged. `exact` only where what identifies was asked and agreed to the letter."""

    found: Candidate
    exact: bool
    agreed: tuple[Fact, ...] = ()
    nearly: tuple[Fact, ...] = ()
    disagreed: tuple[Fact, ...] = ()
    not_asked: tuple[Fact, ...] = ()
    cautions: tuple[Caution, ...] = ()
    score: int = field(default=0, compare=False)


_WEIGHT = {Fact.NUMBER: 8, Fact.NAME: 5, Fact.BIRTH_DATE: 5, Fact.PHONE: 3, Fact.INSURER: 1}


def judge(query: PolicyQuery, found: Candidate) -> PolicyMatch:
    """Compare everything that was asked with everything that is known."""
    likeness = _compared(query, found)
    agreed = tuple(fact for fact, how in likeness.items() if how is Likeness.SAME)
    nearly = tuple(fact for fact, how in likeness.items() if how is Likeness.NEAR)
    disagreed = tuple(fact for fact, how in likeness.items() if how is Likeness.DIFFERENT)
    score = 2 * sum(_WEIGHT[fact] for fact in agreed) + sum(_WEIGHT[fact] for fact in nearly)
    cautions = cautions_of(found, query.on)
    return PolicyMatch(
        found,
        _is_exact(agreed, nearly, disagreed),
        agreed,
        nearly,
        disagreed,
        _not_asked(query, found),
        cautions,
        score - sum(_WEIGHT[fact] for fact in disagreed) - len(cautions),
    )


def _compared(query: PolicyQuery, found: Candidate) -> dict[Fact, Likeness]:
    """Only what was asked and is known on our side too."""
    likeness: dict[Fact, Likeness] = {}
    key = number_key(query.number)
    if key:
        likeness[Fact.NUMBER] = _numbers(key, found.number_key)
    if query.name and found.person_key:
        likeness[Fact.NAME] = _names(_asked_key(query.name), found)
    if query.birth_date and found.birth_date:
        likeness[Fact.BIRTH_DATE] = _days(query.birth_date, found.birth_date)
    if query.phone and found.phone:
        likeness[Fact.PHONE] = Likeness.SAME if query.phone == found.phone else Likeness.DIFFERENT
    if query.insurer:
        likeness[Fact.INSURER] = Likeness.SAME if query.insurer == found.insurer else Likeness.DIFFERENT
    return likeness


@lru_cache(maxsize=64)
def _asked_key(name: str) -> str:
    """One name is compared with hundreds."""
    return person_key(name)


def _names(asked: str, found: Candidate) -> Likeness:
    alike = names_alike(asked, found.person_key)
    if alike is Likeness.SAME or not found.other_name:
        return alike
    return max(alike, names_alike(asked, person_key(found.other_name)))


def _numbers(asked: str, known: str) -> Likeness:
    if asked == known:
        return Likeness.SAME
    part = len(asked) >= 4 and (
        known.endswith(asked) or known.startswith(asked) or (len(known) >= 5 and asked.endswith(known))
    )
    return Likeness.NEAR if part or slips(asked, known, 1) <= 1 else Likeness.DIFFERENT


def _days(asked: date, known: date) -> Likeness:
    """Day and month swapped, or one part wrong, is a slip worth a question."""
    if asked == known:
        return Likeness.SAME
    same = (asked.year == known.year) + (asked.month == known.month) + (asked.day == known.day)
    swapped = asked.year == known.year and (asked.day, asked.month) == (known.month, known.day)
    return Likeness.NEAR if swapped or same == 2 else Likeness.DIFFERENT


def _is_exact(agreed: Iterable[Fact], nearly: Iterable[Fact], disagreed: Iterable[Fact]) -> bool:
    """The number, or name and birth date, to the letter; nothing that identifies in doubt. A call from another
    telephone casts none."""
    doubted = {*nearly, *disagreed} - {Fact.PHONE}
    known = set(agreed)
    return not doubted and (Fact.NUMBER in known or {Fact.NAME, Fact.BIRTH_DATE} <= known)


def _not_asked(query: PolicyQuery, found: Candidate) -> tuple[Fact, ...]:
    """What we know and the caller has not been asked: the next question."""
    open_facts = (
        (Fact.NUMBER, not query.number),
        (Fact.NAME, not query.name and bool(found.full_name)),
        (Fact.BIRTH_DATE, query.birth_date is None and found.birth_date is not None),
        (Fact.PHONE, not query.phone and bool(found.phone)),
    )
    return tuple(fact for fact, is_open in open_facts if is_open)


def cautions_of(found: Candidate, on: date | None) -> tuple[Caution, ...]:
    """Why a policy that is the right one may still not help on that day."""
    cautions = []
    if found.cancelled:
        cautions.append(Caution.CANCELLED)
    if found.left:
        cautions.append(Caution.PERSON_LEFT)
    if on and found.valid_from and on < found.valid_from:
        cautions.append(Caution.NOT_STARTED)
    if on and found.valid_to and on > found.valid_to:
        cautions.append(Caution.EXPIRED)
    if found.valid_from is None and found.valid_to is None:
        cautions.append(Caution.DATES_UNKNOWN)
    return tuple(cautions)


def worth_showing(match: PolicyMatch) -> bool:
    """Something that identifies agreed at least nearly, and it was not outweighed."""
    hits = {*match.agreed, *match.nearly} - {Fact.INSURER}
    if not hits or Fact.INSURER in match.disagreed:
        return False
    if hits == {Fact.BIRTH_DATE}:
        return False
    return bool(Fact.NAME not in match.disagreed or hits & {Fact.NUMBER, Fact.PHONE})


def ranked(matches: Iterable[PolicyMatch], limit: int) -> list[PolicyMatch]:
    """Exact ones first, then by how much agreed; one line for a policy and person."""
    best: dict[tuple[UUID, UUID | None], PolicyMatch] = {}
    for match in matches:
        place = (match.found.policy, match.found.person)
        if worth_showing(match) and (place not in best or match.score > best[place].score):
            best[place] = match
    order = sorted(best.values(), key=lambda match: (not match.exact, -match.score, match.found.number))
    return _without_other_persons(order)[:limit]


def _without_other_persons(matches: list[PolicyMatch]) -> list[PolicyMatch]:
    """Where a name picked one person of a policy, the rest of the family is not shown beside."""
    named = {match.found.policy for match in matches if {Fact.NAME} & {*match.agreed, *match.nearly}}
    return [m for m in matches if m.found.policy not in named or Fact.NAME in (*m.agreed, *m.nearly)]
