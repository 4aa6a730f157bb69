"""Content-Transfer-Encoding, undone as far as damage allows."""

import binascii
import re

_NOT_BASE64 = bytes(code for code in range(256) if not (chr(code).isalnum() and code < 128) and code not in b"+/=")
_NOT_BASE64_NOR_SPACE = re.compile(rb"[^A-Za-z0-9+/=\s]")


def undo_transfer(data: bytes, encoding: str) -> tuple[bytes, bool]:
    """The decoded bytes, and whether the encoding was damaged."""
    if encoding == "base64":
        return _base64(data)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data), False
    return data, False


def _base64(data: bytes) -> tuple[bytes, bool]:
    strange = len(_NOT_BASE64_NOR_SPACE.findall(data, 0, 4096))
    if strange * 20 > min(len(data), 4096):
        return data, True
    letters = data.translate(None, _NOT_BASE64)
    body = letters.rstrip(b"=")
    if b"=" in body:
        return _joined_base64(body), True
    return decode_base64(letters), bool(strange) or len(letters) % 4 != 0


def _joined_base64(body: bytes) -> bytes:
    """Several base64 texts one after another, each with its own padding."""
    return b"".join(decode_base64(piece) for piece in re.split(rb"=+", body))


def decode_base64(letters: bytes) -> bytes:
    """Base64 of whatever is left of it: missing padding is added, a lonely last letter dropped."""
    body = letters.replace(b"=", b"")
    if len(body) % 4 == 1:
        body = body[:-1]
    return binascii.a2b_base64(body + b"=" * (-len(body) % 4))
