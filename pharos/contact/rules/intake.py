"""What an intake still lacks, in the order of a call. Missing things are listed; none of them stands in the way."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Missing(StrEnum):
    """Something worth asking, most pressing first."""

    DANGER = "danger"
    PHONE = "phone"
    PLACE = "place"
    WHICH_PLACE = "which_place"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    POLICY = "policy"
    POLICY_UNCONFIRMED = "policy_unconfirmed"
    COMPLAINT = "complaint"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How far an intake has come. Texts count as given when they are not blank."""

    questions: int = 0
    answered: int = 0
    phone: str = ""
    place_heard: str = ""
    place_chosen: bool = False
    country: str = ""
    name: str = ""
    birth_date: bool = False
    policy_chosen: bool = False
    policy_told: str = ""
    complaint: str = ""


ASKED_IN_ALL = 7


def missing(asked: Asked) -> tuple[Missing, ...]:
    """What to ask next, in the order of a call."""
    open_points = (
        (Missing.DANGER, asked.answered < asked.questions),
        (Missing.PHONE, not asked.phone.strip()),
        (Missing.PLACE, not (asked.place_chosen or asked.place_heard.strip())),
        (Missing.WHICH_PLACE, bool(asked.place_heard.strip()) and not asked.place_chosen),
        (Missing.NAME, not asked.name.strip()),
        (Missing.BIRTH_DATE, not asked.birth_date),
        (Missing.POLICY, not (asked.policy_chosen or asked.policy_told.strip())),
        (Missing.POLICY_UNCONFIRMED, bool(asked.policy_told.strip()) and not asked.policy_chosen),
        (Missing.COMPLAINT, not asked.complaint.strip()),
    )
    return tuple(point for point, is_open in open_points if is_open)


def done(open_points: Collection[Missing]) -> int:
    """How many of the seven things to know are known; a doubtful place or policy counts as half asked, so not."""
    doubts = {Missing.WHICH_PLACE: Missing.PLACE, Missing.POLICY_UNCONFIRMED: Missing.POLICY}
    return ASKED_IN_ALL - len({doubts.get(point, point) for point in open_points})


def guessed_country(phone_country: str | None, home: Collection[str]) -> str:
    """The country a telephone suggests its owner is in. A number from home says nothing: people travel with it."""
    return phone_country if phone_country and phone_country not in home else ""
