"""The whole base from its folder, or every fault of it."""

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pharos.clinical.knowledge import parts
from pharos.clinical.knowledge.entries import Entry, Fault, KnowledgeFaults, entries
from pharos.clinical.knowledge.linking import linked
from pharos.clinical.knowledge.values import Knowledge

DATA = Path(__file__).parents[1] / "data" / "base"


@cache
def knowledge() -> Knowledge:
    """The base that Pharos comes with, read once. Raises KnowledgeFaults."""
    return load(DATA)


def load(root: Path) -> Knowledge:
    """The base of a folder. Raises KnowledgeFaults with everything that is wrong in it."""
    faults: list[Fault] = []
    found = Knowledge(
        version=f"{_number(root, faults)}+{digest(root)}",
        groups=read(root, "groups.toml", parts.named, faults),
        topics=read(root, "topics.toml", parts.named, faults),
        findings=read(root, "findings/*.toml", parts.finding, faults),
        choices=read(root, "choices/*.toml", parts.choice, faults),
        conditions=read(root, "conditions/*.toml", parts.condition, faults),
        red_flags=read(root, "red_flags/*.toml", parts.red_flag, faults),
        complaints=read(root, "complaints.toml", parts.complaint, faults),
        screens=read(root, "screen.toml", parts.screen, faults),
        specialists=read(root, "specialists.toml", parts.specialist, faults),
        advice=read(root, "advice.toml", parts.advice, faults),
        vulnerabilities=read(root, "vulnerable.toml", parts.vulnerability, faults),
        regions=read(root, "regions.toml", parts.region, faults),
        shares=tuple(read(root, "priors.toml", parts.shares, faults).values()),
        sources=read(root, "sources*.toml", parts.source, faults),
    )
    faults += linked(found)
    if faults:
        raise KnowledgeFaults(faults)
    return found


def digest(root: Path) -> str:
    """Eight signs that change with any letter of any file."""
    sum_of = hashlib.sha256()
    for path in sorted(root.rglob("*.toml")):
        sum_of.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return sum_of.hexdigest()[:8]


def read[T](root: Path, pattern: str, made: Callable[[Entry], T], faults: list[Fault]) -> Mapping[str, T]:
    """Every entry of the files of a pattern, made into its value; a code that comes twice is a fault."""
    found: dict[str, T] = {}
    for entry in entries(root, pattern, faults):
        if entry.code in found:
            entry.fault("", "this code stands in another file too")
        found[entry.code] = made(entry)
        entry.close()
    return found


def _number(root: Path, faults: list[Fault]) -> str:
    path = root / "version.toml"
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return str(data["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError) as broken:
        faults.append(Fault(path.name, "", "version", f'cannot be read ({broken}); write version = "2026.11"'))
        return "?"
