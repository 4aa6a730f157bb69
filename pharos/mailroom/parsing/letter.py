"""A whole letter from its bytes."""

from html import escape

from pharos.mailroom.parsing import machines
from pharos.mailroom.parsing.addresses import read_addresses
from pharos.mailroom.parsing.bounces import read_bounce
from pharos.mailroom.parsing.contents import Contents, Piece, sort_parts
from pharos.mailroom.parsing.dates import read_date
from pharos.mailroom.parsing.files import read_files
from pharos.mailroom.parsing.html import clean_html, html_to_text, referenced_ids, remote_images, strip_tags
from pharos.mailroom.parsing.identifiers import fingerprint, message_id, read_ids
from pharos.mailroom.parsing.language import guess_language
from pharos.mailroom.parsing.limits import DEFAULT_LIMITS, Limits
from pharos.mailroom.parsing.quoting import fold_quotes, tidy
from pharos.mailroom.parsing.shapes import Address, Defect, FailureCode, ParsedLetter, ParseFailed
from pharos.mailroom.parsing.tree import Part, Tree, read_tree
from pharos.mailroom.parsing.words import header_text

_MAX_SUBJECT = 1_000
_STUB = 60


def parse_letter(raw: bytes, *, envelope_from: str | None = None, limits: Limits = DEFAULT_LIMITS) -> ParsedLetter:
    """Read a letter. Raises `ParseFailed` and nothing else, for any bytes.

    `envelope_from` is the sender the transport named: empty for bounces, None when nobody knows.
    """
    try:
        return read_letter(raw, envelope_from, limits)
    except ParseFailed:
        raise
    except Exception as surprise:  # the promise of this function: a broken letter never stops the next one
        raise ParseFailed(FailureCode.UNEXPECTED, type(surprise).__name__) from surprise


def read_letter(raw: bytes, envelope_from: str | None, limits: Limits) -> ParsedLetter:
    """The same without the net under it: for tests that look for surprises."""
    if not raw.strip():
        raise ParseFailed(FailureCode.EMPTY)
    if len(raw) > limits.letter_bytes:
        raise ParseFailed(FailureCode.TOO_LARGE)
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    tree = read_tree(raw, limits)
    if not tree.root.headers.look_like_a_letter():
        raise ParseFailed(FailureCode.NOT_A_LETTER)
    return _assemble(tree, envelope_from, limits)


def _assemble(tree: Tree, envelope_from: str | None, limits: Limits) -> ParsedLetter:
    root, headers = tree.root, tree.root.headers
    contents = sort_parts(root, limits)
    charset = _charset_hint(root)
    body = _Body(contents, limits)
    subject = header_text(headers.first("subject"), charset)[:_MAX_SUBJECT]
    bounce = read_bounce(root, subject, body.text, envelope_from, limits)
    if not bounce:
        body.add_nested(contents, charset, limits)
    folded = fold_quotes(body.text, subject=subject, line_limit=limits.quote_lines)
    attachments = read_files(contents, body.shown, charset, limits)
    print_of = fingerprint(headers, root.body())
    identifier, derived = message_id(headers, print_of)
    addresses = {
        name: read_addresses(b", ".join(headers.every(name)), charset, limits.addresses)
        for name in ("from", "reply-to", "to", "cc")
    }
    sender = _sender(addresses["from"], headers.first("sender"), charset)
    bulk = machines.mailing_list(headers)
    defects = tree.defects | contents.defects | body.defects
    defects |= {Defect.NO_MESSAGE_ID} if derived else set()
    defects |= set() if sender else {Defect.NO_SENDER}
    return ParsedLetter(
        message_id=identifier,
        message_id_derived=derived,
        fingerprint=print_of,
        in_reply_to=read_ids(b" ".join(headers.every("in-reply-to")), 20),
        references=read_ids(b" ".join(headers.every("references")), limits.references),
        sender=sender,
        reply_to=addresses["reply-to"],
        to=addresses["to"],
        cc=addresses["cc"],
        subject=subject,
        date=read_date(headers.first("date")),
        text=body.text,
        visible_text=folded.visible,
        quoted_text=folded.quoted,
        signature=folded.signature,
        forwarded=folded.forwarded or body.forwarded,
        html=body.html,
        remote_images=body.remote_images,
        language=guess_language(folded.visible or subject),
        automatic=machines.automatic(root, subject),
        answerable=envelope_from != "" and not bulk and not bounce and machines.answerable(headers),
        bounce=bounce,
        spam=machines.spam_signs(headers, subject, body.text, bulk=bulk),
        mailing_list=bulk,
        attachments=attachments,
        defects=tuple(sorted(defects)),
    )


def _charset_hint(root: Part) -> str:
    """What the first text part declares: the best guess for raw 8-bit headers."""
    part: Part | None = root
    for _ in range(6):
        if part is None or part.charset:
            break
        part = part.children[0] if part.children else None
    return part.charset if part else ""


def _sender(addresses: tuple[Address, ...], sender: bytes, charset: str) -> Address | None:
    if addresses:
        return addresses[0]
    fallback = read_addresses(sender, charset, 1)
    return fallback[0] if fallback else None


class _Body:
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
        body = _Body(within, limits)
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
