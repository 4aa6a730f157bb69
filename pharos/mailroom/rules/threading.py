"""Which letter answers which. By identifiers only, nearest reference first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Known:
    """A letter we have, as threading sees it; what it points at only where that matters."""

    letter: UUID
    thread: UUID
    refers_to: tuple[str, ...] = ()


def refers_to(in_reply_to: Iterable[str], references: Iterable[str], own: str, limit: int = 60) -> tuple[str, ...]:
    """Identifiers a letter points at, the nearest first: the answered letter, then the references from the end."""
    nearest_first = [*in_reply_to, *reversed(tuple(references))]
    return tuple(dict.fromkeys(one for one in nearest_first if one != own))[:limit]


def parent(nearest_first: Iterable[str], known: Mapping[str, Known]) -> Known | None:
    """The nearest letter pointed at that we have; None when we have none of them."""
    return next((known[one] for one in nearest_first if one in known), None)


def is_older(one: str, other: str, nearest_first: Sequence[str]) -> bool:
    """Whether a letter that points at both says that `one` was written before `other`."""
    if one not in nearest_first or other not in nearest_first:
        return False
    return nearest_first.index(one) > nearest_first.index(other)
