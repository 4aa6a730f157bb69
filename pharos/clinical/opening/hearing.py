"""What was heard in a caller's first sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.knowledge.values import Knowledge


@dataclass(frozen=True, slots=True)
class Heard:
    """Findings the words may mean, said to be there or denied, in the order of the words; and complaints."""

    findings: Mapping[str, Answer] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()


def hear(base: Knowledge, text: str) -> Heard:
    """What a text suggests."""
    return Heard()
