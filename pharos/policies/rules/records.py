"""A policy as one row of a file tells it. None everywhere means: the file does not say."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class ToldPerson:
    """An insured person as told; names are kept as written, keys are for finding."""

    full_name: str
    person_key: str
    name_keys: tuple[str, ...]
    other_name: str = ""
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class ToldPolicy:
    """A row of the file. `cancelled` is None where the row has nothing to say about it."""

    row: int
    number: str
    number_key: str
    programme: str = ""
    holder: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    issued_on: date | None = None
    territory: str = ""
    countries: tuple[str, ...] = ()
    sum_insured: Decimal | None = None
    currency: str = ""
    cancelled: bool | None = None
    cancelled_on: date | None = None
    options: dict[str, bool] = field(default_factory=dict)
    persons: tuple[ToldPerson, ...] = ()
