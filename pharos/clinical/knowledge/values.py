"""What the knowledge base consists of: frozen values, as authored. Nothing here decides anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pharos.core.urgency import Urgency

FREQUENCY: Mapping[str, float] = {"always": 0.95, "often": 0.7, "sometimes": 0.35, "rare": 0.1, "never": 0.01}
"""The words a condition is described with: of a hundred people who have it, how many have the finding."""

FOREVER = 200.0


@dataclass(frozen=True, slots=True)
class Text:
    """One thing to say, in both languages."""

    ru: str
    en: str

    def to(self, language: str) -> str:
        """Russian for `ru`, English for everybody else."""
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry stands, whence its facts come and who reviewed it: nobody while `reviewed_by` is empty."""

    file: str
    sources: tuple[str, ...]
    written: date
    reviewed_by: str


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` up to, not including, `high`: ages in years (parts for months) or days of a trip."""

    low: float = 0.0
    high: float = FOREVER

    def __contains__(self, value: float | None) -> bool:
        return value is not None and self.low <= value < self.high


@dataclass(frozen=True, slots=True)
class Factor:
    """A span in which something is so many times as likely."""

    span: Span
    times: float


class Kind(StrEnum):
    """What a finding is: felt or seen; done or met; known from before; read from a device."""

    SYMPTOM = "symptom"
    EXPOSURE = "exposure"
    HISTORY = "history"
    MEASURED = "measured"


class Effort(StrEnum):
    """How hard it is to answer on the telephone: the price of the question."""

    EASY = "easy"
    LOOK = "look"
    DEVICE = "device"
    DELICATE = "delicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a caller can say yes or no to. `base` is how often callers without a reason for it have it.

    `needs`: it is asked only when one of these is there, and is absent when all of them are. `linked`: findings of
    one group say much the same and do not add up. `given`: known of a pregnant caller without asking.
    """

    code: str
    topic: str
    kind: Kind
    name: Text
    ask: Text
    hint: Text
    base: float
    needs: tuple[str, ...]
    linked: str
    effort: Effort
    ages: Span
    sex: str
    pregnant: bool
    given: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question with options, each a finding; one of them or none of them is true."""

    code: str
    topic: str
    ask: Text
    hint: Text
    options: tuple[str, ...]
    needs: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """An illness or injury. `weight`: its part of the calls of its `group`; the rest multiplies that for a person,
    a place and a time. `frequencies`: finding to how often it is there; anything not named has the finding's base.
    """

    code: str
    icd10: str
    name: Text
    plain: Text
    group: str
    weight: float
    ages: tuple[Factor, ...]
    only_ages: Span
    sex: str
    women: float
    pregnancy: str
    pregnant: float
    where: tuple[str, ...]
    elsewhere: float
    places: Mapping[str, float]
    months: tuple[Factor, ...]
    days: Span
    urgency: Urgency
    specialist: str
    specialist_child: str
    specialist_pregnant: str
    call_back: float
    advice: tuple[str, ...]
    frequencies: Mapping[str, float]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A rule without probability: all of `every` and at least `least` of `some` are there, for the people it is for.

    `doubt`: and one of these is there, or was asked for and nobody could tell: what must be excluded before somebody
    waits is not excluded by "I don't know". There is no "not" on purpose: a further yes can only raise. `suspects` are
    the conditions to exclude.
    """

    code: str
    kind: str
    every: tuple[str, ...]
    some: tuple[str, ...]
    doubt: tuple[str, ...]
    least: int
    ages: Span
    sex: str
    pregnant: bool
    urgency: Urgency
    name: Text
    say: Text
    suspects: tuple[str, ...]
    specialist: str
    origin: Origin

    @property
    def named(self) -> tuple[str, ...]:
        """Every finding it stands on."""
        return (*self.every, *self.some, *self.doubt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What a call is about: choosing it says `lead` is there; `danger` are the findings asked first, in this order.

    `vague`: what goes with everything, such as weakness; beside another complaint only its first dangers are asked.
    """

    code: str
    name: Text
    lead: str
    signs: tuple[str, ...]
    danger: tuple[str, ...]
    vague: bool
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A question that opens every interview: `danger` names the danger question whose wording it takes, or `options`
    the findings of which at most one is chosen."""

    code: str
    ask: Text
    hint: Text
    say: Text
    yes: str
    no: str
    options: tuple[str, ...]
    ages: Span
    sex: str
    pregnant: bool
    unknown_is_danger: bool
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialist:
    """Whom to see. `child`: instead, under 18. `pregnant`: instead, in pregnancy. `without`: where there is none.
    `urgently`: instead, for what cannot wait an hour, where this one has no hospital around him."""

    code: str
    name: Text
    child: str
    pregnant: str
    urgently: str
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One piece of first advice until the doctor is there; left out where a piece of `unless` says otherwise."""

    code: str
    text: Text
    unless: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Vulnerability:
    """Who is taken more seriously: from `least` on, one step up to at most `most`."""

    code: str
    name: Text
    finding: str
    ages: Span
    pregnant: bool
    groups: tuple[str, ...]
    least: Urgency
    most: Urgency
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Of a hundred calls of a kind of traveller, how many are of each group. `trust`: worth how many calls."""

    code: str
    countries: tuple[str, ...]
    ages: Span
    months: Span
    trust: float
    shares: Mapping[str, float]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Source:
    """A book, page or paper, and when it is of."""

    code: str
    title: str
    url: str
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Knowledge:
    """The whole base of one version. `version` ends in a digest of the files, so that a case can be replayed."""

    version: str
    groups: Mapping[str, Text]
    topics: Mapping[str, Text]
    findings: Mapping[str, Finding]
    choices: Mapping[str, Choice]
    conditions: Mapping[str, Condition]
    red_flags: Mapping[str, RedFlag]
    complaints: Mapping[str, Complaint]
    screens: Mapping[str, Screen]
    specialists: Mapping[str, Specialist]
    advice: Mapping[str, Advice]
    vulnerabilities: Mapping[str, Vulnerability]
    regions: Mapping[str, tuple[str, ...]]
    shares: tuple[Shares, ...]
    sources: Mapping[str, Source]
