"""A whole letter from its bytes."""

from dataclasses import replace

from pharos.mailroom.parsing import machines
from pharos.mailroom.parsing.addresses import read_addresses
from pharos.mailroom.parsing.bodies import Body
from pharos.mailroom.parsing.bounces import read_bounce
from pharos.mailroom.parsing.contents import sort_parts
from pharos.mailroom.parsing.dates import read_date
from pharos.mailroom.parsing.files import read_files
from pharos.mailroom.parsing.headers import Headers
from pharos.mailroom.parsing.identifiers import fingerprint, message_id, read_ids
from pharos.mailroom.parsing.language import language_of
from pharos.mailroom.parsing.limits import DEFAULT_LIMITS, Limits
from pharos.mailroom.parsing.quoting import fold_quotes
from pharos.mailroom.parsing.shapes import Address, Defect, FailureCode, ParsedLetter, ParseFailed
from pharos.mailroom.parsing.tree import Part, Tree, read_tree
from pharos.mailroom.parsing.words import header_text

_MAX_SUBJECT = 1_000
_ANSWERED = 20


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
    heading = _heading(root, charset, limits)
    body = Body(contents, limits)
    bounce = read_bounce(root, heading.subject, body.text, envelope_from, limits)
    if not bounce:
        body.add_nested(contents, charset, limits)
    folded = fold_quotes(body.text, subject=heading.subject, line_limit=limits.quote_lines)
    attachments = read_files(contents, body.shown, charset, limits)
    answerable = envelope_from != "" and not heading.mailing_list and not bounce
    return replace(
        heading,
        text=body.text,
        visible_text=folded.visible,
        quoted_text=folded.quoted,
        signature=folded.signature,
        forwarded=folded.forwarded or body.forwarded,
        html=body.html,
        remote_images=body.remote_images,
        language=language_of(folded.visible, heading.subject),
        automatic=machines.automatic(root, heading.subject),
        answerable=answerable and machines.answerable(headers),
        bounce=bounce,
        spam=machines.spam_signs(headers, heading.subject, body.text, bulk=heading.mailing_list),
        attachments=attachments,
        defects=tuple(sorted({*heading.defects, *tree.defects, *contents.defects, *body.defects})),
    )


def _heading(root: Part, charset: str, limits: Limits) -> ParsedLetter:
    """What the headers alone say; the body is still blank."""
    headers = root.headers
    print_of = fingerprint(headers, root.body())
    identifier, derived = message_id(headers, print_of)
    sender = _sender(_people(headers, "from", charset, limits), headers.first("sender"), charset)
    defects = {Defect.NO_MESSAGE_ID: derived, Defect.NO_SENDER: sender is None}
    return ParsedLetter(
        message_id=identifier,
        message_id_derived=derived,
        fingerprint=print_of,
        in_reply_to=read_ids(b" ".join(headers.every("in-reply-to")), _ANSWERED),
        references=read_ids(b" ".join(headers.every("references")), limits.references),
        sender=sender,
        reply_to=_people(headers, "reply-to", charset, limits),
        to=_people(headers, "to", charset, limits),
        cc=_people(headers, "cc", charset, limits),
        subject=header_text(headers.first("subject"), charset)[:_MAX_SUBJECT],
        date=read_date(headers.first("date")),
        mailing_list=machines.mailing_list(headers),
        defects=tuple(defect for defect, found in defects.items() if found),
    )


def _people(headers: Headers, name: str, charset: str, limits: Limits) -> tuple[Address, ...]:
    return read_addresses(b", ".join(headers.every(name)), charset, limits.addresses)


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
