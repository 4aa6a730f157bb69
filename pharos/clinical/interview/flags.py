"""Red flags: rules without probability. One more yes can only add to them."""

from collections.abc import Iterator

from pharos.clinical.interview.evidence import Evidence
from pharos.clinical.interview.people import Caller, is_meant
from pharos.clinical.knowledge.values import Knowledge, RedFlag


def raised(base: Knowledge, caller: Caller, evidence: Evidence) -> list[RedFlag]:
    """The red flags that what was said raises, the most urgent first."""
    found = [one for one in base.red_flags.values() if is_meant(caller, one) and _holds(one, evidence)]
    return sorted(found, key=lambda one: -one.urgency)


def nearly(base: Knowledge, caller: Caller, evidence: Evidence) -> Iterator[RedFlag]:
    """Red flags of which a part is there and the rest neither there nor denied: what was not asked might raise them."""
    for one in base.red_flags.values():
        if not is_meant(caller, one) or _holds(one, evidence):
            continue
        told = [code for code in (*one.every, *one.some) if evidence.has(code)]
        gone = any(evidence.lacks(code) for code in one.every)
        possible = sum(not evidence.lacks(code) for code in one.some)
        if told and not gone and possible >= one.least:
            yield one


def _holds(flag: RedFlag, evidence: Evidence) -> bool:
    every = all(evidence.has(code) for code in flag.every)
    return every and sum(evidence.has(code) for code in flag.some) >= flag.least
