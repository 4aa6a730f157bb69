"""The files of a letter: named safely, typed by content, inline ones told apart, each inline picture once."""

import hashlib

from pharos.mailroom.parsing.contents import Contents
from pharos.mailroom.parsing.filenames import safe_name
from pharos.mailroom.parsing.limits import Limits
from pharos.mailroom.parsing.shapes import Defect, ParsedAttachment
from pharos.mailroom.parsing.sniffing import sniff
from pharos.mailroom.parsing.tree import Part
from pharos.mailroom.parsing.words import header_text

_ENDINGS = {
    "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "image/heic": "heic", "image/tiff": "tif", "application/zip": "zip", "text/plain": "txt", "text/csv": "csv",
    "text/calendar": "ics", "text/vcard": "vcf", "application/rtf": "rtf", "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx", "application/ms-tnef": "dat",
}  # fmt: skip
_NAMES = {"application/ms-tnef": "winmail.dat", "text/calendar": "invite.ics"}


def read_files(contents: Contents, shown: frozenset[str], charset: str, limits: Limits) -> tuple[ParsedAttachment, ...]:
    """Attachments in the order of the letter. What exceeds the caps stays in the raw letter and is marked."""
    found: list[ParsedAttachment] = []
    seen_inline: set[str] = set()
    total = 0
    for part in contents.files:
        content, damaged = part.content()
        total += len(content)
        if len(found) >= limits.attachments or total > limits.attachment_bytes:
            contents.defects.add(Defect.ATTACHMENTS_CAPPED)
            break
        if damaged:
            contents.defects.add(Defect.TRANSFER_DAMAGED)
        inline = _inline(part, shown, related=id(part) in contents.related)
        attachment = _attachment(part, content, len(found) + 1, charset, limits, inline=inline)
        if inline and attachment.sha256 in seen_inline:
            continue
        if inline:
            seen_inline.add(attachment.sha256)
        found.append(attachment)
    return tuple(found)


def _inline(part: Part, shown: frozenset[str], *, related: bool) -> bool:
    """A picture the body shows in place. A photograph that is merely laid into the letter is an attachment."""
    if not part.type.startswith("image/") and part.type != "application/octet-stream":
        return False
    if part.content_id and part.content_id in shown:
        return True
    location = part.headers.first("content-location").decode("ascii", "replace")
    if location and location in shown:
        return True
    return related and bool(part.content_id) and part.disposition != "attachment" and part.type.startswith("image/")


def _attachment(
    part: Part, content: bytes, number: int, charset: str, limits: Limits, *, inline: bool
) -> ParsedAttachment:
    original = _original_name(part, charset)
    name = safe_name(original, limits.name_characters)
    if part.nested:
        kind, dangerous = "message/rfc822", False
    else:
        kind, dangerous = sniff(content, name or original, limits)
    if not name:
        name = _NAMES.get(part.type) or f"attachment-{number}.{_ENDINGS.get(kind, 'bin')}"
    return ParsedAttachment(
        name=name,
        original_name=original,
        type=kind,
        declared_type=part.type,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        inline=inline,
        dangerous=dangerous,
        content_id=part.content_id[:300],
    )


def _original_name(part: Part, charset: str) -> str:
    """The name as sent: of the disposition, else of the type, else (of a nested letter) its subject."""
    name = part.disposition_parameters.get("filename") or part.parameters.get("name", "")
    if not name and part.nested and part.children:
        subject = header_text(part.children[0].headers.first("subject"), charset).replace("/", "-")
        return f"{subject}.eml" if subject else ""
    return name[:4_000]
