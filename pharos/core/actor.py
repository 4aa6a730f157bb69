"""Who did it: a member of staff, a part of the system, or somebody outside."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Actor:
    """The author of an event, as the journal keeps it: `staff:12`, `system:smtp`."""

    kind: str
    id: str

    @classmethod
    def staff(cls, pk: object) -> Self:
        return cls("staff", str(pk))

    @classmethod
    def system(cls, part: str) -> Self:
        return cls("system", part)

    @classmethod
    def parse(cls, text: str) -> Self:
        kind, _, ident = text.partition(":")
        return cls(kind, ident)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"
