"""What a file is, told by its content: names and extensions lie."""

import io
import zipfile
from enum import StrEnum
from typing import BinaryIO

from pharos.core.tables.faults import TableFault
from pharos.core.tables.limits import Limits, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


class Kind(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


def kind_of(source: BinaryIO, limits: Limits) -> Kind:
    """XLSX or CSV; anything else raises Unreadable with what it is and so what to ask the insurer for."""
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    head = source.read(65_536)
    source.seek(0)
    if not head.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe;,"):
        raise Unreadable(TableFault.EMPTY)
    if size > limits.bytes:
        raise Unreadable(TableFault.TOO_BIG, megabytes=size // 1024**2, limit=limits.bytes // 1024**2)
    if head.startswith(b"PK"):
        return _inside_zip(source)
    _refuse_known(head)
    return Kind.CSV


def _inside_zip(source: BinaryIO) -> Kind:
    try:
        with zipfile.ZipFile(source) as archive:
            names = set(archive.namelist()[:10_000])
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise Unreadable(TableFault.BROKEN) from error
    finally:
        source.seek(0)
    if "xl/workbook.bin" in names:
        raise Unreadable(TableFault.XLSB)
    if any(name.lower().startswith("word/") for name in names):
        raise Unreadable(TableFault.WORD)
    if "mimetype" in names and "content.xml" in names:
        raise Unreadable(TableFault.ODS)
    if "[Content_Types].xml" in names and any(name.lower().startswith("xl/") for name in names):
        return Kind.XLSX
    raise Unreadable(TableFault.ARCHIVE)


def _refuse_known(head: bytes) -> None:
    if head.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in head or "EncryptionInfo".encode("utf-16-le") in head
        raise Unreadable(TableFault.ENCRYPTED if encrypted else TableFault.OLD_XLS)
    if head.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02")) and b"\x00" in head[:16]:
        raise Unreadable(TableFault.OLD_XLS)
    if head.lstrip()[:5] == b"%PDF-":
        raise Unreadable(TableFault.PDF)
    if head.startswith(b"{\\rtf"):
        raise Unreadable(TableFault.RTF)
    if head.startswith(_PICTURES) and not head.startswith(b"BM;") and _is_binary(head):
        raise Unreadable(TableFault.PICTURE)
    if head.startswith(_ARCHIVES):
        raise Unreadable(TableFault.ARCHIVE)
    _refuse_markup(head)
    if _is_binary(head):
        raise Unreadable(TableFault.BINARY)


def _refuse_markup(head: bytes) -> None:
    text = head[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style")):
        raise Unreadable(TableFault.HTML)
    if text.startswith((b"<?xml", b"<workbook", b"mime-version")):
        raise Unreadable(TableFault.HTML if b"<html" in text or b"multipart" in text else TableFault.XML)


def _is_binary(head: bytes) -> bool:
    """Control bytes that no text has, unless every second byte is zero: that is UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    zeros = head.count(0)
    if (
        zeros
        and max(head[::2].count(0), head[1::2].count(0)) > 0.3 * len(head) / 2
        and head.count(b"\x00\x00") < len(head) / 20
    ):
        return False
    controls = sum(head.count(code) for code in (*range(9), 11, *range(14, 27), 28, 29, 30, 31, 127))
    return controls > max(2, len(head) // 200)
