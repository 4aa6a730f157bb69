"""A letter as a tree of MIME parts: found by offsets in one buffer, without recursion, within caps."""

from dataclasses import dataclass, field

from pharos.mailroom.parsing.headers import Headers, read_headers
from pharos.mailroom.parsing.limits import Limits
from pharos.mailroom.parsing.parameters import Parameters, value_and_parameters
from pharos.mailroom.parsing.shapes import Defect, FailureCode, ParseFailed
from pharos.mailroom.parsing.transfer import undo_transfer

_NESTED = frozenset({"message/rfc822", "message/global", "message/news"})
_TYPE_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789!#$&^_.+-/")


@dataclass(slots=True)
class Part:
    """One node: its headers, its type, and where its body lies in `buffer`."""

    headers: Headers
    buffer: bytes
    start: int
    end: int
    type: str
    parameters: Parameters
    disposition: str
    disposition_parameters: Parameters
    depth: int
    children: list["Part"] = field(default_factory=list)

    @property
    def charset(self) -> str:
        return self.parameters.get("charset", "")

    @property
    def content_id(self) -> str:
        """The identifier an HTML body refers to as `cid:`; empty when there is none."""
        return self.headers.first("content-id").decode("ascii", "replace").strip().strip("<>").strip()

    @property
    def nested(self) -> bool:
        return self.type in _NESTED

    def body(self) -> bytes:
        """The body as it stands."""
        return self.buffer[self.start : self.end]

    def content(self) -> tuple[bytes, bool]:
        """The body with its transfer encoding undone, and whether that was damaged."""
        encoding = self.headers.first("content-transfer-encoding").decode("ascii", "replace").strip().lower()
        return undo_transfer(self.body(), encoding)


@dataclass(slots=True)
class Tree:
    """All parts of a letter, and what was wrong with their outline."""

    root: Part
    defects: set[Defect]


def read_tree(raw: bytes, limits: Limits) -> Tree:
    """The parts of a letter. Raises `ParseFailed` for more parts than any honest letter has."""
    defects: set[Defect] = set()
    root = _part(raw, 0, len(raw), 0, "text/plain", limits, defects)
    stack, count = [root], 1
    while stack:
        part = stack.pop()
        if part.depth >= limits.depth:
            _close_down(part, defects)
            continue
        part.children = _children(part, limits, defects)
        count += len(part.children)
        if count > limits.parts:
            raise ParseFailed(FailureCode.TOO_MANY_PARTS)
        stack.extend(part.children)
    return Tree(root, defects)


def _close_down(part: Part, defects: set[Defect]) -> None:
    """What lies deeper than the cap stays one opaque file."""
    if part.nested or part.type.startswith("multipart/"):
        part.type, part.children = "application/octet-stream", []
        defects.add(Defect.NESTED_TOO_DEEP)


def _part(  # noqa: PLR0913 -- the place in the buffer and its surroundings
    buffer: bytes, start: int, end: int, depth: int, default: str, limits: Limits, defects: set[Defect]
) -> Part:
    headers, body = read_headers(buffer, start, end, limits)
    defects |= headers.defects
    kind, parameters = value_and_parameters(headers.first("content-type"))
    disposition, disposition_parameters = value_and_parameters(headers.first("content-disposition"))
    return Part(
        headers=headers,
        buffer=buffer,
        start=min(body, end),
        end=end,
        type=_type(kind, default),
        parameters=parameters,
        disposition=disposition,
        disposition_parameters=disposition_parameters,
        depth=depth,
    )


def _type(kind: str, default: str) -> str:
    """A type one can believe to be one; the default for everything else."""
    if kind == "text":
        return "text/plain"
    if kind.count("/") != 1 or not _TYPE_CHARACTERS.issuperset(kind) or len(kind) > 120:
        return default
    return kind


def _children(part: Part, limits: Limits, defects: set[Defect]) -> list[Part]:
    if part.nested:
        return [_nested(part, limits, defects)]
    if not part.type.startswith("multipart/"):
        return []
    boundary = part.parameters.get("boundary", "").strip().encode("utf-8", "replace")
    ranges, closed = _ranges(part, boundary, limits) if boundary else ([], False)
    if not ranges:
        defects.add(Defect.NO_BOUNDARY)
        part.type = "text/plain"
        return []
    if not closed:
        defects.add(Defect.UNCLOSED_MULTIPART)
    default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
    return [_part(part.buffer, start, end, part.depth + 1, default, limits, defects) for start, end in ranges]


def _nested(part: Part, limits: Limits, defects: set[Defect]) -> Part:
    encoding = part.headers.first("content-transfer-encoding").strip().lower()
    if encoding in (b"base64", b"quoted-printable"):
        content, _ = part.content()
        return _part(content, 0, len(content), part.depth + 1, "text/plain", limits, defects)
    return _part(part.buffer, part.start, part.end, part.depth + 1, "text/plain", limits, defects)


def _ranges(part: Part, boundary: bytes, limits: Limits) -> tuple[list[tuple[int, int]], bool]:
    """Where each child lies, and whether the closing line was there."""
    marker, buffer = b"--" + boundary, part.buffer
    ranges: list[tuple[int, int]] = []
    opened, at = -1, part.start
    while (at := buffer.find(marker, at, part.end)) >= 0:
        if at > part.start and buffer[at - 1] != 10:
            at += len(marker)
            continue
        line_end = buffer.find(b"\n", at, part.end)
        after = part.end if line_end < 0 else line_end + 1
        tail = buffer[at + len(marker) : min(after, at + len(marker) + 80)].strip()
        if tail not in (b"", b"--"):
            at += len(marker)
            continue
        if opened >= 0:
            ranges.append((opened, _before_newline(buffer, opened, at)))
            if len(ranges) > limits.parts:
                raise ParseFailed(FailureCode.TOO_MANY_PARTS)
        if tail == b"--":
            return ranges, True
        opened = at = after
    if opened >= 0:
        ranges.append((opened, part.end))
    return ranges, False


def _before_newline(buffer: bytes, start: int, at: int) -> int:
    """The line break before a boundary belongs to the boundary."""
    if at > start and buffer[at - 1] == 10:
        at -= 1
    if at > start and buffer[at - 1] == 13:
        at -= 1
    return at
