"""What has been said so far, finding by finding. Unknown is not absent; nothing said is ever overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from pharos.clinical.knowledge.values import Kind, Knowledge


class Answer(StrEnum):
    """What a caller may say of a finding."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A finding said to be one thing and then another; what was said first stands until a person settles it."""

    finding: str
    stands: Answer
    said: Answer


@dataclass(frozen=True, slots=True)
class Evidence:
    """Findings as answered, and what follows from them: who has 39 has fever, who has no fever has no 39.

    `volunteered`: there, and told by the caller himself. People call because of what they have, so what they begin
    with is hardly ever a coincidence; the month of a pregnancy is why nobody calls.
    """

    said: Mapping[str, Answer] = field(default_factory=dict)
    follows: Mapping[str, Answer] = field(default_factory=dict)
    volunteered: frozenset[str] = frozenset()

    def of(self, finding: str) -> Answer | None:
        """What is known of a finding, said or following; None while nobody asked. Who does not know whether he was hurt
        and cannot move his arm since the blow was hurt."""
        said = self.said.get(finding)
        return said if said in (Answer.YES, Answer.NO) else self.follows.get(finding) or said

    def has(self, finding: str) -> bool:
        return self.of(finding) is Answer.YES

    def lacks(self, finding: str) -> bool:
        return self.of(finding) is Answer.NO

    def settled(self, finding: str) -> bool:
        """Known, or asked without an answer: no use in asking again."""
        return self.of(finding) is not None

    def present(self) -> list[str]:
        """Findings that are there, said ones first."""
        return [code for told in (self.said, self.follows) for code, answer in told.items() if answer is Answer.YES]


def with_answers(
    base: Knowledge, evidence: Evidence, answers: Mapping[str, Answer], *, volunteered: bool = False
) -> tuple[Evidence, list[Contradiction]]:
    """The evidence with more said. What contradicts it comes back and is left out; unknown contradicts nothing."""
    said, against = dict(evidence.said), []
    for finding, answer in answers.items():
        before = evidence.of(finding)
        if before is None or (before is Answer.UNKNOWN and answer is not Answer.UNKNOWN):
            said[finding] = answer
        elif before is not answer and answer is not Answer.UNKNOWN:
            against.append(Contradiction(finding, before, answer))
    follows = _following(base, said)
    own = evidence.volunteered
    if volunteered:
        told = {code for code, answer in answers.items() if answer is Answer.YES and said.get(code) is Answer.YES}
        own |= told - _of_a_state(base)
    return Evidence(said, follows, own & said.keys()), against


@lru_cache(maxsize=4)
def _of_a_state(base: Knowledge) -> frozenset[str]:
    """What belongs to a state the person is known to be in, such as over twenty weeks of a pregnancy."""
    given = {one.code for one in base.findings.values() if one.given}
    history = (one for one in base.findings.values() if one.kind is Kind.HISTORY)
    return frozenset(one.code for one in history if not given.isdisjoint(one.needs))


@lru_cache(maxsize=4)
def parts(base: Knowledge) -> frozenset[str]:
    """Findings that are a part of what they need: 39 degrees of fever. For the others what they need only says when it
    is worth asking: contact lenses where an eye is red, and nobody with red eyes wears them the more for it."""
    found = set()
    for one in base.findings.values():
        same = all(base.findings[need].kind is one.kind for need in one.needs)
        if one.needs and (same or one.kind in (Kind.SYMPTOM, Kind.MEASURED)):
            found.add(one.code)
    return frozenset(found)


def _following(base: Knowledge, said: Mapping[str, Answer]) -> dict[str, Answer]:
    """Parents of what is there are there, where there is only one; what needs something absent is absent."""
    found: dict[str, Answer] = {}
    ahead = [code for code, answer in said.items() if answer is Answer.YES]
    while ahead:
        code = ahead.pop()
        needs = base.findings[code].needs if code in parts(base) else ()
        if len(needs) == 1 and needs[0] not in found and said.get(needs[0], Answer.UNKNOWN) is Answer.UNKNOWN:
            found[needs[0]] = Answer.YES
            ahead.append(needs[0])
    return found | _absent(base, said, found)


def _absent(base: Knowledge, said: Mapping[str, Answer], found: Mapping[str, Answer]) -> dict[str, Answer]:
    children = _children(base)
    gone = {code for code, answer in said.items() if answer is Answer.NO}
    ahead, absent = list(gone), dict[str, Answer]()
    while ahead:
        for code in children.get(ahead.pop(), ()):
            if code in said or code in found or code in gone:
                continue
            if all(need in gone for need in base.findings[code].needs):
                gone.add(code)
                ahead.append(code)
                absent[code] = Answer.NO
    return absent


@lru_cache(maxsize=4)
def _children(base: Knowledge) -> dict[str, list[str]]:
    """Which findings are a part of this one."""
    found: dict[str, list[str]] = {}
    for code in sorted(parts(base)):
        for need in base.findings[code].needs:
            found.setdefault(need, []).append(code)
    return found
