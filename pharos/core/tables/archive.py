"""An XLSX file is a zip of XML. Before a spreadsheet library sees it, the zip is looked at for traps."""

import re
import zipfile
import zlib
from typing import BinaryIO

from pharos.core.tables.faults import TableFault
from pharos.core.tables.limits import Limits, Unreadable

_CHUNK = 1 << 20
_LARGE = 50 * 1024**2
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
Merge = tuple[int, int, int, int]


def inspect(source: BinaryIO, limits: Limits) -> None:
    """Raise Unreadable for a bomb, a password, an entity declaration or a damaged part; else leave quietly."""
    source.seek(0)
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
            _declared(parts, limits)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _unpack(archive, part, limits)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unreadable(TableFault.BROKEN) from error
    except RuntimeError as error:
        raise Unreadable(TableFault.ENCRYPTED) from error
    finally:
        source.seek(0)


def _declared(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(TableFault.ENCRYPTED)
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
        raise Unreadable(TableFault.BOMB, megabytes=sum(part.file_size for part in parts) // 1024**2)
    for part in parts:
        if part.file_size > _LARGE and part.file_size > limits.ratio * max(1, part.compress_size):
            raise Unreadable(TableFault.BOMB, megabytes=part.file_size // 1024**2)
        if part.file_size > _cap(part.filename, limits) and part.filename.endswith((".xml", ".rels")):
            raise Unreadable(TableFault.BOMB, megabytes=part.file_size // 1024**2)


def _cap(name: str, limits: Limits) -> int:
    if "worksheets/" in name:
        return limits.unpacked
    return limits.shared_text if name.lower().endswith("sharedstrings.xml") else limits.part


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> None:
    """Unpack once, keeping nothing: proves the declared size and sum, and finds text or markup no sheet has."""
    with archive.open(part) as stream:
        first = True
        while chunk := stream.read(_CHUNK):
            if first and _declares(chunk):
                raise Unreadable(TableFault.XML_ENTITIES)
            if len(chunk) == _CHUNK and b"<" not in chunk.replace(b"\x00", b""):
                raise Unreadable(TableFault.BOMB, megabytes=part.file_size // 1024**2)
            first = False


def _declares(chunk: bytes) -> bool:
    head = chunk[:65_536].replace(b"\x00", b"").upper()
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def merges(source: BinaryIO, part: str) -> list[Merge]:
    """Merged ranges of a sheet as (first row, first column, last row, last column), columns from 0."""
    found: list[Merge] = []
    source.seek(0)
    with zipfile.ZipFile(source) as archive, archive.open(part) as stream:
        kept = b""
        while chunk := stream.read(_CHUNK):
            kept = kept[-200:] + chunk
            if b"mergeCell " in kept:
                found.extend(
                    (int(row), _column(left), int(last), _column(right))
                    for left, row, right, last in _MERGE.findall(kept)
                )
            if len(found) > 400_000:
                break
    source.seek(0)
    return sorted(set(found))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
