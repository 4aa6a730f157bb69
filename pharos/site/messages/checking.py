"""What is wrong with the translations, as findings a person can go and mend."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from pharos.site.messages import catalogues
from pharos.site.messages.extracting import Marked, marked_in
from pharos.site.messages.scanning import unmarked

PLACEHOLDER = re.compile(r"%\((\w+)\)[-+ #0-9.]*[a-z]|%([sd])|\{(\w*)\}")
CYRILLIC = re.compile("[А-Яа-яЁё]")
SPOKEN_KEYWORDS = {"label", "help_text", "empty_label"}


@dataclass(frozen=True)
class Wrong:
    """One thing to mend: the file, the line (0 when the whole file), and what is the matter."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def check_all() -> list[Wrong]:
    """Everything wrong in every room: untranslated, fuzzy, stale or clashing translations, unmarked text."""
    found: list[Wrong] = []
    said: dict[tuple[str, str], dict[object, str]] = defaultdict(dict)
    for room in catalogues.rooms():
        catalogue = catalogues.read(room)
        marked = list(marked_in(room))
        found += _of_catalogue(room, catalogue, marked)
        found += _unmarked(room)
        for message in catalogue:
            if message.id and message.string:
                name = message.id if isinstance(message.id, str) else message.id[0]
                said[(str(message.context or ""), name)].setdefault(_frozen(message.string), room.name)
    found += _clashes(said)
    return found


def _of_catalogue(room: Path, catalogue: Catalog, marked: list[Marked]) -> Iterator[Wrong]:
    po = catalogues.po_path(room).relative_to(catalogues.HOUSE.parent).as_posix()
    wanted = set()
    for one in marked:
        wanted.add((one.context, one.text))
        if CYRILLIC.search(one.text):
            yield Wrong(one.path, one.line, f"the text in the code is not English: {one.text!r}")
        message = catalogue.get(one.text, context=one.context or None)
        if message is None or not _complete(message):
            yield Wrong(one.path, one.line, f"no Russian for {one.text!r}")
        elif message.fuzzy:
            yield Wrong(one.path, one.line, f"a guess nobody confirmed (fuzzy): {one.text!r}")
        elif one.plural and isinstance(message.id, str):
            yield Wrong(one.path, one.line, f"the Russian of {one.text!r} has no plural forms")
        else:
            yield from (Wrong(po, message.lineno or 0, what) for what in _placeholders(message))
    for message in catalogue:
        name = message.id if isinstance(message.id, str) else message.id[0]
        if name and (str(message.context or ""), name) not in wanted:
            yield Wrong(po, message.lineno or 0, f"nobody says {name!r} any more: run messages_update")


def _complete(message: Message) -> bool:
    forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return all(forms) and (isinstance(message.id, str) or len(forms) == 3)


def _placeholders(message: Message) -> Iterator[str]:
    """Each form says the same variables as the English; the form for one may leave its number out."""
    if isinstance(message.id, str):
        if _names(message.id) != _names(str(message.string)):
            yield f"other variables than in {message.id!r}"
        return
    allowed = _names(message.id[0]) | _names(message.id[1])
    for number, form in enumerate(message.string or ()):
        names = _names(form)
        if names - allowed or (number and names != _names(message.id[1])):
            yield f"other variables than in {message.id[1]!r} (form {number})"


def _names(text: str) -> frozenset[str]:
    return frozenset("".join(groups) for groups in PLACEHOLDER.findall(text.replace("%%", "")))


def _unmarked(room: Path) -> Iterator[Wrong]:
    root = catalogues.HOUSE.parent
    for path in sorted((room / "templates").rglob("*.html")):
        for one in unmarked(path.read_text()):
            yield Wrong(path.relative_to(root).as_posix(), one.line, f"text nobody can translate: {one.text!r}")
    for path in sorted(room.rglob("*.py")):
        if {"migrations", "models", "models.py"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.keyword) and node.arg in SPOKEN_KEYWORDS and _literal(node.value):
                where = path.relative_to(root).as_posix()
                yield Wrong(where, node.value.lineno, f"text nobody can translate: {node.arg}=…")


def _literal(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and bool(value.value.strip())


def _clashes(said: dict[tuple[str, str], dict[object, str]]) -> Iterator[Wrong]:
    for (_context, text), versions in sorted(said.items()):
        if len(versions) > 1:
            rooms = ", ".join(sorted(versions.values()))
            yield Wrong(f"pharos/{rooms}", 0, f"{text!r} is said in two ways; give one of them a context")


def _frozen(string: object) -> object:
    return tuple(string) if isinstance(string, list) else string
