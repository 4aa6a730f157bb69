"""Case tags in subjects: `[26-114207·k7f3qm]`, signed so that a stranger cannot make one.

A tag survives what happens to subjects: prefixes, letter case, Cyrillic look-alikes, a dot that became something else.
A bare case number proves nothing; it is reported apart, as claimed.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 6
_LOOK_ALIKES = str.maketrans("авекмнорстухзАВЕКМНОРСТУХЗоОіІѕЅјЈ–—−‑", "abekmhopctyx3abekmhopctyx3ooiissjj----")
_CONFUSED = str.maketrans("ilou", "110v")
_TAG = re.compile(r"\[?\s*(\d{2}-\d{6,9})\s*[^\w\s\[\]]{1,3}\s*([0-9a-z]{6})(?![0-9a-z])")
_NUMBER = re.compile(r"(?<![\w-])(\d{2}-\d{6,9})(?![\w-])")
_MOST = 10


@dataclass(frozen=True, slots=True)
class Tags:
    """Case numbers of a subject: proved by our signature, and merely claimed."""

    signed: tuple[str, ...]
    claimed: tuple[str, ...]


def make_tag(number: str, secret: bytes) -> str:
    """The tag a subject carries for this case number."""
    return f"[{number}·{_signature(number, secret)}]"


def find_tags(subject: str, secret: bytes) -> Tags:
    """Case numbers in a subject. A wrong signature makes a number claimed, not signed."""
    text = subject[:2_000].translate(_LOOK_ALIKES).lower()
    signed: dict[str, None] = {}
    for number, mark in _TAG.findall(text)[:_MOST]:
        if hmac.compare_digest(mark.translate(_CONFUSED), _signature(number, secret)):
            signed[number] = None
    claimed = dict.fromkeys(number for number in _NUMBER.findall(text)[:_MOST] if number not in signed)
    return Tags(tuple(signed), tuple(claimed))


def tagged(subject: str, number: str, secret: bytes) -> str:
    """The subject with the case's tag, once, however often it was answered."""
    if number in find_tags(subject, secret).signed:
        return subject
    return f"{subject} {make_tag(number, secret)}".strip()


def _signature(number: str, secret: bytes) -> str:
    digest = hmac.new(secret, f"case tag {number}".encode(), hashlib.sha256).digest()
    return "".join(_ALPHABET[byte & 31] for byte in digest[:_LENGTH])
