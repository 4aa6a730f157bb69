"""Text in a template that nobody marked for translation: between tags, in spoken attributes, in tag arguments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

SPOKEN = {"placeholder", "title", "aria-label", "aria-description", "alt"}
SILENT = {"script", "style", "code", "kbd", "template"}
WORD = re.compile(r"[A-Za-zА-Яа-яЁё]{2,}")
NO_TEXT = re.compile(r"&#?\w+;|[\w-]+=\"[^\"]*\"")  # entities; attributes a block adds to its parent's tag
NAMES = {"Pharos", "UTC", "SMTP", "IMAP", "API", "CSV", "XLSX", "ID"}
ARGUMENT = re.compile(r"\b(?:title|text|label|button|note|placeholder|word)=(?P<q>[\"'])(?P<text>.*?)(?P=q)")
CHIP = re.compile(r"""^chip\s+(?:"[^"]*"|'[^']*'|\S+)\s+(?:"[^"]*"|'[^']*'|\S+)\s+["'](?P<text>[^"']*)["']""")
FILTER = re.compile(r"\|(?:default|default_if_none|yesno):(?P<q>[\"'])(?P<text>.*?)(?P=q)")
OPEN_BLOCKS = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans", "comment": "endcomment"}


@dataclass(frozen=True)
class Unmarked:
    """A literal a reader would see in one language only."""

    line: int
    text: str


def unmarked(source: str) -> list[Unmarked]:
    """Every unmarked literal of one template, by line. `translate="no"` on an element exempts what is in it."""
    tokens = list(Lexer(source).tokenize())
    reader = _Reader()
    reader.feed(_html(tokens))
    reader.close()
    return sorted(dict.fromkeys([*reader.found, *_in_arguments(tokens)]), key=lambda one: one.line)


def _html(tokens: list[Token]) -> str:
    """The template as plain HTML: tags of the language become blanks, marked blocks vanish, lines stay in place."""
    parts: list[str] = []
    until = ""
    for token in tokens:
        name = token.contents.split(" ", 1)[0] if token.token_type is TokenType.BLOCK else ""
        if until:
            parts.append("\n" * token.contents.count("\n"))
            until = "" if name == until else until
        elif token.token_type is TokenType.TEXT:
            parts.append(token.contents)
        else:
            until = OPEN_BLOCKS.get(name, "")
            parts.append(" " + "\n" * token.contents.count("\n"))
    return "".join(parts)


def _in_arguments(tokens: list[Token]) -> Iterator[Unmarked]:
    for token in tokens:
        if token.token_type is TokenType.BLOCK:
            if token.contents.startswith(("include ", "block", "with ", "translate ", "trans ", "url ")):
                continue
            patterns: tuple[re.Pattern[str], ...] = (ARGUMENT, CHIP, FILTER)
        elif token.token_type is TokenType.VAR:
            patterns = (FILTER,)
        else:
            continue
        for pattern in patterns:
            for match in pattern.finditer(token.contents):
                if _is_text(match["text"]):
                    yield Unmarked(token.lineno or 0, match["text"])


def _is_text(text: str) -> bool:
    words = WORD.findall(NO_TEXT.sub(" ", text))
    return any(word not in NAMES for word in words)


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Reader(HTMLParser):
    """Collects literal text and spoken attributes; silent elements and `translate="no"` are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Unmarked] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        exempt = values.get("translate") == "no"
        if not exempt and not self._silent:
            for name, value in attrs:
                if name in SPOKEN and value and _is_text(value):
                    self.found.append(Unmarked(self.getpos()[0], value.strip()))
        if tag not in VOID and (exempt or self._silent or tag in SILENT):
            self._silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        silent = list(self._silent)
        self.handle_starttag(tag, attrs)
        self._silent = silent

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag in self._silent:
            while self._silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._silent and _is_text(data):
            first = next(i for i, line in enumerate(data.splitlines()) if _is_text(line))
            self.found.append(Unmarked(self.getpos()[0] + first, " ".join(data.split())))
