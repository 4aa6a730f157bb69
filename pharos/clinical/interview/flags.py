"""Red flags: rules without probability. One more yes can only add to them."""

from collections.abc import Iterator
from functools import lru_cache

from pharos.clinical.interview.evidence import Answer, Evidence
from pharos.clinical.interview.people import Caller, is_meant
from pharos.clinical.knowledge.values import Knowledge, RedFlag


def raised(base: Knowledge, caller: Caller, evidence: Evidence) -> list[RedFlag]:
    """The red flags that what was said raises, the most urgent first."""
    present = set(evidence.present())
    found = [one for one in _touched(base, present) if _holds(one, evidence, present) and is_meant(caller, one)]
    return sorted(found, key=lambda one: -one.urgency)


def nearly(base: Knowledge, caller: Caller, evidence: Evidence) -> Iterator[RedFlag]:
    """Red flags of which a part is there and the rest neither there nor denied: what was not asked might raise them."""
    present = set(evidence.present())
    for one in _touched(base, present):
        if _holds(one, evidence, present):
            continue
        if within_reach(one, caller, evidence):
            yield one


def naming(base: Knowledge, code: str) -> Iterator[RedFlag]:
    """The red flags that a finding is part of."""
    flags, found = _index(base)
    for at in dict.fromkeys(found.get(code, ())):
        yield flags[at]


def within_reach(flag: RedFlag, caller: Caller, evidence: Evidence) -> bool:
    """Whether a red flag may still be raised: it is for this person, and nothing it stands on was denied."""
    if not is_meant(caller, flag) or any(evidence.lacks(code) for code in flag.every):
        return False
    if flag.doubt and all(evidence.lacks(code) for code in flag.doubt):
        return False
    return sum(not evidence.lacks(code) for code in flag.some) >= flag.least


def completes(flag: RedFlag, evidence: Evidence) -> Iterator[str]:
    """The findings any one of which, if it is there, raises a flag that is not raised yet."""
    every = [code for code in flag.every if not evidence.has(code)]
    some = flag.least - sum(evidence.has(code) for code in flag.some)
    doubt = bool(flag.doubt) and not any(_is_open(evidence, code) for code in flag.doubt)
    wanted = [every] * bool(every) + [[*flag.some]] * (some > 0) + [[*flag.doubt]] * doubt
    if len(wanted) == 1 and len(every) <= 1 and some <= 1:
        yield from (code for code in wanted[0] if not evidence.settled(code))


def _is_open(evidence: Evidence, code: str) -> bool:
    return evidence.of(code) in (Answer.YES, Answer.UNKNOWN)


def _holds(flag: RedFlag, evidence: Evidence, present: set[str]) -> bool:
    if not present.issuperset(flag.every) or len(present.intersection(flag.some)) < flag.least:
        return False
    return not flag.doubt or any(_is_open(evidence, code) for code in flag.doubt)


def _touched(base: Knowledge, present: set[str]) -> list[RedFlag]:
    """The flags that name anything that is there, in the order of the files."""
    flags, naming = _index(base)
    places = {at for code in present for at in naming.get(code, ())}
    return [flags[at] for at in sorted(places)]


@lru_cache(maxsize=4)
def _index(base: Knowledge) -> tuple[tuple[RedFlag, ...], dict[str, list[int]]]:
    flags = tuple(base.red_flags.values())
    naming: dict[str, list[int]] = {}
    for at, one in enumerate(flags):
        for code in set(one.named):
            naming.setdefault(code, []).append(at)
    return flags, naming
