"""Letters in files: one in a file, many in an mbox, all below a folder, or what comes down the pipe.

A letter is named by the path it was given under, inside an mbox with `#` and its number. Nothing is kept in memory
but names and places; a letter's bytes are read when its turn comes.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

LETTER_ENDINGS = {".eml", ".msg822", ".email"}
MBOX_ENDINGS = {".mbox", ".mbx"}
_HEADER = re.compile(rb"\A(?:From |[!-9;-~]{1,80}[ \t]*:)")
_FROM_LINE = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\r\n]*\d{4}[^\r\n]*\r?\n")
_LOOK = 4_096
HEAD = 64 * 1024


class NotALetter(StrEnum):
    """Why a file is passed over."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NO_HEADERS = "no_headers"


@dataclass(frozen=True)
class Source:
    """One letter to be read."""

    name: str
    read: Callable[[], bytes]
    head: Callable[[], bytes]


@dataclass(frozen=True)
class Skipped:
    """A file that holds no letter, and why."""

    name: str
    why: NotALetter


def sources(paths: Iterable[str]) -> Iterator[Source | Skipped]:
    """Every letter under these paths, folders in the order of names. `-` is the standard input."""
    for given in paths:
        if given == "-":
            yield from _of_bytes("-", sys.stdin.buffer.read())
            continue
        path = Path(given)
        try:
            found = sorted(_below(path)) if path.is_dir() else [path]
        except OSError:
            yield Skipped(given, NotALetter.UNREADABLE)
            continue
        for one in found:
            yield from _of_file(one)


def _below(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _below(entry)
        elif entry.is_file():
            yield entry


def _of_file(path: Path) -> Iterator[Source | Skipped]:
    name = str(path)
    try:
        with path.open("rb") as file:
            beginning = file.read(_LOOK)
    except FileNotFoundError:
        yield Skipped(name, NotALetter.MISSING)
        return
    except OSError:
        yield Skipped(name, NotALetter.UNREADABLE)
        return
    ending = path.suffix.lower()
    if ending in MBOX_ENDINGS or (ending not in LETTER_ENDINGS and _FROM_LINE.match(beginning)):
        yield from _of_mbox(name, path.read_bytes())
    elif ending in LETTER_ENDINGS or looks_like_letter(beginning):
        yield Source(name, path.read_bytes, lambda: _head(path))
    else:
        yield Skipped(name, NotALetter.NO_HEADERS if beginning else NotALetter.EMPTY)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def _of_bytes(name: str, raw: bytes) -> Iterator[Source | Skipped]:
    if _FROM_LINE.match(raw):
        yield from _of_mbox(name, raw)
    elif not raw.strip():
        yield Skipped(name, NotALetter.EMPTY)
    else:
        yield Source(name, lambda: raw, lambda: raw[:HEAD])


def _of_mbox(name: str, raw: bytes) -> Iterator[Source | Skipped]:
    starts = [(match.start(), match.end()) for match in _FROM_LINE.finditer(raw)]
    if not starts:
        yield Skipped(name, NotALetter.NO_HEADERS if raw.strip() else NotALetter.EMPTY)
        return
    ends = [start for start, _ in starts[1:]] + [len(raw)]
    for number, ((_, begin), end) in enumerate(zip(starts, ends, strict=True), start=1):
        read = _slice(raw, begin, end)
        yield Source(f"{name}#{number}", read, read)


def _slice(raw: bytes, begin: int, end: int) -> Callable[[], bytes]:
    return lambda: re.sub(rb"(?m)^>(>*From )", rb"\1", raw[begin:end])


def looks_like_letter(beginning: bytes) -> bool:
    """Whether bytes start as a letter does: a header line first, and no zero bytes."""
    return b"\x00" not in beginning and bool(_HEADER.match(beginning.lstrip(b"\r\n")))
