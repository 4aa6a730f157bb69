"""The pre-check of the Medical Department: one case, a long list of cases, reading the pharmacy, starting up.

CPU time of this process for single cases (the least of several runs); the long list is run by the command itself, on
all processors, and both its clock and its CPU are told. No two cases of the list are alike: other ages, weights,
countries, findings, medicines, doses.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.table import show
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.pharmacy import loading
from pharos.clinical.pharmacy.naming import names
from pharos.medical.evaluation.treatments import Vignette, read_treatments
from pharos.medical.precheck.bases import bases
from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of

TREATMENTS = Path(__file__).parents[1] / "tests" / "rulebook" / "treatments"
COMMAND = (sys.executable, "-m", "pharos.site.cli", "medical", "precheck")
MANY = int(os.environ.get("BENCH_CASES", "100000"))


def run() -> None:
    known = read_treatments(TREATMENTS)
    base = knowledge()
    slowest = max(_least(partial(precheck, one.case), 5) for one in known)
    wall, spent = _list(known)
    rows = [
        ("one case, mean of all treatments", f"{_cases(known):.2f} ms", "50 ms"),
        ("the slowest of them", f"{slowest:.2f} ms", "50 ms"),
        ("one case of words never seen before", f"{_fresh(known):.2f} ms", "50 ms"),
        (f"{MANY:,} cases from a file to JSON, by the clock", f"{wall:.0f} s", "300 s"),
        ("the same, CPU of all processes", f"{spent:.0f} s", ""),
        ("reading the pharmacy", f"{_least(lambda: loading.load(loading.DATA, base), 3):.0f} ms", ""),
        ("its names, once", f"{_least(lambda: names.__wrapped__(bases().pharmacy), 3):.0f} ms", ""),
        ("`pharos medical precheck` for one case", f"{_start_up(known[0]):.0f} ms of CPU", ""),
    ]
    size = f"{len(known)} treatments, {os.cpu_count()} processors; base {bases().version}"
    show("Pre-check", ("what", "measured", "at most"), rows, note=size)


def _least(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append((time.process_time() - start) * 1000)
    return min(spent)


def _cases(known: list[Vignette]) -> float:
    return _least(lambda: [precheck(one.case) for one in known], 5) / len(known)


def _fresh(known: list[Vignette]) -> float:
    """Words nobody has used yet: nothing of what was heard before helps."""
    chance, spent = random.Random(1), []
    for number in range(100):
        data = varied(chance, known, number)
        data["findings"] = [f"{one} уже {number + 2} дня" for one in data["findings"]]
        data["medicines"] = [line | {"name": f"{line['name']} №{number + 3}"} for line in data["medicines"]]
        start = time.process_time()
        precheck(case_of(data))
        spent.append((time.process_time() - start) * 1000)
    return sum(spent) / len(spent)


def _list(known: list[Vignette]) -> tuple[float, float]:
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.json"
        with path.open("w", encoding="utf-8") as file:
            for number in range(MANY):
                file.write(json.dumps(varied(chance, known, number), ensure_ascii=False) + "\n")
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        with (Path(folder) / "told.json").open("w") as out:
            subprocess.run((*COMMAND, str(path), "--json"), stdout=out, stderr=subprocess.DEVNULL, check=True)
        wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def varied(chance: random.Random, known: list[Vignette], number: int) -> dict[str, Any]:
    """A case like one of the treatments and unlike all others."""
    one, other = chance.choice(known).case, chance.choice(known).case
    return {
        "id": str(number),
        "age": round(chance.uniform(0.2, 90), 2),
        "sex": one.sex,
        "weight": round(chance.uniform(5, 120), 1),
        "allergies": list(other.allergies),
        "chronic": list(other.chronic),
        "own_medicines": list(other.own_medicines),
        "findings": [*one.findings, *chance.sample(other.findings, min(1, len(other.findings)))],
        "diagnosis": one.diagnosis,
        "country": chance.choice(("TR", "EG", "BG", "TH", "GR", "CY", "AE", "VN", "ES", "RU")),
        "medicines": [
            {
                "name": line.name,
                "dose": None if line.dose is None else round(line.dose * chance.uniform(0.5, 2), 2),
                "unit": line.unit,
                "per_day": line.per_day,
                "days": chance.randint(1, 14),
                "route": line.route,
            }
            for line in (*one.medicines, *other.medicines[:1])
        ],
        "tests": list(one.tests),
        "hospital_days": chance.choice((None, 0, 2, 5)),
    }


def _start_up(one: Vignette) -> float:
    told = json.dumps(varied(random.Random(3), [one], 0), ensure_ascii=False)
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run((*COMMAND, "-", "--json"), input=told, text=True, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return min(spent)
