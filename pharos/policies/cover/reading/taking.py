"""Taking typed values out of a plain file, gathering every fault instead of stopping at the first."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pharos.policies.cover import values
from pharos.policies.cover.faults import Fault, Path
from pharos.policies.cover.reading.plain import Plain
from pharos.policies.cover.sets import Words

Entry = Mapping[str, Plain]
CODE = re.compile(r"[a-z][a-z0-9_]*")


class Taker:
    """Reads values and remembers what is wrong. A value that cannot be read comes back as its type's nothing."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, code: str, path: Path, **facts: object) -> None:
        self.faults.append(Fault(code, path, facts))

    def mapping(self, value: Plain | None, path: Path) -> Entry:
        if value is None or value == "":
            return {}
        if isinstance(value, dict):
            return value
        self.fault("not_a_mapping", path)
        return {}

    def listed(self, value: Plain | None, path: Path) -> list[Plain]:
        """A list; a single text may stand for a list of one."""
        if value is None or value == "":
            return []
        if isinstance(value, list):
            return value
        if isinstance(value, str):
            return [value]
        self.fault("not_a_list", path)
        return []

    def texts(self, value: Plain | None, path: Path) -> list[str]:
        """A list of texts; commas part a single text."""
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        found = []
        for number, entry in enumerate(self.listed(value, path)):
            if isinstance(entry, str):
                found.append(entry.strip())
            else:
                self.fault("not_text", (*path, number))
        return found

    def keys(self, entry: Entry, path: Path, allowed: Iterable[str]) -> None:
        """Every column is a known one."""
        known = tuple(allowed)
        for key, value in entry.items():
            if key not in known:
                code = "unknown_column_of_comma" if value == "" and " " in key else "unknown_column"
                self.fault(code, (*path, key), value=key, meant=near(key, known), allowed=known)

    def text(self, entry: Entry, key: str, path: Path, *, needed: bool = False) -> str:
        value = entry.get(key)
        if value is None or value == "":
            if needed:
                self.fault("missing", (*path, key))
            return ""
        if not isinstance(value, str):
            self.fault("not_text", (*path, key))
            return ""
        return value.strip()

    def words(self, value: Plain | None, path: Path, *, needed: bool = False) -> Words:
        """A text in both languages: a mapping of `en` and `ru`, or one text for both."""
        if value is None or value == "" or value == {}:
            if needed:
                self.fault("missing", path)
            return Words()
        if isinstance(value, str):
            return Words(value.strip(), value.strip())
        entry = self.mapping(value, path)
        if set(entry) - {"en", "ru"}:
            self.fault("words_need_quotes", path, value=next(iter(set(entry) - {"en", "ru"})))
        return Words(self.text(entry, "en", path), self.text(entry, "ru", path))

    def code(self, text: str, path: Path) -> str:
        if text and not CODE.fullmatch(text):
            self.fault("not_a_code", path, value=text)
        return text

    def one_of[Word: StrEnum](self, kind: type[Word], text: str, path: Path) -> Word | None:
        """A word of a closed list; None, and a fault, for any other. An empty text is no fault here."""
        if not text:
            return None
        try:
            return kind(text)
        except ValueError:
            allowed = tuple(kind)
            self.fault("unknown_value", path, value=text, meant=near(text, allowed), allowed=allowed)
            return None

    def read[Thing](self, reading: Callable[[str], Thing], text: str, path: Path) -> Thing | None:
        """What `reading` makes of the text; None for an empty text, and, with a fault, for an unreadable one."""
        if not text:
            return None
        try:
            return reading(text)
        except values.Unreadable as unreadable:
            self.fault(unreadable.code, path, **unreadable.facts)
            return None

    def day(self, entry: Entry, key: str, path: Path) -> date | None:
        return self.read(values.day, self.text(entry, key, path), (*path, key))

    def period(self, entry: Entry, path: Path) -> tuple[date | None, date | None]:
        """`from` and `to`, in this order."""
        first, last = self.day(entry, "from", path), self.day(entry, "to", path)
        if first and last and last < first:
            self.fault("dates_in_wrong_order", (*path, "to"), first=first, last=last)
        return first, last

    def whole(self, entry: Entry, key: str, path: Path, *, least: int = 1) -> int | None:
        found = self.read(values.number, self.text(entry, key, path), (*path, key))
        if found is None:
            return None
        if found != int(found) or found < least:
            self.fault("not_a_count", (*path, key), least=least, value=found)
            return None
        return int(found)

    def positive(self, found: Decimal | None, path: Path) -> Decimal | None:
        if found is not None and found < 0:
            self.fault("negative", path, value=found)
            return None
        return found

    def flag(self, entry: Entry, key: str, path: Path) -> bool | None:
        text = self.text(entry, key, path).lower()
        if not text:
            return None
        if text not in values.YES | values.NO:
            self.fault("not_yes_no", (*path, key), value=text)
            return None
        return text in values.YES


def near(word: str, known: Iterable[str]) -> str:
    """What was perhaps meant; empty when nothing comes near."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")
