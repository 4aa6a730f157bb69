"""What is thought after what was said: naive Bayes over the conditions, with each group of linked findings one vote."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from pharos.clinical.interview.evidence import Answer, Evidence, parts
from pharos.clinical.interview.flags import raised
from pharos.clinical.interview.people import Caller
from pharos.clinical.interview.priors import bound_to_place
from pharos.clinical.interview.tables import CARELESS_SHARE, ChoiceTable, Floats, Tables, Vote
from pharos.clinical.knowledge.values import FREQUENCY, Kind, Knowledge, RedFlag
from pharos.core.urgency import Urgency

SUSPECTED = math.log(16)
"""The odds of what a raised red flag suspects are multiplied by this, once."""
UNEXPLAINED = math.log(30)
"""A condition that explains nothing of what the caller came with is this much less likely: nobody calls about it."""
SHARPNESS = 1.2
"""Words of frequency are cautious, and so were the chances: tuned until 80 % meant eight of ten."""
_KNOWN = (Answer.YES, Answer.NO)
SHARED_VOTE = 0.5
"""A group of n linked findings counts as n to this power: two of them as 1.4, four as two."""


def posterior(prior: Floats, log_likelihood: Floats) -> Floats:
    """Chances of the conditions, summing to one. Several rows of likelihoods give several rows of chances."""
    logs = np.log(prior) + log_likelihood
    logs -= logs.max(axis=-1, keepdims=True)
    chances = np.exp(logs)
    return np.asarray(chances / chances.sum(axis=-1, keepdims=True))


def evidence_for(tables: Tables, caller: Caller, evidence: Evidence) -> Floats:
    """All that was said, for and against every condition, in log-odds: answers, red flags, exposures met elsewhere."""
    found = log_likelihood(tables, evidence) + suspicion(tables, raised(tables.base, caller, evidence))
    own = [tables.finding_at[code] for code in evidence.volunteered if evidence.has(code)]
    if own:
        found -= UNEXPLAINED * ~tables.explains[:, own].any(axis=1)
    gains = bound_to_place(tables.base, caller)
    for code, met in exposures(tables.base).items():
        if code in gains and any(evidence.has(one) for one in met):
            found[tables.condition_at[code]] += gains[code]
    return np.asarray(found)


@lru_cache(maxsize=4)
def exposures(base: Knowledge) -> dict[str, list[str]]:
    """What conditions of certain places are caught by, as their authors say: exposures there often or always."""
    found: dict[str, list[str]] = {}
    for one in base.conditions.values():
        often = [code for code, how in one.frequencies.items() if how >= FREQUENCY["often"]]
        met = [code for code in often if base.findings[code].kind is Kind.EXPOSURE]
        if one.where and met:
            found[one.code] = met
    return found


def suspicion(tables: Tables, flags: Iterable[RedFlag]) -> Floats:
    """What red flags add: a combination its author found telling says more than its findings one by one."""
    found = np.zeros(len(tables.conditions))
    for code in {code for flag in flags if flag.urgency >= Urgency.EMERGENCY for code in flag.suspects}:
        found[tables.condition_at[code]] = SUSPECTED
    return found


def log_likelihood(tables: Tables, evidence: Evidence) -> Floats:
    """How well each condition explains the answers. Does not depend on their order; unknown says nothing. The caller is
    careful or careless, nobody knows which: answers that disagree speak for careless, and then each says less."""
    rows, choices = _rows(tables, evidence), _choices(tables, evidence)
    careful = _sum(tables, evidence, rows, choices)
    if tables.careless is None:
        return careful
    careless = _sum(tables.careless, evidence, rows, choices)
    return np.asarray(np.logaddexp(math.log1p(-CARELESS_SHARE) + careful, math.log(CARELESS_SHARE) + careless))


def _sum(tables: Tables, evidence: Evidence, rows: dict[str, int], choices: list[str]) -> Floats:
    """All votes added up; those of one group of linked findings share theirs."""
    sizes = Counter(tables.linked[code] for code in rows if code in tables.linked)
    weights = [sizes[tables.linked[code]] ** (SHARED_VOTE - 1) if code in tables.linked else 1.0 for code in rows]
    found = np.array(weights) @ tables.votes[list(rows.values())] if rows else np.zeros(len(tables.conditions))
    for choice in choices:
        found = found + _chosen(tables.choices[choice], evidence)
    return np.asarray(found * SHARPNESS)


def votes(tables: Tables, evidence: Evidence) -> dict[str, Floats]:
    """What each thing known says of every condition: a finding by its code, a question with options by the choice's."""
    found = {code: tables.votes[row] for code, row in _rows(tables, evidence).items()}
    return found | {choice: _chosen(tables.choices[choice], evidence) for choice in _choices(tables, evidence)}


def _rows(tables: Tables, evidence: Evidence) -> dict[str, int]:
    """Which row of `votes` each finding known speaks with."""
    yes = {code for told in (evidence.said, evidence.follows) for code, said in told.items() if said is Answer.YES}
    known = [code for code, said in evidence.said.items() if said is not Answer.UNKNOWN]
    known += [code for code, said in evidence.follows.items() if said is Answer.YES]
    return {
        code: _vote(tables, evidence, code, yes=code in yes) * len(tables.findings) + tables.finding_at[code]
        for code in known
        if code not in tables.choice_of
    }


def _choices(tables: Tables, evidence: Evidence) -> list[str]:
    """Questions with options of which something is known."""
    asked = dict.fromkeys(tables.choice_of[code] for code in evidence.said if code in tables.choice_of)
    return [one for one in asked if any(evidence.of(code) in _KNOWN for code in tables.choices[one].choice.options)]


def _vote(tables: Tables, evidence: Evidence, code: str, *, yes: bool) -> Vote:
    if yes:
        return Vote.VOLUNTEERED if code in evidence.volunteered else Vote.YES
    needs = tables.base.findings[code].needs if code in parts(tables.base) else ()
    there = not needs or any(evidence.has(need) for need in needs)
    return Vote.NO if there else Vote.NO_ALONE


def _chosen(table: ChoiceTable, evidence: Evidence) -> Floats:
    answers = [evidence.of(option) for option in table.choice.options]
    if Answer.YES in answers:
        return np.asarray(table.logs[:, answers.index(Answer.YES)])
    gone = [at for at, answer in enumerate(answers) if answer is Answer.NO]
    return np.asarray(np.log(1 - table.chance[:, gone].sum(axis=1)))
