"""What a file really is, by its first bytes; and whether opening it could hurt."""

import io
import re
import zipfile
from collections.abc import Callable

from pharos.mailroom.parsing.filenames import ending
from pharos.mailroom.parsing.limits import DEFAULT_LIMITS, Limits

UNKNOWN = "application/octet-stream"
SHOWABLE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf"})

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_PREFIXES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xfe\xed\xfa\xce", "application/x-mach-binary"),
    (b"\xca\xfe\xba\xbe", "application/java-vm"),
    (b"#!", "text/x-script"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"BEGIN:VCARD", "text/vcard"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)
_OLE_ENDINGS = {"doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
                "msg": "application/vnd.ms-outlook"}  # fmt: skip
_OFFICE_FOLDERS = {"word/": _WORD, "xl/": _SHEET, "ppt/": _SLIDES}
_DANGEROUS_TYPES = frozenset(
    {"application/x-msdownload", "application/x-executable", "application/x-mach-binary", "application/java-vm",
     "text/x-script", "application/x-ms-shortcut", "text/html", "image/svg+xml"}
)  # fmt: skip
_DANGEROUS_ENDINGS = frozenset(
    "ade adp apk app appx asp bas bat chm cmd com cpl dll dmg docm dotm exe gadget hlp hta htm html img "
    "inf ins iso isp jar jnlp js jse lnk mde msc msi msix msp mst ops pcd php pif pl pptm ps1 ps2 psc1 "
    "psm1 py rb reg scf scr sct sh shb svg svgz sys url vb vbe vbs vhd vhdx vxd wsc wsf wsh xhtml xlam "
    "xlm xlsm xll xml xsl".split()
)
_MARKUP = re.compile(rb"^\s*(?:<!--.{0,400}?-->\s*)?<(!doctype html|html|head|body|script|svg|iframe)\b", re.I | re.S)
_XML_THEN_SVG = re.compile(rb"^\s*<\?xml.{0,400}?<(svg|html)\b", re.I | re.S)
_HEIF = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"})


def sniff(content: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[str, bool]:
    """The type the content has, and whether the file is dangerous to open."""
    kind = _by_content(content[:1024]) or _text_or_unknown(content[:1024], name)
    dangerous = kind in _DANGEROUS_TYPES or ending(name) in _DANGEROUS_ENDINGS
    if kind == "application/x-ole-storage":
        kind = _OLE_ENDINGS.get(ending(name), kind)
    elif kind == "application/zip":
        kind, risky = _look_into_zip(content, limits)
        dangerous = dangerous or risky
    return kind, dangerous


def showable(content: bytes) -> str:
    """The type under which a browser may show the content in place; empty when it may not."""
    kind = _by_content(content[:1024])
    return kind if kind in SHOWABLE else ""


def _by_content(head: bytes) -> str:
    for prefix, kind in _PREFIXES:
        if head.startswith(prefix):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in _HEIF else "video/mp4"
    markup = _MARKUP.match(head) or _XML_THEN_SVG.match(head)
    if markup:
        return "image/svg+xml" if markup[1].lower() == b"svg" else "text/html"
    return ""


def _text_or_unknown(head: bytes, name: str) -> str:
    if b"\x00" in head or not head:
        return UNKNOWN
    controls = len(head.translate(None, bytes(range(9, 14)) + bytes(range(32, 256))))
    if controls:
        return UNKNOWN
    return "text/csv" if ending(name) == "csv" else "text/plain"


def _look_into_zip(content: bytes, limits: Limits) -> tuple[str, bool]:
    """An archive judged by its table of contents alone: nothing is ever unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except Exception:  # noqa: BLE001 -- zipfile raises whatever a broken table leads it into
        return "application/zip", True
    names = [entry.filename for entry in entries[: limits.zip_entries]]
    unpacked = sum(entry.file_size for entry in entries)
    risky = (
        len(entries) > limits.zip_entries
        or unpacked > limits.unpacked_bytes
        or unpacked > limits.unpacked_ratio * max(len(content), 10_000)
        or any(ending(inside) in _DANGEROUS_ENDINGS - {"xml", "html", "htm", "img"} for inside in names)
        or any("vbaproject" in inside.lower() for inside in names)
    )
    is_document = "[Content_Types].xml" in names
    kind = _first(names, lambda inside: next((k for f, k in _OFFICE_FOLDERS.items() if inside.startswith(f)), ""))
    return (kind if is_document and kind else "application/zip"), risky


def _first(names: list[str], look: Callable[[str], str]) -> str:
    return next((found for found in map(look, names) if found), "")
