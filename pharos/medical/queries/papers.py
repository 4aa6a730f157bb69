"""The attachments of a case a report may be taken from, and their text, to stand beside the form."""

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from pharos.contact import api as contact
from pharos.mailroom import api as mailroom

LETTERS = 40
PAGES = 12
MOST = 20_000
BIGGEST = 15_000_000
PDF = "application/pdf"
PICTURES = ("image/jpeg", "image/png")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A file of a letter of this case. `pages` of text for a PDF; `why` says why there is none."""

    id: UUID
    letter: UUID
    name: str
    type: str


@dataclass(frozen=True, kw_only=True)
class PaperText:
    """What could be read of a paper. `why`: scanned, broken, too_big, not_text; empty where there is text."""

    text: str = ""
    why: str = ""


def papers_of(case_id: UUID) -> list[Paper]:
    """PDFs, pictures and plain text in the letters of a case, the newest letter first."""
    found = []
    for one in contact.contacts_of_case(case_id, limit=LETTERS):
        if one.letter is None or one.outgoing:
            continue
        for file in one.letter.attachments:
            if not file.dangerous and (file.type in (PDF, *PICTURES) or file.type.startswith("text/plain")):
                found.append(Paper(id=file.id, letter=one.letter.id, name=file.name, type=file.type))
    return found


def paper_text(paper: Paper) -> PaperText:
    """The text of a PDF or a text file. A scan has none: its picture is looked at instead."""
    content = mailroom.attachment(paper.id).content
    if len(content) > BIGGEST:
        return PaperText(why="too_big")
    if paper.type in PICTURES:
        return PaperText(why="scanned")
    if paper.type != PDF:
        return PaperText(text=content.decode("utf-8", "replace")[:MOST])
    from pypdf import PdfReader  # loaded by whoever opens a report, not by every process
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        text = "\n\n".join((page.extract_text() or "").strip() for page in reader.pages[:PAGES]).strip()
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return PaperText(why="broken")
    return PaperText(text=text[:MOST]) if text else PaperText(why="scanned")
