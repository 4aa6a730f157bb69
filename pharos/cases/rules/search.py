"""Keys by which a case is found: words of names, the far end of telephone numbers, policy numbers."""

import re
from collections.abc import Iterable

from pharos.core.spelling import number_key, person_key, sound_key

PHONE_TAIL = 10
LEAST_PHONE = 5
LEAST_NAME = 2


def name_words(names: Iterable[str]) -> tuple[str, ...]:
    """Every word of these names once, spelling folded, for prefix search."""
    return tuple(sorted({word for name in names for word in person_key(name).split()}))


def phone_tail(phone: str) -> str:
    """The last ten digits, reversed: a number with or without its country code then shares a prefix."""
    return re.sub(r"\D", "", phone)[::-1][:PHONE_TAIL]


def typed_phone(text: str) -> str | None:
    """The key of a typed number, whole or its last digits; None for what is not one."""
    if not re.fullmatch(r"[\d\s()+\-.]+", text.strip()):
        return None
    digits = phone_tail(text)
    return digits if len(digits) >= LEAST_PHONE else None


def typed_words(text: str) -> tuple[str, ...]:
    """The typed words as prefixes to look for, longest first; empty when nothing is long enough."""
    words = {sound_key(word) for word in re.split(r"[\s,.\-]+", text)}
    return tuple(sorted((word for word in words if len(word) >= LEAST_NAME), key=lambda word: (-len(word), word)))


def typed_policy(text: str) -> str | None:
    """A policy number has a digit and at least four signs."""
    key = number_key(text)
    return key if len(key) >= 4 and any(sign.isdigit() for sign in key) else None
