"""Callers made up for trials, read as strictly as the base; the format is in docs/clinical-knowledge.md."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pharos.clinical.interview.evidence import Answer, parts
from pharos.clinical.interview.people import FEMALE, MALE, Caller, Place
from pharos.clinical.knowledge.entries import Entry, Fault, KnowledgeFaults, close, entries
from pharos.clinical.knowledge.parts import URGENCIES
from pharos.clinical.knowledge.values import Knowledge, Text
from pharos.core.urgency import Urgency

KINDS = ("emergency", "mimic", "ordinary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vignette:
    """One caller: the person, the first words, the answers, and what an expert would make of it. `held_out`: put away
    by whoever wrote it, never looked at while tuning."""

    code: str
    kind: str
    caller: Caller
    place: str
    opening: Text
    diagnosis: str
    also: tuple[str, ...]
    urgency: Urgency
    urgency_high: Urgency
    specialist: str
    answers: Mapping[str, Answer]
    yes: tuple[str, ...]
    others: Answer
    held_out: bool = False

    @property
    def emergency(self) -> bool:
        return self.urgency >= Urgency.EMERGENCY

    def says(self, finding: str) -> Answer:
        """What this caller answers when asked for a finding."""
        return self.answers.get(finding, self.others)


def read_vignettes(path: Path, base: Knowledge) -> list[Vignette]:
    """The vignettes of a file, or of all files of a folder. Raises KnowledgeFaults."""
    faults: list[Fault] = []
    root, pattern = (path, "**/*.toml") if path.is_dir() else (path.parent, path.name)
    if not path.exists():
        raise KnowledgeFaults([Fault(str(path), "", "", "there is no such file or folder")])
    found: dict[str, Vignette] = {}
    for entry in entries(root, pattern, faults):
        if entry.code in found:
            entry.fault("", "this code stands in another file too")
        found[entry.code] = _vignette(entry, base)
        entry.close()
        _known(entry, found[entry.code], base)
    if faults:
        raise KnowledgeFaults(faults)
    return list(found.values())


def _vignette(entry: Entry, base: Knowledge) -> Vignette:
    urgency = URGENCIES[entry.one_of("urgency", list(URGENCIES))]
    code = next(code for code, one in URGENCIES.items() if one is urgency)
    yes, no, unknown = entry.words("yes"), entry.words("no"), entry.words("unknown")
    answers = dict.fromkeys(no, Answer.NO) | dict.fromkeys(unknown, Answer.UNKNOWN)
    answers |= dict.fromkeys(_with_needs(yes, base), Answer.YES)
    entry.seen |= {"note", "note_ru", "note_en", "written", "reviewed_by", "sources"}
    return Vignette(
        code=entry.code,
        kind=entry.one_of("kind", KINDS),
        caller=_caller(entry),
        place=entry.text("place", ""),
        opening=_opening(entry),
        diagnosis=entry.text("diagnosis"),
        also=entry.words("also"),
        urgency=urgency,
        urgency_high=URGENCIES[entry.one_of("urgency_high", list(URGENCIES), code)],
        specialist=entry.text("specialist", ""),
        answers=answers,
        yes=yes,
        others=Answer(entry.one_of("others", ("no", "unknown"), "no")),
        held_out=entry.flag("held_out"),
    )


def _opening(entry: Entry) -> Text:
    """First words in either language or both; who has only one of them says that."""
    ru, en = entry.text("opening_ru", ""), entry.text("opening_en", "")
    if not ru and not en:
        entry.fault("opening_ru", "is missing; a vignette needs first words, in opening_ru or opening_en")
    return Text(ru or en, en or ru)


def _caller(entry: Entry) -> Caller:
    return Caller(
        age=entry.number("age", high=120),
        sex=entry.one_of("sex", (FEMALE, MALE)),
        pregnant=entry.flag("pregnant"),
        place=Place(country=entry.text("country", ""), name=""),
        day_of_trip=int(entry.number("day_of_trip", 3, high=3650)) or None,
        month=int(entry.number("month", 0, high=12)) or None,
    )


def _with_needs(yes: Collection[str], base: Knowledge) -> Iterator[str]:
    """Who has 39 degrees has fever: what a finding needs is there too, where it is one thing."""
    ahead = list(yes)
    while ahead:
        code = ahead.pop()
        yield code
        needs = base.findings[code].needs if code in parts(base) else ()
        if len(needs) == 1:
            ahead.append(needs[0])


def _known(entry: Entry, one: Vignette, base: Knowledge) -> None:
    for code in one.answers:
        if code not in base.findings:
            entry.fault("yes, no, unknown", f"{code!r} is not known{close(code, base.findings)}")
    for code in (one.diagnosis, *one.also):
        if code not in base.conditions:
            entry.fault("diagnosis, also", f"{code!r} is not known{close(code, base.conditions)}")
    if one.specialist and one.specialist not in base.specialists:
        entry.fault("specialist", f"{one.specialist!r} is not known{close(one.specialist, base.specialists)}")
    if one.urgency_high < one.urgency:
        entry.fault("urgency_high", "is lower than urgency")
