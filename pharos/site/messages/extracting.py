"""What a room asks to be translated: `gettext` in its code, `translate` and `blocktranslate` in its templates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

# Position of the message in the call: plain, plural (singular and plural), with context, with context and plural.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Marked:
    """One marked text and where it stands; `plural` is empty for plain ones, `context` tells equal words apart."""

    text: str
    plural: str
    context: str
    path: str
    line: int


def marked_in(room: Path) -> Iterator[Marked]:
    """Every marked text of a room's folder, code first, then templates, in the order of their paths."""
    for path in sorted(room.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _marked(path.read_text(), path.relative_to(room.parent.parent))
    for path in sorted((room / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt"}:
            yield from _marked(template_as_code(path.read_text()), path.relative_to(room.parent.parent))


def template_as_code(source: str) -> str:
    """A template as Python that only calls gettext, line for line; indentation would mean something to a parser."""
    return INDENT.sub("", templatize(source))


def _marked(code: str, path: Path) -> Iterator[Marked]:
    found = extract("python", BytesIO(code.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"})
    for line, messages, _comments, context in found:
        singular, plural = messages if isinstance(messages, tuple) else (messages, "")
        if singular:
            yield Marked(text=singular, plural=plural, context=context or "", path=path.as_posix(), line=line)
