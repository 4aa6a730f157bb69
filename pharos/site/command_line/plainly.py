"""Commands that answer at once: no Django, no database, only data files. `pharos triage interview` is one.

They are Django commands too, for `pharos help` and whoever calls them from there; this is the short way to the same.
"""

import sys
from typing import TextIO

from pharos.clinical import api as clinical
from pharos.places import plain as places

COMMANDS = (["triage", "interview"],)


def fits(words: list[str]) -> bool:
    """Whether the words are such a command with nothing but `--json` after it."""
    return words[:2] in COMMANDS and all(word == "--json" for word in words[2:])


def run(words: list[str]) -> int:
    """Answer lines until there are no more."""
    interview(sys.stdin, sys.stdout)
    return 0


def interview(lines: TextIO, out: TextIO) -> None:
    """The symptom interview over lines of JSON; each answer goes out before the next line is read."""
    for told in clinical.interview_lines(iter(lines.readline, ""), place_of=place_of):
        out.write(told + "\n")
        out.flush()


def place_of(said: str, country: str) -> "clinical.InterviewPlace | None":
    """What the files know of a place: its country and the numbers to dial there, none of them verified by us."""
    found = places.find_plainly(said, country)
    if found is None:
        return None
    numbers = tuple(
        clinical.EmergencyLine(one.service, one.number, one.note_ru, one.note_en)
        for one in places.numbers_plainly(found.country)
    )
    return clinical.InterviewPlace(country=found.country, name=found.name, numbers=numbers)
