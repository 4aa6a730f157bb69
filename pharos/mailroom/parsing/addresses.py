"""Address fields to addresses: tolerant, one pass, never more than the cap."""

import re

from pharos.mailroom.parsing.charsets import decode_text
from pharos.mailroom.parsing.shapes import Address
from pharos.mailroom.parsing.words import decode_words, one_line

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|<[^<>]*>|\([^()]*\)|[,;]|[^",;<>()]+|.', re.DOTALL)
_ADDRESS = re.compile(r"[^\x00-\x20\x7f-\xa0@<>,;:\"()\[\]]{1,128}@[^\x00-\x20\x7f-\xa0@<>,;\"()\\]{1,190}")
_ONE = re.compile(rb'\s*(?:"?([A-Za-z0-9 ._=?+/*-]*)"?\s*)<([A-Za-z0-9._%+=-]{1,128}@[A-Za-z0-9.-]{1,190})>\s*')
_MAX_NAME = 200
_SHORT = 200


def read_addresses(raw: bytes, charset: str, limit: int) -> tuple[Address, ...]:
    """Every address of one field, in order, without repetitions."""
    if not raw:
        return ()
    simple = _ONE.fullmatch(raw) if len(raw) < _SHORT else None
    if simple:
        name = decode_words((simple[1] or b"").decode("ascii"))
        return (Address(simple[2].decode("ascii").lower(), _name(name)),)
    text = raw.decode("ascii") if raw.isascii() else decode_text(raw, charset)[0]
    found: dict[str, Address] = {}
    for pieces in _mailboxes(text):
        address = _address(pieces)
        if address and address.email not in found:
            found[address.email] = address
            if len(found) >= limit:
                break
    return tuple(found.values())


def _mailboxes(text: str) -> list[list[str]]:
    """The field cut at commas and semicolons that stand outside quotes, angles and comments."""
    mailboxes: list[list[str]] = [[]]
    for piece in _PIECE.findall(text):
        if piece in ",;":
            mailboxes.append([])
        else:
            mailboxes[-1].append(piece)
    return mailboxes


def _address(pieces: list[str]) -> Address | None:
    email, words, comment = "", [], ""
    for piece in pieces:
        if piece.startswith("<") and _ADDRESS.search(piece):
            email = _ADDRESS.search(piece)[0]  # type: ignore[index]
        elif piece.startswith("("):
            comment = piece[1:-1]
        elif piece.startswith('"'):
            words.append(piece[1:].removesuffix('"').replace('\\"', '"').replace("\\\\", "\\"))
        else:
            words.append(piece)
    text = "".join(words)
    if not email:
        match = _ADDRESS.search(decode_words(text))
        if not match:
            return None
        email, text = match[0], comment
    return Address(one_line(email).lower().rstrip("."), _name(decode_words(text)))


def _name(text: str) -> str:
    return one_line(text).strip("\"' ")[:_MAX_NAME]
