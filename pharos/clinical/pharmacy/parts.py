"""Each kind of entry of the pharmacy from its table to its frozen value."""

from pharos.clinical.knowledge.entries import Entry
from pharos.clinical.knowledge.values import Text
from pharos.clinical.pharmacy.values import (
    ANTIBIOTICS,
    AWARE,
    CAUTION,
    SEVERITIES,
    Interaction,
    Medicine,
    SideChain,
    Treatment,
)

NOTHING = Text("", "")


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
        indicated=entry.words("indicated"),
        optional=entry.words("optional"),
        not_indicated=entry.words("not_indicated"),
        contraindicated=entry.words("contraindicated"),
        antibiotics=entry.one_of("antibiotics", ANTIBIOTICS, ""),
        days=entry.weights("days"),
        note=entry.both("note", NOTHING),
        origin=entry.origin(sourced=True),
    )


def _trimesters(entry: Entry) -> tuple[str, str, str]:
    said = entry.words_any("pregnancy")
    if not said or len(said) not in (1, 3) or not set(said) <= set(CAUTION):
        entry.fault("pregnancy", f"is {' '.join(said)!r}; allowed: one or three (by trimester) of {', '.join(CAUTION)}")
        return ("forbidden", "forbidden", "forbidden")
    return (said[0], said[-2], said[-1]) if len(said) == 3 else (said[0], said[0], said[0])
