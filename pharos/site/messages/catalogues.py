"""The .po file of a room: read, brought up to date, written the same way every time, compiled."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from pharos.site.messages.extracting import Marked, marked_in

HOUSE = Path(__file__).resolve().parents[2]
LANGUAGE = "ru"
HEADER = """msgid ""
msgstr ""
"Language: ru\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
"n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
"""


def rooms() -> list[Path]:
    """The folders that may carry text for a screen, in alphabetical order."""
    return sorted(path.parent for path in HOUSE.glob("*/__init__.py"))


def po_path(room: Path) -> Path:
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def read(room: Path) -> Catalog:
    """The catalogue as it lies in the room; an empty one where there is none."""
    path = po_path(room)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def template_of(marked: Iterable[Marked]) -> Catalog:
    """What should be translated, without translations."""
    catalogue = Catalog(locale=LANGUAGE)
    for one in marked:
        msgid = (one.text, one.plural) if one.plural else one.text
        catalogue.add(msgid, context=one.context or None, locations=[(one.path, one.line)])
    return catalogue


def updated(room: Path) -> Catalog:
    """The room's catalogue with what was added and without what was dropped; nothing is guessed."""
    catalogue = read(room)
    catalogue.update(template_of(marked_in(room)), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> str:
    """The text of the .po file: a fixed header, sorted, without places, so that a diff shows words only."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, omit_header=True, no_location=True, ignore_obsolete=True, sort_output=True)
    return f"{HEADER}\n{buffer.getvalue().decode().strip()}\n"


def save(room: Path) -> bool:
    """Bring the room's .po file up to date. True when it changed."""
    if not any(True for _marked in marked_in(room)):
        return False
    path, text = po_path(room), written(updated(room))
    if path.exists() and path.read_text() == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return True


def compile_all() -> Iterator[Path]:
    """Write every .mo that is older than its .po; yields the files written."""
    for room in rooms():
        source = po_path(room)
        target = source.with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        buffer = BytesIO()
        write_mo(buffer, read(room))
        fresh = target.with_suffix(".mo.new")
        fresh.write_bytes(buffer.getvalue())
        fresh.replace(target)
        yield target
