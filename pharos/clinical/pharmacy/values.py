"""Medicines and guideline treatment as authored: frozen values, doses in milligrams."""

from collections.abc import Mapping
from dataclasses import dataclass

from pharos.clinical.knowledge.values import Origin, Span, Text

CAUTION = ("allowed", "caution", "avoid", "forbidden")
"""From harmless to never; `avoid` may be overruled by a doctor with a reason, `forbidden` is always an objection."""

AWARE = ("", "access", "watch", "reserve")
SEVERITIES = ("moderate", "major", "forbidden")
ANTIBIOTICS = ("", "never", "seldom", "sometimes", "indicated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine:
    """One substance by its INN. Doses are limits in milligrams; 0 where there is none to check."""

    code: str
    atc: str
    name: Text
    classes: tuple[str, ...]
    routes: tuple[str, ...]
    adult_dose: float
    adult_day: float
    child_dose_kg: float
    child_day_kg: float
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
    """

    code: str
    condition: str
    ages: Span
    pregnant: bool
    when: tuple[str, ...]
    indicated: tuple[str, ...]
    optional: tuple[str, ...]
    not_indicated: tuple[str, ...]
    contraindicated: tuple[str, ...]
    antibiotics: str
    days: Mapping[str, float]
    note: Text
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Pharmacy:
    """All of it, of one version."""

    version: str
    classes: Mapping[str, Text]
    medicines: Mapping[str, Medicine]
    interactions: Mapping[str, Interaction]
    side_chains: Mapping[str, SideChain]
    treatments: Mapping[str, Treatment]
