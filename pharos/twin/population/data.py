"""The written part of the population: word lists and weights kept as TOML beside the code."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "data"


@cache
def read(name: str) -> dict[str, Any]:
    """A file of `twin/data`, read once; treat it as frozen."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
