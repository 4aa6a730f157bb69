"""A set of 600 rows from its file."""

import time

from bench.table import show
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.deciding.compiled import Compiled
from pharos.policies.cover.engine import Engine
from pharos.policies.cover.reading.plain import load
from pharos.policies.cover.reading.sets import read_set

HEAD = """set: bench
version: "1"
title: Bench
insurer: X
basis: loss
currency: EUR
source: invented
facts:
  activity: catalogue
  depth_m: catalogue
  age: catalogue
items: [outpatient, inpatient, dental]
parts: {benefits: {}, exclusions: {overrides: [benefits]}, options: {}}
rows:
"""
ROW = """  - id: R{n}
    part: exclusions
    clause: "GE {n}"
    text: {{en: The wording of clause number {n} of ordinary length, ru: Текст пункта номер {n} обычной длины}}
    effect: excludes
    items: [outpatient, inpatient]
    when: {{activity: "diving, climbing", depth_m: "> {n} and <= 250", age: 18..{age}}}
"""


def loading() -> None:
    text = HEAD + "".join(
        ROW.format(n=n % 240, age=19 + n % 60).replace(f"id: R{n % 240}", f"id: R{n}") for n in range(600)
    )
    rules = read_set(text, catalogue()).rules
    steps = (
        ("YAML to plain values", lambda: load(text)),
        ("to a checked set", lambda: read_set(text, catalogue())),
        ("ready to decide by", lambda: Compiled(rules)),
        ("all of it, hashed", lambda: Engine(read_set(text, catalogue()).rules)),
    )
    rows = []
    for name, work in steps:
        spent = []
        for _ in range(5):
            start = time.process_time()
            work()
            spent.append(time.process_time() - start)
        rows.append((name, f"{min(spent) * 1000:.0f}"))
    show(f"A set of 600 rows loaded ({len(text) // 1024} kB)", ("step", "ms"), rows)
