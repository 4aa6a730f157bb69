"""What a check can find."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pharos.policies.cover.cells import Value


class Level(StrEnum):
    ERROR = "error"
    """The set cannot be published."""
    WARNING = "warning"
    """It can, once somebody has looked."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding. `rows` are ids, `case` the facts that show it; `code` is worded by the room's messages."""

    code: str
    level: Level
    rows: tuple[str, ...] = ()
    item: str = ""
    items: tuple[str, ...] = ()
    case: Mapping[str, Value] | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
