"""Pure rules: recognising a policy number in what people write, and who is on duty at an hour.

A number pattern is written as the insurer prints its numbers: `SZ-YYYY-NNNNNN`. `N` is a digit, `YYYY` or `YY` a
year, the rest stands for itself; a letter N or Y of the number itself goes in quotes: `"BN"-NNNNNN`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from pharos.core.objections import Objection
from pharos.core.spelling import LOOK_ALIKES

_TOKEN = re.compile(r'"(?P<quoted>[^"]+)"|(?P<year>YYYY|YY)|(?P<digits>N+)|(?P<sep>[-/. ])|(?P<plain>[^\W_NY]+)')
_DIGIT = "[0-9OIL]"
_FILLED = frozenset({"digits", "year"})
_AS_DIGITS = str.maketrans("OIL", "011")
_BETWEEN = r"[-/ ._#:\\]{0,3}"
_AFTER_WORD = rf"{_BETWEEN}(?:(?:N[O0°Rº]?|HOMEP|NOMER)[. :]{{0,2}})?"
_BEFORE = r"(?<![0-9A-ZА-ЯЁ])"
_AFTER = r"(?![0-9A-ZА-ЯЁ])"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-") | {"№": "#", "\u00ad": "", "\u200b": ""})
_SPACES = re.compile(r"\s+")
_RUN = re.compile(r"\d+")
# How far from a digit a number's letters may stand; patterns have at most 60 signs, of which letters are few.
BEFORE, BEHIND = 48, 12
# A word glued to the number: `полисSZ-2018-004512`, `SZ-2018-004512от 12 июля`. Only a run that looks like a word
# parts from it; one stray letter makes a longer code, which is not ours.
_GLUED = re.compile(r"(?<=[a-zа-яё]{3})(?=[A-ZА-ЯЁ]{2})|(?<=[a-zа-яё]{3})(?=[A-ZА-ЯЁ]\d)|(?<=\d)(?=[а-яё]{2}|г\.)")
_SOUNDS = str.maketrans(
    dict(zip("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЫЭІЈЅ", "ABVGDEEJZIIKLMNOPRSTUFHYEIJS", strict=True))
    | {"Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SH", "Ю": "YU", "Я": "YA", "Ь": "", "Ъ": ""}
)


@dataclass(frozen=True)
class NumberMatch:
    """A number of this insurer's pattern, in the form the insurer prints it; `as_written` when nothing was mended."""

    insurer_id: UUID
    number: str
    as_written: bool = True


@dataclass(frozen=True)
class CompiledPattern:
    """A readable pattern made ready: one expression for look-alike letters, one for letters by sound."""

    pattern: str
    by_look: re.Pattern[str]
    by_sound: re.Pattern[str]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Hours:
    """One stretch of duty in the insurer's own time; a stretch that ends at or before its start runs past midnight."""

    weekday: int
    opens: time
    closes: time


def pattern_objection(pattern: str) -> Objection | None:
    """Why a pattern cannot be used: unreadable signs, or so few fixed signs that any number would match."""
    parts = _parts(pattern)
    if parts is None:
        return Objection("pattern_unreadable", {"pattern": pattern})
    digits = sum(len(text) for kind, text in parts if kind in _FILLED)
    letters = sum(c.isalpha() for kind, text in parts if kind == "word" for c in text)
    if digits < 4 or (not letters and digits < 8):
        return Objection("pattern_too_wide", {"pattern": pattern})
    return None


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> CompiledPattern:
    """The pattern as expressions. Raises ValueError where `pattern_objection` objects."""
    parts = _parts(pattern)
    if parts is None or pattern_objection(pattern):
        raise ValueError(f"not a usable number pattern: {pattern!r}")
    return CompiledPattern(pattern, _expression(parts, by_look), _expression(parts, by_sound), parts)


def by_look(text: str) -> str:
    """Upper case, Cyrillic letters that look like Latin ones as Latin, any dash a hyphen, any space one space."""
    return _tidy(text).translate(LOOK_ALIKES)


def by_sound(text: str) -> str:
    """Upper case, Cyrillic letters by sound: the Russian `СЗ` for a printed `SZ`."""
    return _tidy(text).translate(_SOUNDS)


def find_numbers(text: str, patterns: Iterable[tuple[UUID, CompiledPattern]]) -> list[NumberMatch]:
    """Every number of the given insurers in the text, once each, in the order of patterns then of the text.

    Tolerates look-alike letters, letters by sound, O for 0, any or no dashes, spaces, groups of digits, lower case
    and words glued on; never matches inside a longer code. Two insurers with like patterns both come back.
    """
    found: dict[tuple[UUID, str], NumberMatch] = {}
    near = _near_digits(text)
    if not near:
        return []
    look, sound = by_look(near), by_sound(near)
    for insurer_id, compiled in patterns:
        for number in (*_numbers(compiled, compiled.by_look, look), *_numbers(compiled, compiled.by_sound, sound)):
            found.setdefault((insurer_id, number), NumberMatch(insurer_id, number, number in text))
    return list(found.values())


def on_duty(hours: Iterable[Hours], local: datetime) -> bool:
    """Whether one of the stretches covers this local moment."""
    yesterday = (local - timedelta(days=1)).weekday()
    return any(_covers(stretch, local.weekday(), yesterday, local.time()) for stretch in hours)


def _covers(stretch: Hours, today: int, yesterday: int, clock: time) -> bool:
    overnight = stretch.closes <= stretch.opens
    if stretch.weekday == today and stretch.opens <= clock:
        return overnight or clock < stretch.closes
    return overnight and stretch.weekday == yesterday and clock < stretch.closes


def _parts(pattern: str) -> tuple[tuple[str, str], ...] | None:
    parts: list[tuple[str, str]] = []
    at = 0
    for token in _TOKEN.finditer(pattern):
        if token.start() != at:
            return None
        at = token.end()
        kind = str(token.lastgroup)
        parts.append(("word" if kind in {"quoted", "plain"} else kind, token[kind]))
    return tuple(parts) if parts and at == len(pattern) else None


def _near_digits(text: str) -> str:
    """The pieces of the text round its digits, parted by a sign no number holds: most of a letter is not looked at."""
    pieces: list[list[int]] = []
    for run in _RUN.finditer(text):
        if pieces and run.start() - BEFORE <= pieces[-1][1]:
            pieces[-1][1] = run.end() + BEHIND
        else:
            pieces.append([max(run.start() - BEFORE, 0), run.end() + BEHIND])
    return " ¦ ".join(text[start:end] for start, end in pieces)


def _tidy(text: str) -> str:
    text = _GLUED.sub(" ", text.translate(_DASHES))
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).upper())


def _expression(parts: tuple[tuple[str, str], ...], letters: Callable[[str], str]) -> re.Pattern[str]:
    pieces: list[str] = []
    previous = ""
    for kind, text in parts:
        if kind == "sep":
            pieces.append(_AFTER_WORD if previous == "word" else _BETWEEN)
        else:
            pieces += ["[- ]?"] if previous not in {"", "sep"} else []
            pieces.append(_piece(kind, text, letters(text)))
        previous = kind
    return re.compile(_BEFORE + "".join(pieces) + _AFTER)


def _piece(kind: str, text: str, letters: str) -> str:
    if kind == "word":
        return re.escape(letters)
    if kind == "year":
        return "([12][09O][0-9O]{2})" if len(text) == 4 else "([0-9O]{2})"
    return f"({_digits(len(text))})"


def _digits(count: int) -> str:
    """So many digits, in one run or in equal groups: `004512`, `004 512`, `00-45-12`."""
    ways = [f"{_DIGIT}{{{count}}}"]
    ways += [rf"\d{{{size}}}(?:[- ]\d{{{size}}}){{{count // size - 1}}}" for size in (2, 3, 4)
             if count % size == 0 and count > size]  # fmt: skip
    return "|".join(ways)


def _numbers(compiled: CompiledPattern, expression: re.Pattern[str], text: str) -> Iterator[str]:
    for match in expression.finditer(text):
        runs = [re.sub("[- ]", "", run) for run in match.groups()]
        written = "".join(runs)
        if sum(sign.isdigit() for sign in written) * 2 >= len(written):
            filled = iter(run.translate(_AS_DIGITS) for run in runs)
            yield "".join(next(filled) if kind in _FILLED else printed for kind, printed in compiled.parts)


# What we promise where an insurer has agreed on nothing else, in minutes. No assistance company publishes its
# targets; these are our own choice, to be changed for each insurer.
TARGETS = {
    "call_back": 15,
    "letter_answer": 60,
    "outpatient_arranged": 120,
    "guarantee_outpatient": 60,
    "guarantee_inpatient": 240,
    "policy_confirmed": 240,
    "medical_review": 480,
    "destination_known": 1_440,
    "destination_obscure": 7_200,
    "destination_live": 120,
}

_DAY_WORDS = {
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "en": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
}
_STRETCH = re.compile(
    r"(?P<first>[а-яa-z]{2,3})\s*(?:[-–—]\s*(?P<last>[а-яa-z]{2,3}))?\s+"
    r"(?P<opens>\d{1,2}:\d\d)\s*[-–—]\s*(?P<closes>\d{1,2}:\d\d)"
)


def read_hours(text: str) -> list[Hours]:
    """Duty as people write it: `Пн–Пт 09:00–18:00; Сб 10:00–14:00`, days in Russian or English.

    Raises ValueError for anything else. A stretch of days may run over the weekend: `Сб–Пн`.
    """
    days = {word: at for words in _DAY_WORDS.values() for at, word in enumerate(words)}
    found: set[Hours] = set()
    for piece in re.split(r"[;,\n]+", text.casefold()):
        if not piece.strip():
            continue
        match = _STRETCH.fullmatch(piece.strip())
        if match is None or match["first"] not in days or (match["last"] or match["first"]) not in days:
            raise ValueError(f"not hours of duty: {piece.strip()}")
        first, last = days[match["first"]], days[match["last"] or match["first"]]
        opens, closes = (time.fromisoformat(match[name].zfill(5)) for name in ("opens", "closes"))
        found |= {Hours((first + step) % 7, opens, closes) for step in range((last - first) % 7 + 1)}
    return sorted(found, key=lambda stretch: (stretch.weekday, stretch.opens))


def hours_text(hours: Iterable[Hours], language: str) -> str:
    """The same in words, days of like hours drawn together; `read_hours` reads it back."""
    words = _DAY_WORDS[language if language in _DAY_WORDS else "en"]
    runs: list[list[Hours]] = []
    for stretch in sorted(hours, key=lambda one: (one.opens, one.closes, one.weekday)):
        last = runs[-1][-1] if runs else None
        alike = last is not None and (last.opens, last.closes) == (stretch.opens, stretch.closes)
        if alike and last is not None and stretch.weekday == last.weekday + 1:
            runs[-1].append(stretch)
        else:
            runs.append([stretch])
    runs.sort(key=lambda run: (run[0].weekday, run[0].opens))
    return "; ".join(_run_text(run, words) for run in runs)


def _run_text(run: list[Hours], words: tuple[str, ...]) -> str:
    first, last = words[run[0].weekday].capitalize(), words[run[-1].weekday].capitalize()
    days = first if len(run) == 1 else f"{first}–{last}"
    return f"{days} {run[0].opens:%H:%M}–{run[0].closes:%H:%M}"
