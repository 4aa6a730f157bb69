"""Why an action is refused to us. (A refusal is of cover, and is the insurer's business; an objection is ours.)"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Objection:
    """A code a screen can word, and the facts the sentence needs. Facts hold no personal or medical text."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}({facts})" if facts else str(self.code)


class Objected(Exception):
    """Raised by an action whose guards object; nothing of it has happened."""

    def __init__(self, *objections: Objection) -> None:
        super().__init__("; ".join(str(objection) for objection in objections))
        self.objections = objections
