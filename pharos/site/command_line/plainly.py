"""Commands that answer at once: no Django, no database, only data files. `pharos triage interview` is one.

They are Django commands too, for `pharos help` and whoever calls them from there; this is the short way to the same.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from io import TextIOWrapper
from typing import TextIO

from pharos.clinical import plain as clinical
from pharos.places import plain as places

HELP = ("-h", "--help")
PLAIN = (["triage", "interview"], ["triage", "evaluate"], ["medical", "precheck"], ["medical", "evaluate"])


def fits(words: list[str]) -> bool:
    """Whether the words are such a command; help on it is Django's, in the person's language."""
    return words[:2] in PLAIN and not set(HELP) & set(words)


def run(words: list[str]) -> int:
    """Carry it out. Returns the exit code."""
    _in_utf8()
    try:
        if words[0] == "medical":
            return review(words[1], words[2:])
        if words[1] == "interview":
            parser = ArgumentParser("pharos triage interview")
            parser.add_argument("--json", action="store_true")
            parser.parse_args(words[2:])
            interview(sys.stdin, sys.stdout)
            return 0
        parser = ArgumentParser("pharos triage evaluate")
        clinical.add_evaluation_arguments(parser)
        return evaluate(parser.parse_args(words[2:]), sys.stdout)
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone; nothing more shall be said
        return 1
    except KeyboardInterrupt:
        return 130


def _in_utf8() -> None:
    """JSON and Russian are UTF-8 whatever the terminal says; a broken byte is a bad line, not the end."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def interview(lines: TextIO, out: TextIO) -> None:
    """The symptom interview over lines of JSON; each answer goes out before the next line is read."""
    for told in clinical.interview_lines(iter(lines.readline, ""), place_of=place_of):
        out.write(told + "\n")
        out.flush()


def evaluate(options: Namespace, out: TextIO) -> int:
    """Play vignettes and print the figures."""
    try:
        for line in clinical.evaluation(options):
            out.write(line + "\n")
    except clinical.KnowledgeFaults as faults:
        sys.stderr.write(f"{faults}\n")
        return 1
    return 0


def review(command: str, words: list[str]) -> int:
    """The Medical Department's pre-check of cases, or its trial on treatments with known answers."""
    from pharos.medical import plain as medical  # an interview starts without it

    parser = ArgumentParser(f"pharos medical {command}")
    if command == "precheck":
        medical.add_precheck_arguments(parser)
        language = os.environ.get("PHAROS_LANGUAGE", "en")
        return medical.run_precheck(parser.parse_args(words), language, sys.stdout, sys.stderr)
    medical.add_evaluation_arguments(parser)
    try:
        for line in medical.evaluation(parser.parse_args(words)):
            sys.stdout.write(line + "\n")
    except (clinical.KnowledgeFaults, medical.TreatmentFaults) as faults:
        sys.stderr.write(f"{faults}\n")
        return 1
    return 0


def place_of(said: str, country: str) -> clinical.InterviewPlace | None:
    """What the files know of a place: its country and the numbers to dial there, each once, none verified by us."""
    found = places.find_plainly(said, country)
    if found is None:
        return None
    numbers: dict[str, clinical.EmergencyLine] = {}
    for one in places.numbers_plainly(found.country):
        numbers.setdefault(one.number, clinical.EmergencyLine(one.service, one.number, one.note_ru, one.note_en))
    return clinical.InterviewPlace(
        country=found.country, name=found.name, numbers=tuple(numbers.values()), assumed=found.assumed
    )
