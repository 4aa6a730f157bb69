"""Registers of medicines: what is sold under a name in which country, as the country's own register has it.

A file of `registers/` is one register: `[file]` with its countries and source, `[names]` with a line for each
composition: codes of substances, `@` and a way of giving where the names have only one, and the names.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pharos.clinical.knowledge.entries import Entry, Fault
from pharos.clinical.pharmacy.spelling import words
from pharos.clinical.pharmacy.values import Pharmacy, Register


def registers(root: Path, faults: list[Fault]) -> Mapping[str, Register]:
    """All registers of a folder by the names of their files."""
    found: dict[str, Register] = {}
    for path in sorted(root.glob("registers/*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
            faults.append(Fault(f"registers/{path.name}", "", "", f"is no TOML: {broken}"))
            continue
        found[path.stem] = _register(path, tables, faults)
    return found


def _register(path: Path, tables: Mapping[str, Any], faults: list[Fault]) -> Register:
    name = f"registers/{path.name}"
    entry = Entry(name, "file", tables.get("file", {}), faults)
    made = Register(
        code=path.stem,
        countries=entry.words("country"),
        rows={row: _names(entry, row, told) for row, told in tables.get("names", {}).items()},
        origin=entry.origin(sourced=True),
    )
    if not made.countries or not all(len(one) == 2 and one.isupper() for one in made.countries):
        entry.fault("country", 'is missing or no code of two letters; write country = "IT" or "DE AT"')
    for other in tables.keys() - {"file", "names"}:
        entry.fault(other, "no such table here; known: file, names")
    entry.close()
    return made


def _names(entry: Entry, row: str, told: object) -> tuple[str, ...]:
    if not isinstance(told, str) or not told.strip():
        entry.fault(row, "has no names; write them in quotes, parted by semicolons")
        return ()
    return tuple(told.split("; "))


def agreement(found: Pharmacy) -> dict[str, int]:
    """How many names of each register, and how many of `products` a register backs, backs partly, contradicts.

    Names that hold in some countries only are left out: what they are elsewhere is known.
    """
    counted = {code: len(one.by_name) for code, one in found.registers.items()}
    counted |= {"trade names backed": 0, "backed in part": 0, "another medicine there": 0}
    for product in [one for one in found.products.values() if not one.countries]:
        for name in product.names:
            sold = [one.sold_as(" ".join(words(name))) for one in found.registers.values()]
            known = [one.contains for one in sold if one is not None]
            if any(same(product.contains, one) for one in known):
                counted["trade names backed"] += 1
            elif any(shared(product.contains, one) for one in known):
                counted["backed in part"] += 1
            elif known:
                counted["another medicine there"] += 1
    return counted


def same(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Whether two compositions are the same substances, whatever the way of giving."""
    return {_bare(code) for code in one} == {_bare(code) for code in other}


def shared(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Whether any substance is in both; a fixed combination under one code has those it is named after."""
    return any(f"_{_bare(a)}_" in f"_{b}_" or f"_{_bare(b)}_" in f"_{a}_" for a in one for b in other)


_WAYS = ("_eye", "_ear", "_nasal", "_topical", "_inhaled", "_vaginal", "_throat", "_oral", "_systemic", "_ointment")


def _bare(code: str) -> str:
    return next((code.removesuffix(way) for way in _WAYS if code.endswith(way)), code)
