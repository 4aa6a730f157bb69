"""Letters we begin with: a wording, and what is known filled in. A sentence whose value is unknown is left out."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from uuid import UUID

from pharos.core.languages import Language
from pharos.core.objections import Objection

_SENTENCE = re.compile(r"(?<=[.!?;])[ ]+")
_SLOT = re.compile(r"\{(\w*)\}")


class Slot(StrEnum):
    """What a wording may leave open, in braces: `{case}`."""

    GREETING = "greeting"
    NAME = "name"
    CASE = "case"
    INSURER = "insurer"
    POLICY = "policy"
    PLACE = "place"
    PHONE = "phone"
    AMBULANCE = "ambulance"
    OPERATOR = "operator"


class WordingRefused(StrEnum):
    """Objections to a wording."""

    UNKNOWN_SLOT = "unknown_slot"
    WORDING_CHANGED = "wording_changed"


@dataclass(frozen=True)
class Wording:
    """One letter to begin with, in both languages. `insurer` is whose it is, None for everybody's; `row` is its row
    where somebody of this company wrote it, None for the one that comes with Pharos."""

    code: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    insurer: UUID | None = None
    row: UUID | None = None


BLANK = "blank"


@cache
def shipped() -> tuple[Wording, ...]:
    """Those that come with Pharos, in the order they are offered."""
    raw = tomllib.loads(files("pharos.contact").joinpath("data/letters.toml").read_text(encoding="utf-8"))
    return tuple(
        Wording(code, dict(row["title"]), {language: row[language].strip("\n") for language in Language})
        for code, row in raw.items()
    )


def offered(written: Iterable[Wording], insurer: UUID | None) -> tuple[Wording, ...]:
    """What is offered for a letter of this insurer: of each code the insurer's own, else the company's, else ours.

    The order of those we ship stays; the company's further ones follow, the blank one is last.
    """
    found = {one.code: one for one in shipped()}
    for one in sorted(written, key=lambda one: one.insurer is not None):
        if one.insurer in (None, insurer):
            found[one.code] = one
    blank = found.pop(BLANK)
    return (*found.values(), blank)


def chosen(among: Iterable[Wording], code: str) -> Wording:
    """By code; an unknown code gives the blank one."""
    known = {one.code: one for one in among}
    return known.get(code, known[BLANK])


def filled(text: str, values: Mapping[str, str]) -> str:
    """The letter's text with the values filled in; a sentence with a value nobody knows is left out."""
    lines = [_line(line, values) for line in text.split("\n")]
    return "\n".join(line for line in lines if line is not None).strip("\n") + "\n"


def slot_objections(text: str) -> list[Objection]:
    """A slot in braces that we do not know would be sent as it stands."""
    unknown = [slot for slot in dict.fromkeys(_SLOT.findall(text)) if slot not in set(Slot)]
    return [Objection(WordingRefused.UNKNOWN_SLOT, {"slot": slot}) for slot in unknown]


def greeting(name: str, language: str) -> str:
    """How a letter begins; without a name it greets nobody in particular."""
    first = name.strip().split("@")[0]
    if language == Language.RU:
        return f"Здравствуйте, {first}!" if first else "Здравствуйте!"
    return f"Dear {first}," if first else "Dear Sir or Madam,"


def _line(line: str, values: Mapping[str, str]) -> str | None:
    if not _SLOT.search(line):
        return line
    sentences = [s for s in _SENTENCE.split(line) if all(values.get(slot) for slot in _SLOT.findall(s))]
    if not sentences:
        return None
    return _SLOT.sub(lambda slot: values[slot[1]], " ".join(sentences))
