"""A million past decisions made again after a rule changed: read, unsealed, judged by both sets, compared.

Built once in a database of its own (`cover_past` on the bench's server) and kept; a minute and a half for a million.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from bench.ground import environment_kept, open_ground, superuser
from bench.table import show

DATABASE, DEFAULT, CHUNK = "cover_past", 1_000_000, 20_000
NAME, CHANGED = "northern-star", ("{programme: b, dental: 200,", "{programme: b, dental: 150,")
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def run() -> None:
    """In a process of its own: Django knows one database."""
    with environment_kept():
        subprocess.run([sys.executable, "-m", "bench.cover.past"], check=True)


def main() -> None:
    count = int(os.environ.get("PHAROS_BENCH_PAST", DEFAULT))
    name = DATABASE if count == DEFAULT else f"{DATABASE}_{count}"
    with open_ground(name):
        build(name, count)
        measure(count)


def texts() -> tuple[str, str]:
    """The set that comes with Pharos, and a next version of it in which one limit is lower."""
    from pharos.policies.rulesets import SHIPPED

    old = (SHIPPED / f"{NAME}.yaml").read_text(encoding="utf-8")
    assert old.count(CHANGED[0]) == 1
    return old, old.replace('version: "2026-1"', 'version: "2026-2"').replace(*CHANGED)


def published(text: str) -> Any:
    from pharos.policies.models import RuleSet
    from pharos.policies.rulesets import from_text

    engine = from_text(text).engine
    rules = engine.rules
    found, _made = RuleSet.objects.get_or_create(
        name=rules.name, version=rules.version,
        defaults={"hash": engine.hash, "text": text, "basis": rules.basis, "first": rules.first, "last": rules.last,
                  "published_at": NOW, "published_by": "system:bench"},
    )  # fmt: skip
    return found


def drawn(dice: random.Random, number: int, situations: list[Any]) -> dict[str, Any]:
    """A case: a situation of the set, three of its facts told otherwise, another person, another day."""
    one, other = dice.choice(situations).case, dice.choice(situations).case
    facts = dict(one.get("facts", {}))
    for name in dice.sample(sorted(other.get("facts", {})), min(3, len(other.get("facts", {})))):
        facts[name] = other["facts"][name]
    day = date(2026, 7, 2) + timedelta(days=dice.randrange(170))
    born = date(1940, 1, 1) + timedelta(days=dice.randrange(28_000))
    policy = dict(one.get("policy", {})) | {"number": f"SZ-2026-{number:07d}", "born": born.isoformat()}
    policy |= {"from": (day - timedelta(days=dice.randrange(14))).isoformat(), "issued": "2026-05-02"}
    policy["to"] = (day + timedelta(days=14)).isoformat()
    if "stays" in policy:
        policy["stays"] = [{"from": policy["from"], "to": policy["to"]}]
    return {key: one[key] for key in ("used", "bills") if key in one} | {
        "policy": policy,
        "loss_date": day.isoformat(),
        "facts": facts,
    }


def build(database: str, count: int) -> None:
    from bench.world.rows import Sheet
    from pharos.policies.models import CoverDecision
    from pharos.policies.rulesets import named
    from pharos.vault.api import Key, prepare_key, seal

    if CoverDecision.objects.count() == count:
        return
    old = published(texts()[0])
    situations = list(named(NAME).situations)
    keys, decisions = Sheet(Key), Sheet(CoverDecision)

    def rows(first: int) -> Iterator[tuple[list[Any], list[Any]]]:
        for number in range(first, min(first + CHUNK, count)):
            dice = random.Random(number)
            key, _ = prepare_key()
            facts = json.dumps(drawn(dice, number, situations), ensure_ascii=False, separators=(",", ":"))
            case = UUID(int=dice.getrandbits(128))
            yield (
                keys.row(id=key.id, wrapped=key.wrapped, made_at=NOW),
                decisions.row(
                    case_id=case, rule_set_id=old.id, set_label=f"{old.name}@{old.version}", set_hash=old.hash,
                    key_id=key.id, facts=seal(key.id, facts.encode()), answer=seal(key.id, b"{}"), answer_hash="",
                    decided_at=NOW - timedelta(seconds=count - number), decided_by="system:bench",
                ),
            )  # fmt: skip

    fill(database, keys, decisions, (list(rows(first)) for first in range(0, count, CHUNK)))


def fill(database: str, keys: Any, decisions: Any, chunks: Iterable[list[tuple[list[Any], list[Any]]]]) -> None:
    """Both tables by COPY, a chunk at a time, so that a broken run is begun anew and never half believed."""
    started, count = time.perf_counter(), 0
    with superuser(database) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("set synchronous_commit = off")
        connection.execute("truncate policies_coverdecision, vault_key cascade")
        for made in chunks:
            with connection.cursor() as cursor:
                keys.copy(cursor, [key for key, _decision in made])
                decisions.copy(cursor, [decision for _key, decision in made])
            connection.commit()
            count += len(made)
            print(f"{count:>9,} decisions  {time.perf_counter() - started:6.0f} s", flush=True)
        connection.autocommit = True
        connection.execute("vacuum analyze policies_coverdecision")
        connection.execute("vacuum analyze vault_key")


def measure(count: int) -> None:
    from pharos.core.actor import Actor
    from pharos.policies.models import OutcomeChange, Redecision
    from pharos.policies.publishing.crew import carry_out
    from pharos.policies.publishing.redeciding import start

    Redecision.objects.all().delete()
    new, rows = published(texts()[1]), []
    for processes in (2, 1) if os.environ.get("PHAROS_BENCH_BOTH") else (2,):
        began, spent = time.perf_counter(), os.times()
        run = start(actor=Actor.system("bench"), now=NOW, rule_set=new.id)
        parted = time.perf_counter()
        run = carry_out(run.id, processes=processes, moved=_bar)
        ended, now = time.perf_counter(), os.times()
        cpu = sum(now[place] - spent[place] for place in range(4))
        stored = OutcomeChange.objects.filter(run=run).count()
        assert run.counts["read"] == count, run.counts
        rows.append((processes, f"{run.counts['read']:,}", f"{stored:,}", f"{parted - began:.1f}",
                     f"{ended - began:.1f}", f"{cpu:.0f}", f"{count / (ended - began):,.0f}"))  # fmt: skip
        Redecision.objects.all().delete()
    print()
    show(
        "Past decisions made again after a limit was lowered",
        ("processes", "read", "differ, stored", "s to part", "s in all", "CPU s of ours", "decisions/s"),
        rows,
        note="Facts sealed with a key a case, 1.2 kB each; both sets decide every case (90 rows, 15 items, 62 facts); "
        "each case has facts, days and a person of its own. The database's own CPU is not in the figure of ours.",
    )


def _bar(done: int, total: int) -> None:
    print(f"\r{done:>9,} of {total:,}", end="", flush=True)


if __name__ == "__main__":
    main()
