"""What the pre-check is told and what it answers: frozen values. Codes and facts; the wording is in `wording`."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from pharos.clinical.plain import Text
from pharos.core.urgency import Urgency


class Verdict(StrEnum):
    """What the pre-check proposes for a medicine, a test, a hospital stay."""

    NEEDED = "needed"
    OPTIONAL = "optional"
    NOT_NEEDED = "not_needed"
    CONTRAINDICATED = "contraindicated"
    UNKNOWN = "unknown"


class Weight(IntEnum):
    """How much a problem matters: `NOTE` is for the doctor to see, `SERIOUS` to act on, `DANGER` to act on at once."""

    NOTE = 1
    SERIOUS = 2
    DANGER = 3


class Fit(StrEnum):
    """How well a diagnosis goes with the findings."""

    FITS = "fits"
    DOUBTFUL = "doubtful"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """The clinic's diagnosis against the preliminary one."""

    SAME = "same"
    REFINED = "refined"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where a rule comes from: code of the source, its title and address; `ours` is judgement alone."""

    code: str
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something in the input that was not understood or cannot be: `where` is its place (`medicines[2].unit`)."""

    where: str
    code: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """One medicine as it was written. Numbers as given; None where nothing was said."""

    name: str
    dose: float | None = None
    unit: str = ""
    per_day: float | None = None
    days: float | None = None
    route: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A person, what they have, what was done. Words in Russian or English; codes of `clinical` are words too.

    `age` in years, parts for infants; `weight` in kilograms; None: not known. `trimester` 1 to 3, None while unknown.
    `denied`: findings said to be absent. `clinic_diagnosis`: what the clinic made of the preliminary `diagnosis`.
    `urgency_given` and `hours_to_doctor`: what was decided at registration, and when a doctor saw the person.
    """

    id: str = ""
    age: float | None = None
    sex: str = ""
    pregnant: bool = False
    trimester: int | None = None
    breastfeeding: bool = False
    weight: float | None = None
    allergies: tuple[str, ...] = ()
    chronic: tuple[str, ...] = ()
    own_medicines: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    diagnosis: str = ""
    clinic_diagnosis: str = ""
    country: str = ""
    medicines: tuple[Prescription, ...] = ()
    tests: tuple[str, ...] = ()
    hospital_days: float | None = None
    urgency_given: Urgency | None = None
    hours_to_doctor: float | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with an item, or worth knowing: `code` of the rule, the words for it, its source."""

    code: str
    weight: Weight
    text: Text
    rule: str
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineVerdict:
    """What is proposed for one medicine. `place`: its number in the list, from 0; `name` as written.

    `substances`: its codes in `clinical` (several in a combination), none where it was not recognised.
    """

    place: int
    name: str
    substances: tuple[str, ...]
    inn: Text
    atc: str
    verdict: Verdict
    why: Text
    rule: str
    problems: tuple[Problem, ...] = ()
    sources: tuple[Cited, ...] = ()
    instead: Text | None = None

    @property
    def flagged(self) -> bool:
        """Whether the doctor is asked to look: not plainly fine."""
        bad = self.verdict in (Verdict.NOT_NEEDED, Verdict.CONTRAINDICATED, Verdict.UNKNOWN)
        return bad or any(one.weight >= Weight.SERIOUS for one in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVerdict:
    """What is proposed for a test; `code` is empty where it was not recognised."""

    place: int
    name: str
    code: str
    title: Text
    verdict: Verdict
    why: Text
    rule: str
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StayVerdict:
    """Hospital days: how many were spent, how many are usual at most."""

    days: float
    usual: float | None
    verdict: Verdict
    why: Text
    rule: str
    sources: tuple[Cited, ...] = ()

    @property
    def beyond(self) -> float:
        """Days above what is usual."""
        return max(self.days - self.usual, 0.0) if self.usual is not None else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A finding or a condition, with what speaks for its being here: `chance` of a condition, a `reason`."""

    code: str
    name: Text
    icd10: str = ""
    chance: float | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisVerdict:
    """The preliminary diagnosis given the findings. `rank` from 1; None: not recognised, or no finding was."""

    said: str
    condition: Named | None
    rank: int | None
    fit: Fit
    why: Text
    likelier: tuple[Named, ...] = ()
    unexplained: tuple[Named, ...] = ()
    must_exclude: tuple[Named, ...] = ()
    not_asked: tuple[Named, ...] = ()
    relation: Relation | None = None
    clinic: Named | None = None
    rule: str = ""
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyVerdict:
    """What the findings ask for against what was decided and done; `problems` where it was too little or too late."""

    urgency: Urgency | None
    why: Text
    rule: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Precheck:
    """Everything the doctor finds done before he opens the case. `problems` are about the treatment as a whole.

    `risk` orders a worklist: 0 nothing to look at, higher sooner; see `weighing`. `low_risk`: agree with all, and next.
    """

    id: str
    diagnosis: DiagnosisVerdict
    urgency: UrgencyVerdict
    medicines: tuple[MedicineVerdict, ...] = ()
    tests: tuple[ItemVerdict, ...] = ()
    hospital_days: StayVerdict | None = None
    problems: tuple[Problem, ...] = ()
    missing: tuple[Named, ...] = ()
    notices: tuple[Notice, ...] = ()
    risk: int = 0
    version: str = ""
    reviewed: bool = False

    @property
    def low_risk(self) -> bool:
        return self.risk == 0
