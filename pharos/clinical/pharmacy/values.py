"""Medicines and guideline treatment as authored: frozen values, doses in milligrams."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pharos.clinical.knowledge.values import Origin, Span, Text

CAUTION = ("allowed", "caution", "avoid", "forbidden")
"""From harmless to never; `avoid` may be overruled by a doctor with a reason, `forbidden` is always an objection."""

AWARE = ("", "access", "watch", "reserve")
SEVERITIES = ("moderate", "major", "forbidden")
ANTIBIOTICS = ("", "never", "seldom", "sometimes", "indicated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """One substance by its INN. Doses are limits in milligrams; 0 where there is none to check.

    `child_doses`, `child_days`: (kilograms from which it holds, milligrams) where practice goes by bands of weight; the
    wider of band and milligrams a kilogram is the limit. `child_rounding`: so many times the limit by weight are the
    usual rounding to a spoon or a tablet, told and not stopped.
    """

    code: str
    atc: str
    name: Text
    classes: tuple[str, ...]
    routes: tuple[str, ...]
    adult_dose: float
    adult_day: float
    child_dose_kg: float
    child_day_kg: float
    child_doses: tuple[tuple[float, float], ...]
    child_days: tuple[tuple[float, float], ...]
    child_rounding: float
    from_months: float
    from_kg: float
    most_days: float
    pregnancy: tuple[str, str, str]
    breastfeeding: str
    kidney: str
    liver: str
    elderly: str
    aware: str
    side_chain: str
    prescription: bool
    note: Text
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Two medicines or classes (`@nsaid`) that do harm together, and what to do instead."""

    code: str
    one: str
    other: str
    severity: str
    effect: Text
    instead: Text
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SideChain:
    """Beta-lactams that share a side chain: who is allergic to one is to be thought allergic to all of them."""

    code: str
    name: Text
    members: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What a guideline wants for a condition; a row with ages or `when` findings holds for those people only.

    Medicines or classes (`@macrolide`). What stands nowhere is neither wanted nor forbidden: the doctor is asked why.
    `when`: findings all of which are there; `said`: beginnings of words one of which the diagnosis is written with.
    `antibiotics_if`: findings or `age<2` without one of which no antibiotic is wanted; `together`: pairs of
    antibiotics (`@beta_lactam+@macrolide`) that may be given at the same time. `in_allergy`: what stands in where the
    person is allergic to an antibiotic of the row. `note_on`: beside which medicines the note is told, all of them
    where it is empty.
    """

    code: str
    condition: str
    ages: Span
    pregnant: bool
    when: tuple[str, ...]
    said: tuple[str, ...]
    indicated: tuple[str, ...]
    optional: tuple[str, ...]
    not_indicated: tuple[str, ...]
    contraindicated: tuple[str, ...]
    antibiotics: str
    antibiotics_if: tuple[str, ...]
    together: tuple[str, ...]
    in_allergy: tuple[str, ...]
    days: Mapping[str, float]
    note: Text
    note_on: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What is sold under a name: trade names and other spellings of one substance or of a fixed combination.

    `contains`: each substance with its milligrams in one unit (tablet, sachet, ampoule); 0 where there are several
    strengths. `names` as written on the box; `route` where the product has one of its own; `countries` where the names
    mean this only there.
    """

    code: str
    contains: Mapping[str, float]
    names: tuple[str, ...]
    route: str
    countries: tuple[str, ...] = ()
    origin: Origin


@dataclass(frozen=True, eq=False)
class Register:
    """What is sold under a name in some countries, as their own register has it.

    `rows`: names by composition, codes of substances and a way of giving where all of them have it: `clotrimazole
    @topical`. A name is written in plain letters, its words parted by blanks.
    """

    code: str
    countries: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]
    origin: Origin

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """The composition under each name in small letters."""
        return {name.lower(): row for row, names in self.rows.items() for name in names}

    def sold_as(self, name: str) -> Product | None:
        """What exactly these words, small, are here."""
        row = self.by_name.get(name)
        if row is None:
            return None
        codes, _at, route = row.partition("@")
        return Product(
            code=self.code,
            contains=dict.fromkeys(codes.split(), 0.0),
            names=(name,),
            route=route.strip(),
            countries=self.countries,
            origin=self.origin,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What holds of medicines whatever the diagnosis, unless its own row names them, or one of `unless` is there.

    `unless` and `only` are codes of findings and of conditions; `verdict` is not_needed or contraindicated; `routes`:
    given so, or any way where it is empty.
    """

    code: str
    names: tuple[str, ...]
    verdict: str
    routes: tuple[str, ...]
    ages: Span
    pregnant: bool
    unless: tuple[str, ...]
    only: tuple[str, ...]
    strict: bool
    why: Text
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """Medicines that ease a complaint whatever causes it: optional where one of the findings is there."""

    code: str
    names: tuple[str, ...]
    findings: tuple[str, ...]
    ages: Span
    why: Text
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Illness:
    """A known illness or allergy group: `words` are beginnings of words it is written with, `treated_by` what its
    bearers take for it; `finding` says the same in the interview, `icd10` are the first signs of its codes."""

    code: str
    name: Text
    words: tuple[str, ...]
    finding: str
    icd10: tuple[str, ...]
    treated_by: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """Medicines that a known illness speaks against, and what to give instead."""

    code: str
    names: tuple[str, ...]
    illness: tuple[str, ...]
    severity: str
    effect: Text
    instead: Text
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """Medicines of which one at a time is enough.

    `alike`: where a guideline names one of them, another will do. `part`: of a group that tells doubling already.
    """

    code: str
    name: Text
    names: tuple[str, ...]
    alike: bool = False
    part: bool = False
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class AllergyGroup:
    """What an allergy is to, said with any of these words; every member is then to be kept away."""

    code: str
    name: Text
    words: tuple[str, ...]
    members: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """A test and the conditions in which it is needed or a matter of choice; elsewhere `otherwise`.

    `pregnant`: what is a matter of choice is needed in pregnancy.
    """

    code: str
    name: Text
    words: tuple[str, ...]
    needed: tuple[str, ...]
    optional: tuple[str, ...]
    findings: tuple[str, ...]
    otherwise: str
    pregnant: bool
    why: Text
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """How many days in hospital are usual at most; 0: treated without a bed."""

    code: str
    days: float
    why: Text
    origin: Origin


@dataclass(frozen=True, eq=False, kw_only=True)
class Pharmacy:
    """All of it, of one version. Two are the same when they are one, so that what is made of it can be kept."""

    version: str
    classes: Mapping[str, Text]
    medicines: Mapping[str, Medicine]
    interactions: Mapping[str, Interaction]
    side_chains: Mapping[str, SideChain]
    treatments: Mapping[str, Treatment]
    products: Mapping[str, Product]
    registers: Mapping[str, Register]
    stances: Mapping[str, Stance]
    reliefs: Mapping[str, Relief]
    illnesses: Mapping[str, Illness]
    against: Mapping[str, Against]
    singles: Mapping[str, Single]
    allergies: Mapping[str, AllergyGroup]
    examinations: Mapping[str, Examination]
    stays: Mapping[str, Stay]
    diagnoses: Mapping[str, tuple[str, ...]]
