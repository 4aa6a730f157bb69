"""The body of a letter: its text and its clean HTML, from the pieces that carry it."""

from html import escape

from pharos.mailroom.parsing.contents import Contents, Piece, sort_parts
from pharos.mailroom.parsing.html import clean_html, html_to_text, referenced_ids, remote_images, strip_tags
from pharos.mailroom.parsing.limits import Limits
from pharos.mailroom.parsing.quoting import tidy
from pharos.mailroom.parsing.shapes import Defect
from pharos.mailroom.parsing.tree import Part
from pharos.mailroom.parsing.words import header_text

_STUB = 60


class Body:
    """The text and the HTML of a letter, from its pieces."""

    def __init__(self, contents: Contents, limits: Limits) -> None:
        self.defects: set[Defect] = set()
        self.forwarded = False
        raw_html = "\n".join(piece.html for piece in contents.pieces if piece.html)
        self.remote_images = remote_images(raw_html)
        self.shown = referenced_ids(raw_html)
        self._limits = limits
        texts, pages = zip(*map(self._both, contents.pieces), strict=True) if contents.pieces else ((), ())
        self.text = tidy("\n\n".join(text for text in texts if text.strip()))[: limits.text_characters]
        self.html = "\n<hr>\n".join(page for page in pages if page) if raw_html else ""

    def _both(self, piece: Piece) -> tuple[str, str]:
        """The text and the clean HTML of one piece."""
        if not piece.html.strip():
            return piece.plain, f"<pre>{escape(piece.plain)}</pre>" if piece.plain.strip() else ""
        cleaned = clean_html(piece.html, self._limits)
        if cleaned is None:
            self.defects.add(Defect.HTML_CAPPED)
            return piece.plain if piece.plain.strip() else strip_tags(piece.html, self._limits), ""
        if len(piece.plain.strip()) >= _STUB:
            return piece.plain, cleaned
        text = html_to_text(cleaned)
        return (text if len(text.strip()) > 2 * len(piece.plain.strip()) else piece.plain), cleaned

    def add_nested(self, contents: Contents, charset: str, limits: Limits) -> None:
        """A letter inside the letter is content: its head in one line, then its text; its files are files."""
        for part in contents.nested[:20]:
            for inner in part.children:
                self._add_inner(inner, contents, charset, limits)

    def _add_inner(self, inner: Part, contents: Contents, charset: str, limits: Limits) -> None:
        within = sort_parts(inner, limits)
        body = Body(within, limits)
        sender = header_text(inner.headers.first("from"), charset)
        subject = header_text(inner.headers.first("subject"), charset)
        head = "\n".join(line for line in (sender, subject) if line)
        self.text = tidy(f"{self.text}\n\n---------- Forwarded message ----------\n{head}\n\n{body.text}")
        self.text = self.text[: limits.text_characters]
        self.forwarded = True
        self.shown |= body.shown
        contents.files += [part for part in within.files if not part.nested]
        contents.related |= within.related
        contents.defects |= within.defects
