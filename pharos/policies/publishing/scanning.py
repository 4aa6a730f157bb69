"""A stretch of past decisions: read, unsealed, judged by the set they were made by and by the other, compared."""

import gc
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection

from pharos.policies import rulesets
from pharos.policies.cover.cases import Case
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.deciding.decision import evaluated, known_values
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.reading.cases import load_case
from pharos.policies.cover.reading.plain import Plain
from pharos.policies.cover.redeciding.comparing import Turn, differences, turn
from pharos.policies.cover.redeciding.judging import Judge, Outcome, reads_alike, tests_alike
from pharos.policies.cover.versions import Edition, standing
from pharos.policies.cover.words import Basis
from pharos.policies.models import Redecision, RedecisionPart, RuleSet
from pharos.policies.publishing.kept import kept_fault
from pharos.vault import api as vault

_ROWS = """
select d.id, d.case_id, d.insurer_id, d.set_label, d.set_hash, d.key_id, d.facts
from policies_coverdecision d
where d.id between %s and %s and d.set_hash = any(%s)
  and not exists (select from policies_coverdecision r where r.replaces_id = d.id)
order by d.id
"""
_KEEP = """
insert into policies_outcomechange (run_id, insurer_id, decision_id, case_id, set_label, turn, about, changes)
select %s, insurer, decision, case_id, label, turn, string_to_array(about, ' '), changes::jsonb
from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[])
    as found (insurer, decision, case_id, label, turn, about, changes)
"""


@dataclass
class Changed:
    """How two outcomes differ, as it is stored. The outcomes are held, for they are known by identity."""

    outcomes: tuple[Outcome, Outcome]
    turn: str
    about: str
    changes: str


@dataclass
class Bench:
    """Everything a worker holds between stretches: judges, and differences worded before."""

    run: Redecision
    new: Judge
    old: dict[str, Judge]
    editions: tuple[Edition, ...]
    alike: frozenset[str]
    """Versions whose rows test the same as the run's set."""
    days: dict[date | None, bool] = field(default_factory=dict)
    worded: dict[tuple[int, int], Changed] = field(default_factory=dict)

    def stands(self, case: Case) -> bool:
        """Whether the case would fall under the new set."""
        day: date | None = case.issued if self.new.engine.rules.basis is Basis.ISSUED else case.loss_date
        stands = self.days.get(day)
        if stands is None:
            found = standing(self.editions, day)
            stands = self.days[day] = found is not None and found.hash == self.run.hash
        return stands

    def changed(self, old: Outcome, new: Outcome) -> Changed:
        key = id(old), id(new)
        found = self.worded.get(key)
        if found is None:
            told = tuple(differences(old, new))
            plain = json.dumps([one.plain() for one in told], ensure_ascii=False)
            found = self.worded[key] = Changed((old, new), turn(told).value, " ".join(one.about for one in told), plain)
            if len(self.worded) > 100_000:
                self.worded = {key: found}
        return found


def bench(run: Redecision) -> Bench:
    """Judges of the run's set and of all published versions of its name."""
    new = Judge(rulesets.from_text(run.text).engine, catalogue())
    old, editions = {}, []
    rows = RuleSet.objects.filter(name=run.name).order_by("published_at", "id")
    for place, row in enumerate(rows):
        if row.hash == run.hash:
            editions.append(Edition(place, row.hash, row.first, row.last))
            continue
        engine = rulesets.from_text(row.text).engine
        shared = new.recall if reads_alike(engine.rules, new.engine.rules) else None
        old[row.hash] = Judge(engine, catalogue(), shared)
        editions.append(Edition(place, row.hash, row.first, row.last))
    rules = new.engine.rules
    if run.hash not in {one.hash for one in editions}:
        editions.append(Edition(len(editions), run.hash, rules.first, rules.last))
    compiled = new.engine.compiled
    alike = frozenset(
        hash_
        for hash_, judge in old.items()
        if judge.recall is new.recall and tests_alike(judge.engine.compiled, compiled)
    )
    return Bench(run, new, old, tuple(editions), alike)


def scanned(held: Bench, part: RedecisionPart) -> Counter[str]:
    """Compare one stretch and store its differences; returns how many there were of each kind."""
    counts: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [part.first, part.last, list(held.old)])
        rows = cursor.fetchall()
        vault.warm({row[5] for row in rows})
        with _without_sweeping():
            found = list(_compared(held, rows, counts))
        if found:
            cursor.execute(_KEEP, [held.run.id, *map(list, zip(*found, strict=True))])
    return counts


@contextmanager
def _without_sweeping() -> Iterator[None]:
    """Thousands of cases leave nothing in circles, and a sweep would go through all that is remembered."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def _compared(held: Bench, rows: list[Any], counts: Counter[str]) -> Iterator[tuple[Any, ...]]:
    for decision, case, insurer, label, hash_, _key, sealed in rows:
        counts["read"] += 1
        plain = None if sealed is None else vault.open_sealed(bytes(sealed))
        if plain is None:
            counts["erased"] += 1
            continue
        found = _one(held, hash_, load_plain(plain.decode()))
        if isinstance(found, str):
            counts[found] += 1
            continue
        counts["changed"] += 1
        counts[found.turn] += 1
        yield insurer, decision, case, label, found.turn, found.about, found.changes


def _one(held: Bench, hash_: str, plain: Plain) -> Changed | str:
    """What differs, or the name under which the case is counted."""
    judge = held.old[hash_]
    case = judge.recall.case(plain)
    known = known_values(case)
    rows = evaluated(judge.engine.compiled, known)
    old = judge.judged(case, known, rows)
    try:
        if judge.recall is not held.new.recall:
            case = held.new.recall.case(plain)
            known = known_values(case)
    except Faulty as faulty:
        told = [kept_fault(replace(fault, column=".".join(map(str, fault.path)))) for fault in faulty.faults]
        return Changed((old, {}), Turn.UNREADABLE.value, "", json.dumps(told, ensure_ascii=False))
    if not held.stands(case):
        return "outside"
    if hash_ not in held.alike:
        rows = evaluated(held.new.engine.compiled, known)
    new = held.new.judged(case, known, rows)
    return "same" if old is new or old == new else held.changed(old, new)


def load_plain(text: str) -> Plain:
    """As `load_case`, for a text that was read before: nothing in it stands twice."""
    if text.startswith("{") and not any(word in text for word in ("true", "false", "null")):
        found: Plain = json.loads(text, parse_float=str, parse_int=str)
        return found
    return load_case(text)


def hashes_of(name: str, besides: str) -> list[str]:
    """Published versions of a set, by hash, this one left out."""
    return [str(one) for one in RuleSet.objects.filter(name=name).exclude(hash=besides).values_list("hash", flat=True)]
