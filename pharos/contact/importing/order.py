"""The order in which to file many letters at once: an answer after what it answers, else as they came.

Filing puts a thread right in whatever order its letters arrive; this order also makes the printed lines tell the
first letter of a thread from its answers when a folder sorts them otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FIELD = re.compile(rb"(?im)^(message-id|in-reply-to|references)[ \t]*:((?:[^\r\n]|\r?\n[ \t])*)")
_ID = re.compile(rb"<([^<>\s]+)>")
_HEAD = 64 * 1024


@dataclass(frozen=True)
class Kinship:
    """A letter's own identifier and those it answers."""

    own: bytes
    answers: frozenset[bytes]


def kinship(raw: bytes) -> Kinship:
    """Read off the head of a letter; broken heads simply have no kin."""
    head = raw[:_HEAD].lstrip(b"\r\n")
    end = re.search(rb"\r?\n\r?\n", head)
    own, answers = b"", set[bytes]()
    for field, value in _FIELD.findall(head[: end.start()] if end else head):
        ids = _ID.findall(value)
        if field.lower() == b"message-id":
            own = own or (ids[0] if ids else b"")
        else:
            answers.update(ids)
    return Kinship(own, frozenset(answers - {own}))


def filing_order(kin: Sequence[Kinship]) -> list[int]:
    """Indexes of letters so that each comes after every letter it answers; circles are cut where they are met.

    Walks without recursion: a thread may be longer than Python's stack is deep.
    """
    by_id: dict[bytes, int] = {}
    for index, one in enumerate(kin):
        if one.own:
            by_id.setdefault(one.own, index)
    order: dict[int, None] = {}
    entered: set[int] = set()
    for first in range(len(kin)):
        stack = [first]
        while stack:
            at = stack[-1]
            parents = [] if at in entered else _parents(kin[at], by_id)
            entered.add(at)
            waiting = [parent for parent in parents if parent not in entered]
            if waiting:
                stack.extend(waiting)
            else:
                order.setdefault(stack.pop())
    return list(order)


def _parents(one: Kinship, by_id: dict[bytes, int]) -> list[int]:
    return sorted((by_id[answered] for answered in one.answers if answered in by_id), reverse=True)
