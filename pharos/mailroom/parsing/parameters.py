"""`Content-Type` and `Content-Disposition`: the value and its parameters, RFC 2231 names included."""

import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from pharos.mailroom.parsing.charsets import decode_text
from pharos.mailroom.parsing.words import decode_words, one_line

_PARAMETER = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*(?:"|\\?\Z)|[^;]*)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SECTION = re.compile(r"^(.+?)(?:\*(\d{1,3}))?(\*)?$")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){2,}")
_SHORT = 90

Parameters = dict[str, str]


def value_and_parameters(raw: bytes, charset: str = "") -> tuple[str, Parameters]:
    """The bare value in lower case and the parameters by lower-case name."""
    return _cached(raw, charset) if len(raw) <= _SHORT else _parse(raw, charset)


@lru_cache(maxsize=2048)
def _cached(raw: bytes, charset: str) -> tuple[str, Parameters]:
    return _parse(raw, charset)


def _parse(raw: bytes, charset: str) -> tuple[str, Parameters]:
    text = raw.decode("ascii") if raw.isascii() else decode_text(raw, charset)[0]
    value, separator, rest = text.partition(";")
    if not separator:
        return one_line(value).lower(), {}
    plain: Parameters = {}
    sections: dict[str, list[tuple[int, bool, str]]] = {}
    for name, body in _PARAMETER.findall(separator + rest):
        _keep(name.lower(), _unquote(body), plain, sections)
    extended = {name: _joined(pieces) for name, pieces in sections.items()}
    return one_line(value).lower(), {**plain, **extended}


def _unquote(body: str) -> str:
    body = body.strip()
    if body.startswith('"'):
        body = _ESCAPED.sub(r"\1", body[1:].removesuffix('"')) if "\\" in body else body[1:].removesuffix('"')
    return body


def _keep(name: str, body: str, plain: Parameters, sections: dict[str, list[tuple[int, bool, str]]]) -> None:
    if "*" in name:
        match = _SECTION.match(name)
        if match:
            pieces = sections.setdefault(match[1], [])
            pieces.append((int(match[2] or 0), bool(match[3]), body))
        return
    plain.setdefault(name, _plain(body))


def _plain(body: str) -> str:
    """A parameter without RFC 2231: many senders put encoded words there, some put percent codes."""
    if "=?" in body:
        return decode_words(body)
    if _PERCENT.search(body):
        data = unquote_to_bytes(body)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return body
    return body


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    """RFC 2231 sections put together; each may or may not be percent-coded, the first names the charset."""
    pieces.sort(key=lambda piece: piece[0])
    charset = ""
    data = bytearray()
    for place, (_, coded, body) in enumerate(pieces):
        if coded and place == 0 and body.count("'") >= 2:
            charset, _, body = body.split("'", 2)
        data += unquote_to_bytes(body) if coded else body.encode("utf-8", "replace")
    text = decode_text(bytes(data), charset)[0]
    return decode_words(text) if "=?" in text else text
