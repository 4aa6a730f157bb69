"""How much of a file we are ready to open, and the fault said when it is more."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Caps that keep one file from taking the machine. Defaults pass a full sheet of a million rows."""

    bytes: int = 400 * 1024**2
    rows: int = 1_048_576
    columns: int = 400
    unpacked: int = 4 * 1024**3
    part: int = 64 * 1024**2
    shared_text: int = 512 * 1024**2
    ratio: int = 250
    parts: int = 5_000


class Unreadable(Exception):
    """The file as a whole cannot be read; `code` is a `TableFault`, facts hold no cell of the file."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = facts
