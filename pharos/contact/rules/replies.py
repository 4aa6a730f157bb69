"""Letters we begin with: a wording, and what is known filled in. A sentence whose value is unknown is left out."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pharos.core.languages import Language

_SENTENCE = re.compile(r"(?<=[.!?;])[ ]+")
_SLOT = re.compile(r"\{(\w+)\}")
_REPLY = re.compile(r"^\s*(?:(?:re|fw|fwd|aw|sv|ha|отв|ответ|пересл)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Wording:
    """One letter to begin with, in both languages."""

    code: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]


@cache
def wordings() -> tuple[Wording, ...]:
    """All of them, in the order they are offered."""
    raw = tomllib.loads(files("pharos.contact").joinpath("data/letters.toml").read_text(encoding="utf-8"))
    return tuple(
        Wording(code, dict(row["title"]), {language: row[language].strip("\n") for language in Language})
        for code, row in raw.items()
    )


def wording(code: str) -> Wording:
    """By code; an unknown code gives the blank one."""
    known = {one.code: one for one in wordings()}
    return known.get(code, known["blank"])


def begun(code: str, language: str, values: Mapping[str, str]) -> str:
    """The letter's text with the values filled in."""
    text = wording(code).texts[language]
    lines = [_line(line, values) for line in text.split("\n")]
    return "\n".join(line for line in lines if line is not None).strip("\n") + "\n"


def greeting(name: str, language: str) -> str:
    """How a letter begins; without a name it greets nobody in particular."""
    first = name.strip().split("@")[0]
    if language == Language.RU:
        return f"Здравствуйте, {first}!" if first else "Здравствуйте!"
    return f"Dear {first}," if first else "Dear Sir or Madam,"


def answer_subject(subject: str, language: str) -> str:
    """`Re: ` once, on one line, of a decent length."""
    bare = " ".join(_REPLY.sub("", " ".join(subject.split())).split())
    nothing = "Ваше письмо" if language == Language.RU else "Your letter"
    return f"Re: {bare or nothing}"[:_LONGEST_SUBJECT]


def _line(line: str, values: Mapping[str, str]) -> str | None:
    if not _SLOT.search(line):
        return line
    sentences = [s for s in _SENTENCE.split(line) if all(values.get(slot) for slot in _SLOT.findall(s))]
    if not sentences:
        return None
    return _SLOT.sub(lambda slot: values[slot[1]], " ".join(sentences))
