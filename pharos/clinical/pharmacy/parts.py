"""Each kind of entry of the pharmacy from its table to its frozen value."""

from pharos.clinical.knowledge.entries import Entry
from pharos.clinical.knowledge.values import Text
from pharos.clinical.pharmacy.values import (
    ANTIBIOTICS,
    AWARE,
    CAUTION,
    SEVERITIES,
    Against,
    AllergyGroup,
    Examination,
    Illness,
    Interaction,
    Medicine,
    Product,
    Relief,
    SideChain,
    Single,
    Stance,
    Stay,
    Treatment,
)

NOTHING = Text("", "")
VERDICTS = ("not_needed", "contraindicated")
WITHOUT_ROW = ("not_needed", "optional")


def medicine(entry: Entry) -> Medicine:
    """`pregnancy` is one word for all three trimesters or three words."""
    return Medicine(
        code=entry.code,
        atc=entry.text("atc"),
        name=entry.both("name"),
        classes=entry.words("classes"),
        routes=entry.words("routes"),
        adult_dose=entry.number("adult_dose", 0.0),
        adult_day=entry.number("adult_day", 0.0),
        child_dose_kg=entry.number("child_dose_kg", 0.0),
        child_day_kg=entry.number("child_day_kg", 0.0),
        child_doses=_bands(entry, "child_doses"),
        child_days=_bands(entry, "child_days"),
        child_rounding=entry.number("child_rounding", 1.0, low=1.0, high=1.3),
        from_months=entry.number("from_months", 0.0, high=216),
        from_kg=entry.number("from_kg", 0.0, high=80),
        most_days=entry.number("most_days", 0.0, high=365),
        pregnancy=_trimesters(entry),
        breastfeeding=entry.one_of("breastfeeding", CAUTION),
        kidney=entry.one_of("kidney", CAUTION, "allowed"),
        liver=entry.one_of("liver", CAUTION, "allowed"),
        elderly=entry.one_of("elderly", CAUTION, "allowed"),
        aware=entry.one_of("aware", AWARE, ""),
        side_chain=entry.text("side_chain", ""),
        prescription=entry.flag("prescription"),
        note=entry.both("note", NOTHING),
        origin=entry.origin(),
    )


def interaction(entry: Entry) -> Interaction:
    return Interaction(
        code=entry.code,
        one=entry.text("one"),
        other=entry.text("other"),
        severity=entry.one_of("severity", SEVERITIES),
        effect=entry.both("effect"),
        instead=entry.both("instead", NOTHING),
        origin=entry.origin(sourced=True),
    )


def side_chain(entry: Entry) -> SideChain:
    return SideChain(
        code=entry.code, name=entry.both("name"), members=entry.words("members"), origin=entry.origin(sourced=True)
    )


def treatment(entry: Entry) -> Treatment:
    """The entry's code is the condition's, unless `condition` names it: several rows may be about one condition."""
    return Treatment(
        code=entry.code,
        condition=entry.text("condition", entry.code),
        ages=entry.span("ages"),
        pregnant=entry.flag("pregnant"),
        when=entry.words("when"),
        said=_listed(entry, "said") if "said" in entry.rows else (),
        indicated=entry.words("indicated"),
        optional=entry.words("optional"),
        not_indicated=entry.words("not_indicated"),
        contraindicated=entry.words("contraindicated"),
        antibiotics=entry.one_of("antibiotics", ANTIBIOTICS, ""),
        antibiotics_if=entry.words("antibiotics_if"),
        together=entry.words("together"),
        in_allergy=entry.words("in_allergy"),
        days=entry.weights("days"),
        note=entry.both("note", NOTHING),
        note_on=entry.words("note_on"),
        origin=entry.origin(sourced=True),
    )


def product(entry: Entry) -> Product:
    """Without `contains` it is the substance of the entry's code."""
    contains = entry.weights("contains") if "contains" in entry.rows else {entry.code: 0.0}
    return Product(
        code=entry.code,
        contains=contains,
        names=_listed(entry, "names"),
        route=entry.text("route", ""),
        countries=entry.words("country"),
        origin=entry.origin(),
    )


def stance(entry: Entry) -> Stance:
    return Stance(
        code=entry.code,
        names=entry.words("names"),
        verdict=entry.one_of("verdict", VERDICTS, "not_needed"),
        routes=entry.words("routes"),
        ages=entry.span("ages"),
        pregnant=entry.flag("pregnant"),
        unless=entry.words("unless"),
        only=entry.words("only"),
        strict=entry.flag("strict"),
        why=entry.both("why"),
        origin=entry.origin(sourced=True),
    )


def relief(entry: Entry) -> Relief:
    return Relief(
        code=entry.code,
        names=entry.words("names"),
        findings=entry.words("findings"),
        ages=entry.span("ages"),
        why=entry.both("why"),
        origin=entry.origin(sourced=True),
    )


def illness(entry: Entry) -> Illness:
    return Illness(
        code=entry.code,
        name=entry.both("name"),
        words=_listed(entry, "words"),
        finding=entry.text("finding", ""),
        icd10=entry.words("icd10"),
        treated_by=entry.words("treated_by"),
        origin=entry.origin(),
    )


def against(entry: Entry) -> Against:
    return Against(
        code=entry.code,
        names=entry.words("names"),
        illness=entry.words("illness"),
        severity=entry.one_of("severity", CAUTION[1:]),
        effect=entry.both("effect"),
        instead=entry.both("instead", NOTHING),
        origin=entry.origin(sourced=True),
    )


def single(entry: Entry) -> Single:
    return Single(
        code=entry.code,
        name=entry.both("name"),
        names=entry.words("names"),
        alike=entry.flag("alike"),
        part=entry.flag("part"),
        origin=entry.origin(),
    )


def allergy(entry: Entry) -> AllergyGroup:
    return AllergyGroup(
        code=entry.code,
        name=entry.both("name"),
        words=_listed(entry, "words"),
        members=entry.words("members"),
        origin=entry.origin(sourced=True),
    )


def examination(entry: Entry) -> Examination:
    return Examination(
        code=entry.code,
        name=entry.both("name"),
        words=_listed(entry, "words"),
        needed=entry.words("needed"),
        optional=entry.words("optional"),
        findings=entry.words("findings"),
        otherwise=entry.one_of("otherwise", WITHOUT_ROW),
        pregnant=entry.flag("pregnant"),
        why=entry.both("why", NOTHING),
        origin=entry.origin(sourced=True),
    )


def stay(entry: Entry) -> Stay:
    return Stay(
        code=entry.code,
        days=entry.number("days", high=90),
        why=entry.both("why", NOTHING),
        origin=entry.origin(sourced=True),
    )


def diagnosis(entry: Entry) -> tuple[str, ...]:
    """Other names of a condition, as clinics write it."""
    return _listed(entry, "names")


def _bands(entry: Entry, name: str) -> tuple[tuple[float, float], ...]:
    """`8:2 15:4`: from 8 kg on 2 mg, from 15 kg on 4 mg; the kilograms rise."""
    try:
        found = tuple((float(low), mg) for low, mg in entry.weights(name).items())
    except ValueError:
        entry.fault(name, 'should be kilograms, a colon and milligrams, such as "8:2 15:4"')
        return ()
    if list(found) != sorted(found):
        entry.fault(name, "should rise from band to band")
    return found


def _listed(entry: Entry, name: str) -> tuple[str, ...]:
    """Names parted by semicolons, because they have blanks and commas in them."""
    return tuple(one.strip() for one in entry.text(name).split(";") if one.strip())


def _trimesters(entry: Entry) -> tuple[str, str, str]:
    said = entry.words_any("pregnancy")
    if not said or len(said) not in (1, 3) or not set(said) <= set(CAUTION):
        entry.fault("pregnancy", f"is {' '.join(said)!r}; allowed: one or three (by trimester) of {', '.join(CAUTION)}")
        return ("forbidden", "forbidden", "forbidden")
    return (said[0], said[-2], said[-1]) if len(said) == 3 else (said[0], said[0], said[0])
