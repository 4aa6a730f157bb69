"""One entry of a data file read strictly: every fault names the file, the entry, the field and what is allowed."""

import difflib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pharos.clinical.knowledge.values import FOREVER, Factor, Origin, Span, Text

CODE = re.compile(r"[a-z][a-z0-9_]*")
_SPAN = re.compile(r"(\d+(?:\.\d+)?)(?:(\+)|-(\d+(?:\.\d+)?))?(m)?")
_EMPTY = object()


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong in a data file, and what to do about it."""

    file: str
    entry: str
    field: str
    problem: str

    def __str__(self) -> str:
        where = f"{self.file}: [{self.entry}]" if self.entry else self.file
        return f"{where} {self.field}: {self.problem}" if self.field else f"{where}: {self.problem}"


class KnowledgeFaults(Exception):
    """The files cannot be used as they stand; `faults` says all that is wrong, not only the first."""

    def __init__(self, faults: Collection[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass
class Entry:
    """A table of a file. Reading a field ticks it off; `close` complains about what nobody read."""

    file: str
    code: str
    rows: Mapping[str, Any]
    faults: list[Fault]
    head: Mapping[str, Any] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def fault(self, name: str, problem: str) -> None:
        self.faults.append(Fault(self.file, self.code, name, problem))

    def text(self, name: str, default: str | None = None) -> str:
        """A sentence; required unless a default is given."""
        value = self._value(name, str, "a text in quotes", default)
        if default is None and isinstance(value, str) and not value.strip():
            self.fault(name, "is empty; write it, it is shown to people")
        return value if isinstance(value, str) else ""

    def both(self, name: str, default: Text | None = None) -> Text:
        """`name_ru` and `name_en`."""
        ru = self.text(f"{name}_ru", None if default is None else default.ru)
        en = self.text(f"{name}_en", None if default is None else default.en)
        if re.search("[а-яё]", en.lower()):
            self.fault(f"{name}_en", "has Russian letters; this is the English text")
        if ru and not re.search("[а-яё]", ru.lower()):
            self.fault(f"{name}_ru", "has no Russian letter; this is the Russian text")
        return Text(ru, en)

    def words(self, name: str) -> tuple[str, ...]:
        """Codes in one string, parted by spaces: `often = "fever cough"`; none twice."""
        words = self.words_any(name)
        twice = {word for word in words if words.count(word) > 1}
        if twice:
            self.fault(name, f"names {', '.join(sorted(twice))} twice")
        return words

    def words_any(self, name: str) -> tuple[str, ...]:
        """Words of one string, the same one allowed again."""
        value = self._value(name, str, 'words in quotes parted by spaces, such as "fever cough"', "")
        return tuple(value.split()) if isinstance(value, str) else ()

    def number(self, name: str, default: float | None = None, low: float = 0.0, high: float = 1e9) -> float:
        value = self._value(name, (int, float), f"a number from {low:g} to {high:g}", default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            self.fault(name, f"is {value!r}; allowed is a number from {low:g} to {high:g}")
            return low
        return float(value)

    def one_of(self, name: str, allowed: Collection[str], default: str | None = None) -> str:
        value = self._value(name, str, f"one of {', '.join(allowed)}", default)
        if value not in allowed:
            self.fault(name, f"is {value!r}; allowed: {', '.join(allowed)}{close(str(value), allowed)}")
            return next(iter(allowed))
        return str(value)

    def flag(self, name: str) -> bool:
        return bool(self._value(name, bool, "true or false", False))

    def span(self, name: str) -> Span:
        """Ages or days: `3-14`, `5+`, `0-2m` (months); both ends belong to it."""
        text = self.text(name, "")
        return self._span(name, text) if text else Span()

    def factors(self, name: str) -> tuple[Factor, ...]:
        """Spans with a multiplier: `0-4:3 15+:0.5`."""
        return tuple(Factor(self._span(name, key), times) for key, times in self.weights(name).items())

    def weights(self, name: str) -> dict[str, float]:
        """Words with a number: `TR:2 @tropics:3`."""
        found: dict[str, float] = {}
        for word in self.words(name):
            key, colon, number = word.partition(":")
            try:
                found[key] = float(number)
            except ValueError:
                self.fault(name, f'{word!r} should be a name, a colon and a number, such as "{key}:2"')
            if colon and found.get(key, 0) < 0:
                self.fault(name, f"{word!r}: a multiplier cannot be below 0")
        return found

    def origin(self, *, sourced: bool = False) -> Origin:
        """Sources (of its own where `sourced`, else the file's will do), date of writing, reviewer."""
        own = self.words("sources")
        sources = own or tuple(str(self.head.get("sources", "")).split())
        if sourced and not own:
            self.fault("sources", "is missing; name codes of data/sources.toml, every such entry cites its own")
        written = self.rows.get("written", self.head.get("written"))
        self.seen.add("written")
        if not isinstance(written, date):
            self.fault("written", "is missing; a date such as 2026-11-24, here or once in [file] at the top")
            written = date.min
        reviewed = self.text("reviewed_by", str(self.head.get("reviewed_by", "")))
        return Origin(self.file, sources, written, reviewed)

    def close(self) -> None:
        for name in self.rows.keys() - self.seen:
            self.fault(name, f"no such field here{close(name, self.seen)}; known: {', '.join(sorted(self.seen))}")

    def _value(self, name: str, kind: type | tuple[type, ...], wanted: str, default: object) -> object:
        self.seen.add(name)
        value = self.rows.get(name, _EMPTY)
        if value is _EMPTY:
            if default is None:
                self.fault(name, f"is missing; wanted: {wanted}")
                return low_of(kind)
            return default
        if not isinstance(value, kind):
            self.fault(name, f"is {value!r}; wanted: {wanted}")
            return low_of(kind) if default is None else default
        return value

    def _span(self, name: str, text: str) -> Span:
        found = _SPAN.fullmatch(text)
        if found is None:
            self.fault(name, f"{text!r} is no span; allowed: 3-14, 5+, 7, 0-2m (months)")
            return Span()
        low, plus, to, months = found.groups()
        unit = 12.0 if months else 1.0
        high = FOREVER if plus else (float(to or low) + 1) / unit
        if high <= float(low) / unit:
            self.fault(name, f"{text!r} ends before it begins")
        return Span(float(low) / unit, high)


def low_of(kind: type | tuple[type, ...]) -> object:
    """A harmless value of the kind, to go on reading after a fault."""
    return (kind[0] if isinstance(kind, tuple) else kind)()


def close(word: str, known: Collection[str]) -> str:
    """`; did you mean X?` when a known word is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


def entries(root: Path, pattern: str, faults: list[Fault]) -> Iterator[Entry]:
    """Every entry of the files of a pattern, in the order of names and lines. A table `[file]` heads its file."""
    for path in sorted(root.glob(pattern)):
        name = path.relative_to(root).as_posix()
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
            faults.append(Fault(name, "", "", f"is no TOML: {broken}"))
            continue
        head = tables.pop("file", {})
        for code, rows in tables.items():
            if not isinstance(rows, dict):
                faults.append(Fault(name, "", code, "stands outside an entry; common fields belong under [file]"))
            elif not CODE.fullmatch(code):
                faults.append(Fault(name, code, "", "a code has small Latin letters, digits and _ only"))
            else:
                yield Entry(name, code, rows, faults, head)
