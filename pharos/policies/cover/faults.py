"""What is wrong with a file somebody wrote, and where: row and column, so that it can be put right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """`path` leads to the place in the file; `row` and `column` name it for a reader; `line` counts from 1.

    `code` is worded by the room's messages with `facts`.
    """

    code: str
    path: Path = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    row: str = ""
    column: str = ""
    line: int | None = None

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.row} {self.column} {self.code}({told})".strip()


class Faulty(Exception):
    """A file that cannot be used; nothing of it was."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults[:20]))
