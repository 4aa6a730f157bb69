"""`pharos medical precheck FILE`: one case or a list of them from a file or the standard input; no database."""

import json
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TextIO

from pharos.clinical.plain import Text
from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of
from pharos.medical.precheck.sayings import said
from pharos.medical.precheck.telling import as_data, as_lines

MANY, CHUNK = 2000, 250
"""From so many cases on several processors work, so many cases at a time."""
EVERY_SECONDS = 1.0
Told = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Broken:
    """A line of a file of cases that is no JSON: its number in the file, from 1, and what is wrong with it."""

    line: int
    why: str


class NotRead(Exception):
    """The input cannot be used; `text` says why in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def add_arguments(parser: ArgumentParser) -> None:
    """What may be asked of it."""
    parser.add_argument("path", metavar="FILE", help="a file with a case or a list of cases as JSON, or -")
    parser.add_argument("--json", action="store_true", help="JSON instead of text")
    parser.add_argument(
        "--jobs", type=int, default=0, help="processes for long lists; one for each processor by default"
    )


def run(options: Namespace, language: str, out: TextIO, beside: TextIO) -> int:
    """Check and print. Returns the exit code: 0 done, 1 something in the list was no case, 2 nothing could be read."""
    try:
        cases, single = read(options.path)
    except NotRead as refused:
        beside.write(f"pharos: {refused.text.to(language)}\n")
        return 2
    told = _checked(cases, partial(told_of, language=language, as_json=options.json), options.jobs)
    good = True
    for number, (text, fine) in enumerate(_with_progress(told, len(cases), language, beside)):
        good = good and fine
        out.write(_framed(text, number, len(cases), single=single or not options.json))
    if not cases and options.json and not single:
        out.write("[]\n")
    return 0 if good else 1


def read(path: str) -> tuple[list[Any], bool]:
    """The cases, and whether it was a single one. A list, one object, or an object on each line. Raises NotRead.

    A line that is no JSON among lines that are becomes a `Broken`, told in its place; the others are checked.
    """
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as fault:
        why = os.strerror(fault.errno) if fault.errno else str(fault)
        raise NotRead(said("file_unread", path=path, why=why)) from fault
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotRead(said("file_not_utf8", path=path, at=fault.start)) from fault
    try:
        data = json.loads(text)
    except RecursionError as fault:
        raise NotRead(said("file_too_deep", path=path)) from fault
    except ValueError as fault:
        lines = _lines(text)
        if lines is None:
            raise NotRead(said("file_not_json", path=path, why=str(fault))) from fault
        return lines, False
    if isinstance(data, list):
        return data, False
    return [data], True


def _lines(text: str) -> list[Any] | None:
    """A case on each line; None where fewer than half of the lines are one, so that it is some other broken file."""
    rows = [_line(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    cases = sum(isinstance(row, Mapping) for row in rows)
    return rows if len(rows) > 1 and cases * 2 >= len(rows) else None


def _line(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except RecursionError:
        return Broken(number, "nested too deeply")
    except ValueError as fault:
        return Broken(number, str(fault))


def told_of(numbered: tuple[int, Any], *, language: str, as_json: bool) -> Told:
    """One case as it is printed, and whether it was one."""
    number, data = numbered
    if not isinstance(data, Mapping):
        broken = isinstance(data, Broken)
        code, where = ("line_broken", f"line {data.line}") if broken else ("not_object", f"[{number}]")
        text = said(code, line=data.line, why=data.why) if broken else said(code)
        fault = {"error": {"where": where, "code": code, "text": {"ru": text.ru, "en": text.en}}}
        plain = text.to(language) if broken else f"{where}: {text.to(language)}"
        return (json.dumps(fault, ensure_ascii=False) if as_json else plain), False
    found = precheck(case_of(data))
    if as_json:
        return json.dumps(as_data(found), ensure_ascii=False), True
    return "\n".join(as_lines(found, language, number + 1)), True


def _checked(cases: Sequence[Any], tell: "partial[Told]", jobs: int) -> Iterator[Told]:
    """In their order; long lists on several processors."""
    jobs = jobs or os.cpu_count() or 1
    if len(cases) < MANY or jobs < 2:
        yield from map(tell, enumerate(cases))
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(tell, enumerate(cases), chunksize=CHUNK)


def _with_progress(told: Iterable[Told], count: int, language: str, beside: TextIO) -> Iterator[Told]:
    """How far it is and how long it still takes, once a second, where there are many."""
    begun = last = time.monotonic()
    for number, one in enumerate(told, 1):
        yield one
        now = time.monotonic()
        if count >= CHUNK and (now - last >= EVERY_SECONDS or number == count):
            left = (now - begun) / number * (count - number)
            text = said("progress", done=number, count=count, left=int(left + 0.5))
            beside.write(f"\r{text.to(language)}" + ("\n" if number == count else ""))
            beside.flush()
            last = now


def _framed(text: str, number: int, count: int, *, single: bool) -> str:
    if single:
        return f"{text}\n"
    return f"{'[' if number == 0 else ''}{text}{']' if number == count - 1 else ','}\n"
