"""Header values to text: raw 8-bit headers and RFC 2047 encoded words, broken ones included."""

import binascii
import re

from pharos.mailroom.parsing.charsets import decode_text
from pharos.mailroom.parsing.transfer import decode_base64

_WORD = re.compile(r"=\?([A-Za-z0-9_.:+'*-]{1,60})\?([bBqQ])\?([^?]*)(?:\?=|\?$|$)")
_SPACES = re.compile(r"\s+")
_CONTROLS = re.compile("[\x00-\x1f\x7f\u2028\u2029]+")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/=]")

_Word = tuple[str, str, str]


def header_text(raw: bytes, charset: str = "") -> str:
    """One line of text; `charset` is what the body declares, a hint for raw 8-bit headers."""
    text = raw.decode("ascii") if raw.isascii() else decode_text(raw, charset)[0]
    return one_line(decode_words(text))


def one_line(text: str) -> str:
    """Without line breaks and control characters, spaces single: nothing can break out of its line."""
    return _SPACES.sub(" ", _CONTROLS.sub(" ", text)).strip()


def decode_words(text: str) -> str:
    """Encoded words decoded. Neighbours of one charset are joined first: senders cut them inside a letter."""
    if "=?" not in text:
        return text
    out: list[str] = []
    run: list[_Word] = []
    at = 0
    for match in _WORD.finditer(text):
        between = text[at : match.start()]
        if between.strip() or not run:
            out.append(_decode_run(run))
            out.append(between)
            run = []
        run.append((match[1].partition("*")[0].lower(), match[2].lower(), match[3]))
        at = match.end()
    out.append(_decode_run(run))
    out.append(text[at:])
    return "".join(out)


def _decode_run(run: list[_Word]) -> str:
    out: list[str] = []
    start = 0
    for end in range(1, len(run) + 1):
        if end == len(run) or run[end][0] != run[start][0]:
            out.append(decode_text(_bytes_of(run[start:end]), run[start][0])[0])
            start = end
    return "".join(out)


def _bytes_of(words: list[_Word]) -> bytes:
    """The bytes of neighbouring words; base64 that was cut between its groups is glued before it is decoded."""
    if len(words) > 1 and all(kind == "b" for _, kind, _ in words):
        bodies = [_NOT_BASE64.sub("", body) for _, _, body in words]
        if any(len(body) % 4 for body in bodies[:-1]) and not any(body.endswith("=") for body in bodies[:-1]):
            return decode_base64("".join(bodies).encode("ascii"))
    return b"".join(_word_bytes(kind, body) for _, kind, body in words)


def _word_bytes(kind: str, body: str) -> bytes:
    if kind == "b":
        return decode_base64(_NOT_BASE64.sub("", body).encode("ascii"))
    return binascii.a2b_qp(body.encode("utf-8", "replace"), header=True)
