"""Message-ID, In-Reply-To, References; and the identity of a letter that brought none."""

import hashlib
import re

from pharos.mailroom.parsing.headers import Headers

_ANGLED = re.compile(rb"<\s*([^<>\x00-\x20\x7f]{1,400}(?:\s+[^<>\x00-\x20\x7f]{1,400}){0,3})\s*>")
_BARE = re.compile(rb"[^\x00-\x20\x7f<>@,;\"]{1,200}@[^\x00-\x20\x7f<>@,;\"]{1,200}")
_SPACE = re.compile(rb"\s+")
_LONGEST = 500
_LONGEST_FIELD = 40_000
_CONTENT_HEADERS = ("from", "date", "subject")


def read_ids(raw: bytes, limit: int) -> tuple[str, ...]:
    """Message identifiers of a field, in order, each once, in angle brackets."""
    if not raw:
        return ()
    raw = raw[-_LONGEST_FIELD:]
    found = [_SPACE.sub(b"", match) for match in _ANGLED.findall(raw)] or _BARE.findall(raw)
    ids = dict.fromkeys(f"<{one.decode('ascii', 'replace')}>" for one in found if len(one) <= _LONGEST)
    return tuple(ids)[-limit:]


def message_id(headers: Headers, fingerprint: str) -> tuple[str, bool]:
    """The letter's own identifier, or one derived from its content: the same letter gets the same one each time."""
    for raw in headers.every("message-id"):
        ids = read_ids(raw, 1)
        if ids:
            return ids[0], False
    return f"<{fingerprint[:32]}@derived.invalid>", True


def fingerprint(headers: Headers, body: bytes) -> str:
    """What makes two copies of a letter one letter: who, when, what; not the road it took.

    Line endings and trailing blank lines do not count: transports change them.
    """
    digest = hashlib.sha256()
    for name in _CONTENT_HEADERS:
        digest.update(_SPACE.sub(b" ", headers.first(name)) + b"\n")
    digest.update(body.replace(b"\r\n", b"\n").rstrip())
    return digest.hexdigest()
