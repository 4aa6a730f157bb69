"""Each kind of entry from its table to its frozen value. What codes point at is looked at in `linking`."""

from pharos.clinical.knowledge.entries import Entry
from pharos.clinical.knowledge.values import (
    FREQUENCY,
    Advice,
    Choice,
    Complaint,
    Condition,
    Effort,
    Finding,
    Kind,
    RedFlag,
    Screen,
    Shares,
    Source,
    Specialist,
    Text,
    Vulnerability,
)
from pharos.core.urgency import Urgency

URGENCIES = {
    "selfcare": Urgency.SELF_CARE,
    "routine": Urgency.ROUTINE,
    "urgent": Urgency.URGENT,
    "emergency": Urgency.EMERGENCY,
    "ambulance": Urgency.AMBULANCE,
}
CALL_BACK_HOURS = {
    Urgency.SELF_CARE: 24.0,
    Urgency.ROUTINE: 12.0,
    Urgency.URGENT: 4.0,
    Urgency.EMERGENCY: 1.0,
    Urgency.AMBULANCE: 0.25,
}
SEXES = ("any", "female", "male")
FLAG_KINDS = ("universal", "complaint", "infant", "child", "pregnancy", "pair", "exposure")
NOTHING = Text("", "")


def finding(entry: Entry) -> Finding:
    """A file's name is the topic of its findings unless `topic` says otherwise."""
    topic = entry.file.rsplit("/", 1)[-1].removesuffix(".toml")
    return Finding(
        code=entry.code,
        topic=entry.text("topic", topic),
        kind=Kind(entry.one_of("kind", list(Kind), Kind.SYMPTOM)),
        name=entry.both("name"),
        ask=entry.both("ask"),
        hint=entry.both("hint", NOTHING),
        base=_base(entry),
        needs=entry.words("needs"),
        linked=entry.text("linked", ""),
        effort=Effort(entry.one_of("effort", list(Effort), Effort.EASY)),
        ages=entry.span("ages"),
        sex=entry.one_of("sex", SEXES, "any"),
        pregnant=entry.flag("pregnant"),
        given=entry.one_of("given", ("", "pregnant"), ""),
        origin=entry.origin(),
    )


def choice(entry: Entry) -> Choice:
    topic = entry.file.rsplit("/", 1)[-1].removesuffix(".toml")
    return Choice(
        code=entry.code,
        topic=entry.text("topic", topic),
        ask=entry.both("ask"),
        hint=entry.both("hint", NOTHING),
        options=entry.words("options"),
        needs=entry.words("needs"),
        origin=entry.origin(),
    )


def condition(entry: Entry) -> Condition:
    urgency = URGENCIES[entry.one_of("urgency", list(URGENCIES))]
    name = entry.both("name")
    return Condition(
        code=entry.code,
        icd10=entry.text("icd10"),
        name=name,
        plain=entry.both("plain", name),
        group=entry.text("group"),
        weight=entry.number("weight", low=0.001, high=1000),
        ages=entry.factors("ages"),
        only_ages=entry.span("only_ages"),
        sex=entry.one_of("sex", SEXES, "any"),
        women=entry.number("women", 1.0, high=50),
        pregnancy=entry.one_of("pregnancy", ("any", "only", "never"), "any"),
        pregnant=entry.number("pregnant", 1.0, high=50),
        where=entry.words("where"),
        elsewhere=entry.number("elsewhere", 0.02, high=1),
        places=entry.weights("places"),
        months=entry.factors("months"),
        days=entry.span("days"),
        urgency=urgency,
        specialist=entry.text("specialist"),
        specialist_child=entry.text("specialist_child", ""),
        specialist_pregnant=entry.text("specialist_pregnant", ""),
        call_back=entry.number("call_back", CALL_BACK_HOURS[urgency], high=72),
        advice=entry.words("advice"),
        frequencies=_frequencies(entry),
        origin=entry.origin(sourced=True),
    )


def red_flag(entry: Entry) -> RedFlag:
    return RedFlag(
        code=entry.code,
        kind=entry.one_of("kind", FLAG_KINDS),
        every=entry.words("all"),
        some=entry.words("any"),
        doubt=entry.words("doubt"),
        least=int(entry.number("at_least", 1 if "any" in entry.rows else 0, high=9)),
        ages=entry.span("ages"),
        sex=entry.one_of("sex", SEXES, "any"),
        pregnant=entry.flag("pregnant"),
        urgency=URGENCIES[entry.one_of("urgency", list(URGENCIES))],
        name=entry.both("name"),
        say=entry.both("say"),
        suspects=entry.words("suspects"),
        specialist=entry.text("specialist", ""),
        origin=entry.origin(sourced=True),
    )


def complaint(entry: Entry) -> Complaint:
    return Complaint(
        code=entry.code,
        name=entry.both("name"),
        lead=entry.text("lead"),
        signs=entry.words("signs"),
        danger=entry.words("danger"),
        vague=entry.flag("vague"),
        origin=entry.origin(),
    )


def screen(entry: Entry) -> Screen:
    return Screen(
        code=entry.code,
        ask=entry.both("ask"),
        hint=entry.both("hint", NOTHING),
        say=entry.both("say", NOTHING),
        yes=entry.text("yes", ""),
        no=entry.text("no", ""),
        options=entry.words("options"),
        ages=entry.span("ages"),
        sex=entry.one_of("sex", SEXES, "any"),
        pregnant=entry.flag("pregnant"),
        unknown_is_danger=entry.flag("unknown_is_danger"),
        origin=entry.origin(),
    )


def specialist(entry: Entry) -> Specialist:
    return Specialist(
        code=entry.code,
        name=entry.both("name"),
        child=entry.text("child", ""),
        pregnant=entry.text("pregnant", ""),
        urgently=entry.text("urgently", ""),
        without=entry.words("without"),
    )


def advice(entry: Entry) -> Advice:
    return Advice(code=entry.code, text=entry.both("text"), unless=entry.words("unless"), origin=entry.origin())


def vulnerability(entry: Entry) -> Vulnerability:
    return Vulnerability(
        code=entry.code,
        name=entry.both("name"),
        finding=entry.text("finding", ""),
        ages=entry.span("ages"),
        pregnant=entry.flag("pregnant"),
        groups=entry.words("groups"),
        least=URGENCIES[entry.one_of("from", list(URGENCIES))],
        most=URGENCIES[entry.one_of("to", list(URGENCIES))],
        origin=entry.origin(),
    )


def shares(entry: Entry) -> Shares:
    return Shares(
        code=entry.code,
        countries=entry.words("countries"),
        ages=entry.span("ages"),
        months=entry.span("months"),
        trust=entry.number("trust", high=1e6),
        shares=entry.weights("shares"),
        origin=entry.origin(sourced=True),
    )


def source(entry: Entry) -> Source:
    return Source(entry.code, entry.text("title"), entry.text("url", ""), entry.text("dated", ""))


def region(entry: Entry) -> tuple[str, ...]:
    entry.text("note", "")
    return entry.words("countries")


def named(entry: Entry) -> Text:
    """A group of conditions or a topic of findings: nothing but its name."""
    return entry.both("name")


def _base(entry: Entry) -> float:
    """A word of frequency or a number; `rare` would be far too often for most findings, so it has to be said."""
    if isinstance(entry.rows.get("base"), str):
        return FREQUENCY[entry.one_of("base", list(FREQUENCY))]
    return entry.number("base", 0.03, low=0.0001, high=0.99)


def _frequencies(entry: Entry) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, often in FREQUENCY.items():
        for code in entry.words(word):
            if code in found:
                entry.fault(word, f"{code} is already named with another frequency")
            found[code] = often
    if not found:
        entry.fault("often", "a condition needs findings: always, often, sometimes, rare, never")
    return found
