"""Letters to begin with, filled with what is known of a request."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "data" / "request_letters.toml"
KINDS = ("question", "have", "nobody", "candidate")


@cache
def _letters() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def begun(kind: str, language: str, slots: Mapping[str, str]) -> tuple[str, str]:
    """Subject and text of a letter of KINDS. Raises KeyError for a slot nobody fills."""
    letter = _letters()[kind]["ru" if language == "ru" else "en"]
    return letter["subject"].format_map(slots), letter["text"].strip().format_map(slots) + "\n"
