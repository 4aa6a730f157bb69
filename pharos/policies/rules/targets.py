"""What a column of an insurer's file can be: the fields of a policy, of a person, and the options.

A target is written as text, because it is saved per insurer and chosen on a page: `number`,
`person.birth_date`, `person.2.name` for the second person of a row, `option.diving`.
"""

from collections.abc import Iterable

NUMBER, SERIES = "number", "series"
POLICY_TARGETS = (
    NUMBER,
    SERIES,
    "programme",
    "holder",
    "valid_from",
    "valid_to",
    "validity",
    "issued_on",
    "territory",
    "sum_insured",
    "currency",
    "status",
    "cancelled_on",
    "options",
)
PERSON_FIELDS = ("name", "name_latin", "surname", "given", "patronymic", "birth_date", "sex", "phone", "email")
NOT_KEPT = "not_kept"
IGNORE = "ignore"
OPTIONS = (
    "diving",
    "active_rest",
    "sport",
    "winter_sport",
    "extreme_sport",
    "motorbike",
    "pregnancy",
    "chronic",
    "oncology",
    "sunburn",
    "alcohol",
    "work",
    "baggage",
    "accident",
    "trip_cancellation",
    "liability",
    "evacuation",
    "search_rescue",
    "dental",
    "covid",
    "flight_delay",
    "legal",
)
DATE_FIELDS = frozenset({"valid_from", "valid_to", "issued_on", "cancelled_on", "birth_date"})


def person_of(target: str) -> tuple[int, str] | None:
    """`person.2.name` is field `name` of person 2; `person.name` of person 1; None for other targets."""
    parts = target.split(".")
    if parts[0] != "person" or len(parts) not in (2, 3):
        return None
    if len(parts) == 2:
        return 1, parts[1]
    return (int(parts[1]), parts[2]) if parts[1].isdigit() else None


def option_of(target: str) -> str | None:
    head, _, code = target.partition(".")
    return code if head == "option" and code else None


def field_of(target: str) -> str:
    """The field's own name, without the person's place: what decides how a cell is read."""
    person = person_of(target)
    return person[1] if person else target


def is_date(target: str) -> bool:
    return field_of(target) in DATE_FIELDS


def is_target(text: str) -> bool:
    """Whether a text may stand in a saved mapping."""
    person = person_of(text)
    if person:
        return 1 <= person[0] <= 20 and person[1] in PERSON_FIELDS
    option = option_of(text)
    if option:
        return len(option) <= 40 and option.replace("_", "a").isalnum()
    return text in POLICY_TARGETS or text in (NOT_KEPT, IGNORE)


def choices() -> Iterable[str]:
    """Every target a person may choose on the mapping page, in the order shown."""
    yield from POLICY_TARGETS
    yield from (f"person.{field}" for field in PERSON_FIELDS)
    yield from (f"person.{place}.{field}" for place in (2, 3, 4) for field in ("name", "birth_date", "phone"))
    yield from (f"option.{code}" for code in OPTIONS)
    yield IGNORE
