"""How soon somebody must act: the greatest of red flags, dangerous chances, likely conditions, vulnerability.

Software may raise it, never lower it: a further yes to a danger cannot make it less, because every way of leaving such
a yes out is looked at too, and the most urgent of them counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from pharos.clinical.interview import flags
from pharos.clinical.interview.beliefs import evidence_for, posterior
from pharos.clinical.interview.evidence import Answer, Evidence, with_answers
from pharos.clinical.interview.people import Caller, is_vulnerable
from pharos.clinical.interview.tables import Floats, Tables
from pharos.clinical.knowledge.values import Text
from pharos.core.urgency import Urgency

MASS = {Urgency.AMBULANCE: 0.20, Urgency.EMERGENCY: 0.05, Urgency.URGENT: 0.30, Urgency.ROUTINE: 0.40}
"""From which summed chance of conditions at least so urgent on it is so urgent; tuned on the vignettes."""
LIKELY = 0.30
MOST_LEFT_OUT = 6
"""So many dangers that are there are left out in every combination; with more, a red flag has long said ambulance."""


@dataclass(frozen=True, slots=True, order=True)
class Verdict:
    """An urgency, the code of the rule that set it, and what that rule saw."""

    urgency: Urgency
    rule: str
    because: Text


def verdict(tables: Tables, caller: Caller, evidence: Evidence, prior: Floats) -> Verdict:
    """The most urgent of what all rules say, each with one step more for the vulnerable it concerns."""
    found = [Verdict(Urgency.SELF_CARE, "nothing_found", Text("ничего опасного не названо", "nothing grave was told"))]
    found += [
        Verdict(flag.urgency, f"red_flag:{flag.code}", flag.name)
        for flag in flags.raised(tables.base, caller, evidence)
    ]
    if max(found, key=_rank).urgency < Urgency.AMBULANCE:
        said = [evidence_for(tables, caller, one) for one in _with_dangers_left_out(tables, evidence)]
        rows = posterior(prior, np.vstack(said))
        found += _from_mass(tables, rows, prior)
        found += [one for chances in rows for one in _from_likely(tables, chances)]
    return max((_raised(tables, caller, evidence, one) for one in found), key=_rank)


def _rank(one: Verdict) -> tuple[int, bool]:
    return int(one.urgency), one.rule.startswith("red_flag")


def _with_dangers_left_out(tables: Tables, evidence: Evidence) -> Iterator[Evidence]:
    """First all that was said, then the same without each set of the dangers that were asked for and are there. What
    the caller came with stays: without it nobody would know what the call is about."""
    yield evidence
    dangers = [
        code
        for code, said in evidence.said.items()
        if said is Answer.YES and code in tables.dangers and code not in evidence.volunteered
    ]
    for size in range(1, min(len(dangers), MOST_LEFT_OUT) + 1):
        for left_out in combinations(dangers[:MOST_LEFT_OUT], size):
            questions = {tables.choice_of[code] for code in left_out if code in tables.choice_of}
            rest = {
                code: said
                for code, said in evidence.said.items()
                if code not in left_out and tables.choice_of.get(code) not in questions
            }
            yield with_answers(tables.base, Evidence(volunteered=evidence.volunteered), rest)[0]


def _from_mass(tables: Tables, rows: Floats, prior: Floats) -> Iterator[Verdict]:
    """Of the grave ones only what the answers have added: what everybody runs before a word is said alarms nobody.
    The gravest level that any reading of the answers reaches, by the reading that speaks most for it."""
    for level, enough in MASS.items():
        grave = tables.urgency >= int(level)
        known = prior if level >= Urgency.EMERGENCY else 0.0
        masses = np.maximum(rows - known, 0.0)[:, grave].sum(axis=1)
        most = int(masses.argmax())
        if masses[most] >= enough:
            yield Verdict(level, f"chances:{level.code}", _names(tables, rows[most], grave, float(masses[most])))
            return


def _names(tables: Tables, chances: Floats, grave: "np.typing.NDArray[np.bool_]", mass: float) -> Text:
    order = [at for at in np.argsort(-chances) if grave[at]][:3]
    named = [(tables.base.conditions[tables.conditions[at]].name, chances[at]) for at in order if chances[at] > 0.005]
    ru = ", ".join(f"{name.ru} {chance:.0%}" for name, chance in named)
    en = ", ".join(f"{name.en} {chance:.0%}" for name, chance in named)
    return Text(f"вместе {mass:.0%}: {ru}", f"{mass:.0%} together: {en}")


def _from_likely(tables: Tables, chances: Floats) -> Iterator[Verdict]:
    for at in np.argsort(-chances)[:3]:
        if chances[at] >= LIKELY:
            condition = tables.base.conditions[tables.conditions[at]]
            yield Verdict(condition.urgency, f"likely:{condition.code}", condition.name)


def _raised(tables: Tables, caller: Caller, evidence: Evidence, found: Verdict) -> Verdict:
    """One step up for each kind of vulnerability that fits, never past its own ceiling."""
    for weak in tables.base.vulnerabilities.values():
        if weak.finding and not evidence.has(weak.finding):
            continue
        if (
            is_vulnerable(caller, weak)
            and weak.least <= found.urgency < weak.most
            and _concerns(tables, found, weak.groups)
        ):
            step = Urgency(found.urgency + 1)
            because = Text(f"{found.because.ru}; {weak.name.ru}", f"{found.because.en}; {weak.name.en}")
            return replace(found, urgency=step, rule=f"{found.rule}+vulnerable:{weak.code}", because=because)
    return found


def _concerns(tables: Tables, found: Verdict, groups: tuple[str, ...]) -> bool:
    likely = found.rule.removeprefix("likely:")
    return not groups or (likely in tables.base.conditions and tables.base.conditions[likely].group in groups)
