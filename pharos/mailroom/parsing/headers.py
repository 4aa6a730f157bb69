"""The header block: unfolding, duplicates, caps, junk lines."""

import re
from collections.abc import Iterator

from pharos.mailroom.parsing.limits import Limits
from pharos.mailroom.parsing.shapes import Defect

_NAME = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
_KNOWN = re.compile(
    rb"(?im)^(?:from|to|cc|subject|date|message-id|in-reply-to|references|received|return-path|mime-version"
    rb"|content-type|content-transfer-encoding|content-disposition|reply-to|x-mailer)[ \t]*:"
)
_LETTER_HEADERS = frozenset(
    {"from", "to", "subject", "date", "message-id", "received", "mime-version", "content-type", "return-path"}
)


class Headers:
    """Header fields in their order, raw; names in lower case, values unfolded."""

    __slots__ = ("_fields", "defects")

    def __init__(self, fields: list[tuple[str, bytes]], defects: frozenset[Defect]) -> None:
        self._fields = fields
        self.defects = defects

    def first(self, name: str) -> bytes:
        """The first field of that name; empty bytes where there is none."""
        for key, value in self._fields:
            if key == name:
                return value
        return b""

    def every(self, name: str) -> list[bytes]:
        """All fields of that name, in order."""
        return [value for key, value in self._fields if key == name]

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self._fields)

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        return iter(self._fields)

    def look_like_a_letter(self) -> bool:
        """At least one field that only a letter has."""
        return any(key in _LETTER_HEADERS for key, _ in self._fields)


def read_headers(raw: bytes, start: int, end: int, limits: Limits) -> tuple[Headers, int]:
    """The header block that begins at `start`, and the place where the body begins."""
    start = _skip_blank_and_mbox(raw, start, end)
    stop, body = _block(raw, start, end)
    defects: set[Defect] = set()
    if stop - start > limits.header_bytes:
        stop = start + limits.header_bytes
        defects.add(Defect.HEADERS_CAPPED)
    block = raw[start:stop]
    fields, junk_at = _fields(block, limits, defects)
    if junk_at >= 0:
        body = start + junk_at
    return Headers(fields, frozenset(defects)), body


def _skip_blank_and_mbox(raw: bytes, start: int, end: int) -> int:
    while start < end and raw[start] in b"\r\n":
        start += 1
    if raw.startswith((b"From ", b">From "), start, end):
        line_end = raw.find(b"\n", start, end)
        start = end if line_end < 0 else line_end + 1
    return start


def _block(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the header block stops and where the body begins."""
    if raw.startswith((b"\n", b"\r\n"), start, end):
        return start, start + (1 if raw[start] == 10 else 2)
    unix = raw.find(b"\n\n", start, end)
    dos = raw.find(b"\n\r\n", start, end if unix < 0 else unix)
    if dos >= 0:
        return dos, dos + 3
    if unix >= 0:
        return unix, unix + 2
    return end, end


def _fields(block: bytes, limits: Limits, defects: set[Defect]) -> tuple[list[tuple[str, bytes]], int]:
    """The fields, and the offset of a line that shows the body began without a blank line (-1: none)."""
    fields: list[tuple[str, bytes]] = []
    pieces: list[bytes] = []
    name = ""
    offset = 0
    last_known = -1
    for number, line in enumerate(block.split(b"\n")):
        if number >= limits.header_lines:
            defects.add(Defect.HEADERS_CAPPED)
            break
        if line[:1] in (b" ", b"\t"):
            pieces.append(line.strip())
        elif _NAME.match(line):
            _close(fields, name, pieces, limits)
            raw_name, _, value = line.partition(b":")
            name, pieces = raw_name.decode("ascii").strip().lower(), [value.strip()]
        elif line.strip():
            defects.add(Defect.HEADER_JUNK)
            if last_known < 0:
                last_known = max((match.start() for match in _KNOWN.finditer(block)), default=0)
            if name and offset > last_known:
                _close(fields, name, pieces, limits)
                return fields, offset
        offset += len(line) + 1
    _close(fields, name, pieces, limits)
    return fields, -1


def _close(fields: list[tuple[str, bytes]], name: str, pieces: list[bytes], limits: Limits) -> None:
    if name:
        value = pieces[0] if len(pieces) == 1 else b" ".join(pieces)
        fields.append((name, value[: limits.header_value]))
