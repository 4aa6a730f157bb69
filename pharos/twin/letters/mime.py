"""A letter as mail programs really send it: old Russian charsets, encoded words, file names by RFC 2231."""

import base64
import html
import quopri
from email import message_from_string
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.utils import format_datetime
from urllib.parse import quote

from pharos.twin.letters.shapes import Letter, Paper

_PLAIN_SIGNS = str.maketrans({"«": '"', "»": '"', "—": "-", "–": "-", "№": "N", "…": "...", "’": "'"})
_NAME_PIECE = 28


def to_bytes(letter: Letter) -> bytes:
    """The letter with CRLF line ends; its charset falls back to UTF-8 where it has no sign for a letter used."""
    text, charset = _in_charset(letter.text, letter.charset)
    message = _body(letter, text, charset)
    for name, value in _heads(letter, charset):
        message[name] = value
    return message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _in_charset(text: str, charset: str) -> tuple[str, str]:
    if charset == "utf-8":
        return text, charset
    plain = text.translate(_PLAIN_SIGNS)
    try:
        plain.encode(charset)
    except UnicodeEncodeError:
        return text, "utf-8"
    return plain, charset


def _heads(letter: Letter, charset: str) -> list[tuple[str, str]]:
    heads = [
        ("From", _mailbox(letter.sender_name, letter.sender, charset)),
        ("To", letter.to),
        ("Subject", _words(letter.subject, charset)),
        ("Date", format_datetime(letter.date)),
        ("Message-ID", f"<{letter.message_id}>"),
    ]
    if letter.in_reply_to:
        heads.append(("In-Reply-To", f"<{letter.in_reply_to}>"))
    if letter.references:
        heads.append(("References", " ".join(f"<{one}>" for one in letter.references)))
    return [*heads, *letter.headers]


def _mailbox(name: str, address: str, charset: str) -> str:
    return f"{_words(name, charset)} <{address}>" if name else address


def _words(text: str, charset: str) -> str:
    if text.isascii():
        return text
    text, charset = _in_charset(text, charset)
    return Header(text, charset, maxlinelen=72).encode()


def _body(letter: Letter, text: str, charset: str) -> Message:
    if letter.report:
        return _report(letter, text, charset)
    whole = _words_of(letter, text, charset)
    if not letter.papers:
        return whole
    mixed = MIMEMultipart("mixed")
    mixed.attach(whole)
    for paper in letter.papers:
        mixed.attach(_paper(paper))
    return mixed


def _words_of(letter: Letter, text: str, charset: str) -> Message:
    plain = _text("plain", text, charset, letter.transfer)
    if letter.form == "plain":
        return plain
    marked = _text("html", _as_html(text, charset), charset, letter.transfer)
    if letter.form == "html":
        return marked
    both = MIMEMultipart("alternative")
    both.attach(plain)
    both.attach(marked)
    return both


def _text(subtype: str, text: str, charset: str, transfer: str) -> Message:
    part = MIMENonMultipart("text", subtype, charset=charset)
    raw = text.encode(charset)
    if transfer == "base64":
        payload = base64.encodebytes(raw).decode("ascii")
    elif transfer == "quoted-printable":
        payload = quopri.encodestring(raw).decode("ascii")
    else:
        payload = raw.decode("ascii", "surrogateescape")
    part["Content-Transfer-Encoding"] = transfer
    part.set_payload(payload)
    return part


def _as_html(text: str, charset: str) -> str:
    blocks = "".join(f"<p>{html.escape(block).replace(chr(10), '<br>')}</p>" for block in text.split("\n\n"))
    return f'<html><head><meta charset="{charset}"></head><body>{blocks}</body></html>'


def _paper(paper: Paper) -> Message:
    main, _, sub = paper.type.partition("/")
    part = MIMENonMultipart(main, sub)
    part.set_payload(base64.encodebytes(paper.content).decode("ascii"))
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = f"attachment; {_file_name(paper)}"
    return part


def _file_name(paper: Paper) -> str:
    if paper.name.isascii():
        return f'filename="{paper.name}"'
    if paper.naming == "rfc2047":
        return f'filename="{Header(paper.name, "utf-8", maxlinelen=10_000).encode()}"'
    coded = quote(paper.name, safe="")
    if paper.naming == "rfc2231":
        return f"filename*=utf-8''{coded}"
    # Pieces are cut between letters: a percent sign and its digits stay together.
    pieces, piece = [], ""
    for letter in paper.name:
        if len(piece) > _NAME_PIECE:
            pieces.append(piece)
            piece = ""
        piece += quote(letter, safe="")
    pieces.append(piece)
    return ";\n ".join(
        f"filename*{number}*={"utf-8''" if number == 0 else ''}{piece}" for number, piece in enumerate(pieces)
    )


def _report(letter: Letter, text: str, charset: str) -> Message:
    """A delivery report by RFC 3464: words for people, then fields for machines."""
    report = MIMEMultipart("report")
    report.set_param("report-type", "delivery-status")
    report.attach(_text("plain", text, charset, letter.transfer))
    status = Message()
    status["Content-Type"] = "message/delivery-status"
    status.set_payload([message_from_string(block) for block in letter.report.split("\n\n")])
    report.attach(status)
    original = Message()
    original["Content-Type"] = "text/rfc822-headers"
    original.set_payload(f"Message-ID: <{letter.in_reply_to}>\n")
    report.attach(original)
    return report
