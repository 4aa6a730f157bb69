"""Who is ill, where and since when: what the interview is told before its first question."""

from dataclasses import dataclass, field

from pharos.clinical.knowledge.values import Condition, Finding, Knowledge, RedFlag, Screen, Vulnerability

CHILD_UNTIL = 18
FEMALE, MALE = "female", "male"


@dataclass(frozen=True, slots=True)
class Number:
    """An emergency number as it is to be read out; `sure` once somebody of ours has verified it."""

    service: str
    number: str
    note_ru: str = ""
    note_en: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is, as far as it is known: a country, what to dial, which specialists there are.

    `specialists` is None while nobody knows what is available; `remote` is far from a hospital;
    `assumed` where lesser known places elsewhere bear the same name, so that the country should be asked.
    """

    country: str = ""
    name: str = ""
    numbers: tuple[Number, ...] = ()
    specialists: frozenset[str] | None = None
    remote: bool = False
    assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The person who is ill. Age in years (parts for infants), None while unknown; `day_of_trip` 1 on arrival."""

    age: float | None = None
    sex: str = ""
    pregnant: bool = False
    place: Place = field(default_factory=Place)
    day_of_trip: int | None = None
    month: int | None = None

    @property
    def is_child(self) -> bool:
        return self.age is not None and self.age < CHILD_UNTIL


def may_have(caller: Caller, entry: Finding | Screen) -> bool:
    """Whether the person can be asked this at all: somebody of unknown age or sex is asked."""
    of_sex = entry.sex in ("any", caller.sex or entry.sex)
    return _of_age(caller, entry) and of_sex and (caller.pregnant or not entry.pregnant)


def is_meant(caller: Caller, flag: RedFlag) -> bool:
    """Whether a red flag is for this person. Whose age is not known counts as meant: it can only raise."""
    return (
        _of_age(caller, flag) and flag.sex in ("any", caller.sex or flag.sex) and (caller.pregnant or not flag.pregnant)
    )


def is_vulnerable(caller: Caller, weak: Vulnerability) -> bool:
    """Whether age and pregnancy fit; the finding of it is looked at elsewhere. Unknown age is not vulnerable."""
    whole = weak.ages.low <= 0 and weak.ages.high >= 200
    return (whole or caller.age in weak.ages) and (caller.pregnant or not weak.pregnant)


def _of_age(caller: Caller, entry: Finding | Screen | RedFlag) -> bool:
    """Of unknown age all is asked, but nobody who is pregnant is asked what only small children are."""
    if caller.age is None:
        return not caller.pregnant or entry.ages.high >= CHILD_UNTIL
    return caller.age in entry.ages


def whose(base: Knowledge, condition: Condition, caller: Caller) -> str:
    """The specialist a condition asks for in this person: a child's, a pregnant woman's or the usual one."""
    usual = base.specialists[condition.specialist]
    if caller.pregnant and (condition.specialist_pregnant or usual.pregnant):
        return condition.specialist_pregnant or usual.pregnant
    if caller.is_child and (condition.specialist_child or usual.child):
        return condition.specialist_child or usual.child
    return usual.code
