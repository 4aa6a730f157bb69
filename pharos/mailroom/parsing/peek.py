"""The first look at a letter, before it is stored: enough to tell a second copy from a new letter."""

from dataclasses import dataclass

from pharos.mailroom.parsing.headers import read_headers
from pharos.mailroom.parsing.identifiers import fingerprint, message_id
from pharos.mailroom.parsing.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A letter's identifier and what its content hashes to."""

    message_id: str
    derived: bool
    fingerprint: str


def peek(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> Glimpse:
    """Identity of a letter, for any bytes whatever."""
    headers, body = read_headers(raw, 0, len(raw), limits)
    print_of = fingerprint(headers, raw[body:])
    identifier, derived = message_id(headers, print_of)
    return Glimpse(identifier, derived, print_of)
