"""Whether a substance is called for: by the row of the diagnosis, by what holds everywhere, by a complaint it eases."""

from dataclasses import dataclass, replace
from functools import lru_cache

from pharos.clinical.plain import Medicine, Relief, Single, Stance, Text, Treatment
from pharos.core.urgency import Urgency
from pharos.medical.precheck.bases import Bases, among
from pharos.medical.precheck.person import Person
from pharos.medical.precheck.prescribing import Item
from pharos.medical.precheck.sayings import joined, said
from pharos.medical.precheck.values import Cited, Verdict

ANTIBIOTIC = "antibiotic"
USUAL = 0.5
"""A pain or fever at least this often there with a condition needs no saying for what eases it."""
EASES_PAIN = frozenset({"analgesic", "nsaid"})


@dataclass(frozen=True, kw_only=True)
class Indication:
    """What speaks for or against giving it at all, before anything is known of the person's safety.

    `row` is the treatment that named it, None where something else decided; `first`: as a medicine of first choice.
    """

    verdict: Verdict
    why: Text
    rule: str
    sources: tuple[Cited, ...] = ()
    row: Treatment | None = None
    first: bool = False

    @property
    def needed(self) -> bool:
        """Whether a guideline wants this very medicine; one choice among several gives way to what speaks against."""
        alone = self.row is None or len(self.row.indicated) <= 1 or bool(self.row.antibiotics == "indicated")
        return self.first and self.verdict is Verdict.NEEDED and alone


def indication(bases: Bases, person: Person, item: Item, medicine: Medicine) -> Indication:
    """The first rule that has something to say: strict stances, the rows, own illness, stances, relief, silence."""
    classes = item.classes(medicine)
    return (
        _stance(bases, person, item, medicine, strict=True)
        or _by_rows(bases, person, item, medicine)
        or _own(bases, person, medicine)
        or _stance(bases, person, item, medicine, strict=False)
        or _alike(bases, person, item, medicine)
        or _relief(bases, person, medicine, classes)
        or _silence(bases, person, item, medicine)
    )


def _by_rows(bases: Bases, person: Person, item: Item, medicine: Medicine) -> Indication | None:
    """The kindest word of the diagnoses, unless one of them forbids it."""
    found: dict[str, Indication] = {}
    for row in person.rows:
        if row.condition in found:
            continue
        made = _by_row(bases, person, item, medicine, row)
        if made is not None:
            found[row.condition] = made
    order = (Verdict.CONTRAINDICATED, Verdict.NEEDED, Verdict.OPTIONAL, Verdict.NOT_NEEDED)
    return min(found.values(), key=lambda one: order.index(one.verdict), default=None)


def _by_row(bases: Bases, person: Person, item: Item, medicine: Medicine, row: Treatment) -> Indication | None:
    stands_in = medicine.code in row.in_allergy and _allergic(bases, person, row)
    kind = "optional" if stands_in else kind_in(row, item, medicine)
    if ANTIBIOTIC in item.classes(medicine) and (kind or row.antibiotics or not (row.when or row.said)):
        made = _antibiotic(bases, person, row, kind)
    elif kind:
        made = _made(bases, row, Verdict(_VERDICTS.get(kind, kind)), said(f"row_{kind}", condition=_named(bases, row)))
    else:
        return None
    noted = not row.note_on or among(medicine, row.note_on, item.classes(medicine))
    return replace(made, first=kind == "indicated", why=joined(made.why, row.note) if noted else made.why)


def _allergic(bases: Bases, person: Person, row: Treatment) -> bool:
    """Whether the person is allergic to an antibiotic that the row names."""
    members = [name for group in person.allergic_groups for name in bases.pharmacy.allergies[group].members]
    members += [one.code for one in person.allergic]
    named = [bases.pharmacy.medicines[code] for code in (*row.indicated, *row.optional) if _is_antibiotic(bases, code)]
    return any(among(one, members, one.classes) for one in named)


_VERDICTS = {"indicated": Verdict.NEEDED, "not_indicated": Verdict.NOT_NEEDED}


def kind_in(row: Treatment, item: Item, medicine: Medicine) -> str:
    """In which list of the row it stands: by its own name first, then by its class, the sterner list first."""
    lists = {
        "contraindicated": row.contraindicated,
        "not_indicated": row.not_indicated,
        "indicated": row.indicated,
        "optional": row.optional,
    }
    own = next((kind for kind, names in lists.items() if medicine.code in names), "")
    systemic = own in ("contraindicated", "not_indicated") and item.local and medicine.routes[:1] == ("oral",)
    if own and not systemic:
        return own
    classes = item.classes(medicine)
    return next((kind for kind, names in lists.items() if any(f"@{one}" in names for one in classes)), "")


def _antibiotic(bases: Bases, person: Person, row: Treatment, kind: str) -> Indication:
    """Stewardship: is one wanted at all, is it this one."""
    name = _named(bases, row)
    if kind == "contraindicated":
        return _made(bases, row, Verdict.CONTRAINDICATED, said("row_contraindicated", condition=name))
    if kind == "indicated" or (kind == "optional" and row.antibiotics == "indicated"):
        return _made(bases, row, Verdict.NEEDED, said("antibiotic_named", condition=name))
    if row.antibiotics in ("never", "") and kind != "optional":
        return _made(bases, row, Verdict.NOT_NEEDED, said("antibiotic_never", condition=name))
    if not _condition_met(row, person):
        wanted = _wanted_if(bases, row)
        return _made(bases, row, Verdict.NOT_NEEDED, said("antibiotic_unmet", condition=name, wanted=wanted))
    if kind == "optional":
        code = {"": "antibiotic_sometimes", "never": "row_optional"}.get(
            row.antibiotics, f"antibiotic_{row.antibiotics}"
        )
        return _made(bases, row, Verdict.OPTIONAL, said(code, condition=name))
    if row.antibiotics == "seldom":
        return _made(bases, row, Verdict.NOT_NEEDED, said("antibiotic_seldom_other", condition=name))
    return _not_first(bases, person, row, kind)


def _not_first(bases: Bases, person: Person, row: Treatment, kind: str) -> Indication:
    name = _named(bases, row)
    first = [code for code in (*row.indicated, *row.optional) if _is_antibiotic(bases, code)]
    grave = bases.conditions[row.condition].urgency >= Urgency.EMERGENCY
    barred = {one.code for one in person.allergic}
    if first and not kind and (grave or (barred and set(first) <= barred)):
        return _made(bases, row, Verdict.OPTIONAL, said("antibiotic_hospital", condition=name))
    instead = bases.named(first) if first else Text("", "")
    code = "antibiotic_not_first" if first else "antibiotic_unnamed"
    return _made(bases, row, Verdict.NOT_NEEDED, said(code, condition=name, instead=instead))


def _condition_met(row: Treatment, person: Person) -> bool:
    """`antibiotics_if`: one of the findings is there, or the person is as young as `age<2`."""
    if not row.antibiotics_if:
        return True
    for code in row.antibiotics_if:
        if code.startswith("age<") and person.age is not None and person.age < float(code[4:]):
            return True
    return person.has(code for code in row.antibiotics_if if not code.startswith("age<"))


def _wanted_if(bases: Bases, row: Treatment) -> Text:
    named = [bases.knowledge.findings[code].name for code in row.antibiotics_if if not code.startswith("age<")]
    ages = [code[4:] for code in row.antibiotics_if if code.startswith("age<")]
    ru = [one.ru for one in named] + [f"младше {age} лет" for age in ages]
    en = [one.en for one in named] + [f"younger than {age}" for age in ages]
    return Text(", ".join(ru), ", ".join(en))


def _is_antibiotic(bases: Bases, code: str) -> bool:
    return code in bases.pharmacy.medicines and ANTIBIOTIC in bases.pharmacy.medicines[code].classes


def _own(bases: Bases, person: Person, medicine: Medicine) -> Indication | None:
    """What a person takes for a known illness goes on."""
    for one in person.illnesses:
        if among(medicine, one.treated_by, medicine.classes):
            return Indication(
                verdict=Verdict.OPTIONAL,
                why=said("own_illness", illness=one.name),
                rule=f"illness:{one.code}",
                sources=bases.cited(one.origin),
            )
    if any(one.code == medicine.code for one in person.own):
        return Indication(verdict=Verdict.OPTIONAL, why=said("own_medicine"), rule="own_medicine")
    return None


def _stance(bases: Bases, person: Person, item: Item, medicine: Medicine, *, strict: bool) -> Indication | None:
    for one in _stances_on(bases, medicine.code, item.classes(medicine)):
        so = not one.routes or item.route in one.routes
        if one.strict is strict and so and _can_tell(bases, one, person) and _holds(one, person):
            return Indication(
                verdict=Verdict(one.verdict), why=one.why, rule=f"stance:{one.code}", sources=bases.cited(one.origin)
            )
    return None


def _can_tell(bases: Bases, one: Stance, person: Person) -> bool:
    """What some diagnoses excuse is not judged while the diagnosis is unknown, unless it would be a danger."""
    danger = one.strict and one.verdict == Verdict.CONTRAINDICATED
    return danger or bool(person.conditions) or not any(code in bases.conditions for code in one.unless)


@lru_cache(maxsize=8192)
def _stances_on(bases: Bases, code: str, classes: tuple[str, ...]) -> tuple[Stance, ...]:
    medicine = bases.pharmacy.medicines[code]
    return tuple(one for one in bases.pharmacy.stances.values() if among(medicine, one.names, classes))


@lru_cache(maxsize=8192)
def _reliefs_by(bases: Bases, code: str, classes: tuple[str, ...]) -> tuple[Relief, ...]:
    medicine = bases.pharmacy.medicines[code]
    return tuple(one for one in bases.pharmacy.reliefs.values() if among(medicine, one.names, classes))


def _holds(one: Stance, person: Person) -> bool:
    everybody = one.ages.low <= 0 and one.ages.high >= 200
    if not everybody and (person.age is None or person.age not in one.ages):
        return False
    if one.pregnant and not person.pregnant:
        return False
    if one.only and not person.has(one.only):
        return False
    return not person.has(one.unless)


def _alike(bases: Bases, person: Person, item: Item, medicine: Medicine) -> Indication | None:
    """Another of a group of which the guideline names one: what is sold under the name differs from land to land."""
    groups = [one for one in groups_of(bases, medicine.code, item.classes(medicine)) if one.alike]
    for row in person.rows if groups else ():
        for code in (*row.indicated, *row.optional):
            named = bases.pharmacy.medicines.get(code)
            if named and set(groups) & set(groups_of(bases, code, item.classes(named))):
                why = said("row_alike", condition=_named(bases, row), named=named.name)
                rule, sources = f"treatment:{row.code}:alike", bases.cited(row.origin)
                return Indication(verdict=Verdict.OPTIONAL, why=why, rule=rule, sources=sources, row=row)
    return None


@lru_cache(maxsize=8192)
def groups_of(bases: Bases, code: str, classes: tuple[str, ...]) -> tuple[Single, ...]:
    """Groups of which a medicine is one."""
    medicine = bases.pharmacy.medicines[code]
    return tuple(group for group in bases.pharmacy.singles.values() if among(medicine, group.names, classes))


def _relief(bases: Bases, person: Person, medicine: Medicine, classes: tuple[str, ...]) -> Indication | None:
    for one in _reliefs_by(bases, medicine.code, classes):
        fits = (one.ages.low <= 0 and one.ages.high >= 200) or (person.age is not None and person.age in one.ages)
        pain = not EASES_PAIN.isdisjoint(classes) and _usual(bases, person, one.findings)
        if fits and (pain or person.has(one.findings)):
            return Indication(
                verdict=Verdict.OPTIONAL, why=one.why, rule=f"relief:{one.code}", sources=bases.cited(one.origin)
            )
    return None


def _usual(bases: Bases, person: Person, findings: tuple[str, ...]) -> bool:
    """Whether the diagnosis nearly always brings one of these, and nobody denies it: a stye hurts, said or not."""
    return any(
        bases.conditions[code].frequencies.get(finding, 0.0) >= USUAL and finding not in person.findings
        for code in person.conditions
        for finding in findings
    )


def _silence(bases: Bases, person: Person, item: Item, medicine: Medicine) -> Indication:
    """No rule names it. With a row it is needless until somebody says why; without one nothing can be said."""
    if not person.conditions:
        return Indication(verdict=Verdict.UNKNOWN, why=said("no_diagnosis"), rule="no_diagnosis")
    grave = all(bases.conditions[code].urgency >= Urgency.EMERGENCY for code in person.conditions)
    if not person.rows or grave:
        return Indication(verdict=Verdict.UNKNOWN, why=said("no_row"), rule="no_row")
    row = person.rows[0]
    why = said("not_named", condition=_named(bases, row))
    return Indication(
        verdict=Verdict.NOT_NEEDED, why=why, rule=f"treatment:{row.code}", sources=bases.cited(row.origin)
    )


def _named(bases: Bases, row: Treatment) -> Text:
    return bases.conditions[row.condition].name


def _made(bases: Bases, row: Treatment, verdict: Verdict, why: Text) -> Indication:
    rule, sources = f"treatment:{row.code}", bases.cited(row.origin)
    return Indication(verdict=verdict, why=why, rule=rule, sources=sources, row=row)
