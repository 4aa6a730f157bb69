"""Which parts of a letter are its text, which are files, which are only plumbing."""

from dataclasses import dataclass, field

from pharos.mailroom.parsing.charsets import decode_text
from pharos.mailroom.parsing.limits import Limits
from pharos.mailroom.parsing.shapes import Defect
from pharos.mailroom.parsing.tree import Part

_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_REPORTS = frozenset(
    {"message/delivery-status", "message/global-delivery-status", "message/disposition-notification",
     "text/rfc822-headers", "message/rfc822-headers", "message/global-headers"}
)  # fmt: skip
_TEXTS = frozenset({"text/plain", "text/html"})


@dataclass(slots=True)
class Piece:
    """A stretch of the body: as plain text, as HTML, or as both."""

    plain: str = ""
    html: str = ""


@dataclass(slots=True)
class Contents:
    """The parts of a letter, sorted. `related` holds files that travel with an HTML body."""

    pieces: list[Piece] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    related: set[int] = field(default_factory=set)
    nested: list[Part] = field(default_factory=list)
    defects: set[Defect] = field(default_factory=set)


def sort_parts(root: Part, limits: Limits) -> Contents:
    """Sort the tree; its depth was capped when it was built."""
    contents = Contents()
    _visit(root, contents, limits, related=False)
    if not any(piece.plain.strip() or piece.html.strip() for piece in contents.pieces):
        _named_text_as_body(contents, limits)
    return contents


def _visit(part: Part, contents: Contents, limits: Limits, *, related: bool) -> None:
    if part.type == "multipart/alternative":
        _alternative(part, contents, limits)
    elif part.type == "multipart/report":
        _report(part, contents, limits)
    elif part.type.startswith("multipart/"):
        signed = part.type == "multipart/signed"  # its second part is the signature
        for child in part.children[:1] if signed else part.children:
            _visit(child, contents, limits, related=related or part.type == "multipart/related")
    else:
        _leaf(part, contents, limits, related=related)


def _leaf(part: Part, contents: Contents, limits: Limits, *, related: bool) -> None:
    if part.nested:
        _nested(part, contents)
    elif part.type in _TEXTS and not is_file(part):
        _text(part, contents, limits)
    elif part.type not in _SIGNATURES and part.end > part.start:
        contents.files.append(part)
        if related:
            contents.related.add(id(part))


def _alternative(part: Part, contents: Contents, limits: Limits) -> None:
    """One text in several dresses: plain and HTML are kept, files inside are files of the letter."""
    inner = Contents()
    for child in part.children:
        _visit(child, inner, limits, related=False)
    plain = next((piece.plain for piece in inner.pieces if piece.plain.strip()), "")
    html = next((piece.html for piece in reversed(inner.pieces) if piece.html.strip()), "")
    contents.pieces.append(Piece(plain, html))
    contents.files += inner.files
    contents.nested += inner.nested
    contents.related |= inner.related
    contents.defects |= inner.defects


def _report(part: Part, contents: Contents, limits: Limits) -> None:
    """A report's first part speaks to people; the rest is for programs."""
    for place, child in enumerate(part.children):
        if place == 0 or child.type.startswith("multipart/"):
            _visit(child, contents, limits, related=False)
        elif child.type not in _REPORTS and not child.nested and is_file(child):
            contents.files.append(child)


def _nested(part: Part, contents: Contents) -> None:
    contents.nested.append(part)
    if is_file(part):
        contents.files.append(part)


def is_file(part: Part) -> bool:
    """It has a name or says it is an attachment. A name on a part that says it is inline makes a text a file too."""
    if part.disposition == "attachment":
        return True
    return bool(part.disposition_parameters.get("filename") or part.parameters.get("name"))


def _text(part: Part, contents: Contents, limits: Limits) -> None:
    content, damaged = part.content()
    text, guessed = decode_text(content[: 4 * limits.text_characters], _charset(part, content))
    if damaged:
        contents.defects.add(Defect.TRANSFER_DAMAGED)
    if guessed and part.charset:
        contents.defects.add(Defect.CHARSET_GUESSED)
    if len(text) > limits.text_characters:
        text = text[: limits.text_characters]
        contents.defects.add(Defect.TEXT_CAPPED)
    contents.pieces.append(Piece(html=text) if part.type == "text/html" else Piece(plain=text))


def _charset(part: Part, content: bytes) -> str:
    if part.charset or part.type != "text/html":
        return part.charset
    head = content[:2048].lower()
    at = head.find(b"charset=")
    if at < 0:
        return ""
    return (
        head[at + 8 : at + 40]
        .lstrip(b"\"'")
        .split(b'"')[0]
        .split(b"'")[0]
        .split(b">")[0]
        .strip(b" /;")
        .decode("ascii", "replace")
    )


def _named_text_as_body(contents: Contents, limits: Limits) -> None:
    """Some senders give the body itself a file name; when nothing else was said, it is the body."""
    for part in contents.files:
        if part.type in _TEXTS and part.disposition != "attachment":
            contents.files.remove(part)
            _text(part, contents, limits)
            return
