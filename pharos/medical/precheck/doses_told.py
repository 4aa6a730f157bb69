"""A line of a prescription as a page tells it: `500 mg × 3, 5 days, by mouth`, as far as it was written."""

from collections.abc import Mapping
from typing import Any

from pharos.clinical.plain import form_of, plain

WAYS = {
    "oral": ("внутрь", "by mouth"), "iv": ("в/в", "i.v."), "im": ("в/м", "i.m."), "sc": ("п/к", "s.c."),
    "injection": ("инъекция", "injection"), "rectal": ("ректально", "rectal"), "vaginal": ("вагинально", "vaginal"),
    "topical": ("наружно", "on the skin"), "eye": ("в глаз", "in the eye"), "ear": ("в ухо", "in the ear"),
    "nasal": ("в нос", "in the nose"), "throat": ("для горла", "for the throat"), "inhaled": ("ингаляция", "inhaled"),
    "sublingual": ("под язык", "under the tongue"),
}  # fmt: skip
UNITS = {
    "mg": ("мг", "mg"), "мг": ("мг", "mg"), "g": ("г", "g"), "г": ("г", "g"), "mcg": ("мкг", "mcg"),
    "мкг": ("мкг", "mcg"), "ml": ("мл", "ml"), "мл": ("мл", "ml"), "iu": ("МЕ", "IU"), "ме": ("МЕ", "IU"),
    "tab": ("таб.", "tab."), "таб": ("таб.", "tab."), "cap": ("капс.", "caps."), "caps": ("капс.", "caps."),
    "капс": ("капс.", "caps."), "supp": ("супп.", "supp."), "супп": ("супп.", "supp."), "drops": ("кап.", "drops"),
    "кап": ("кап.", "drops"), "amp": ("амп.", "amp."), "амп": ("амп.", "amp."), "sachet": ("пак.", "sachet"),
    "puff": ("вдох", "puff"),
}  # fmt: skip
"""What is not among them stays as it was written."""


NBSP = "\N{NO-BREAK SPACE}"


def dose_told(line: Mapping[str, Any], language: str) -> str:
    """The dose, how often, for how long, which way."""
    at = 0 if language == "ru" else 1
    unit, way = str(line.get("unit") or ""), str(line.get("route") or "")
    unit, way = (
        UNITS.get(plain(unit).strip(" ."), (unit, unit))[at],
        WAYS.get(form_of(way), (way, way))[at],
    )
    dose = f"{_number(line.get('dose'), language)}{NBSP}{unit}".strip()
    often = _number(line.get("per_day"), language)
    return ", ".join(
        part for part in (f"{dose}{NBSP}×{NBSP}{often}" if often else dose, _days(line, language), way) if part
    )


def _days(line: Mapping[str, Any], language: str) -> str:
    """With its word where only a number was written."""
    days = _number(line.get("days"), language)
    one = days == "1" and language != "ru"
    return f"{days}{NBSP}{'дн.' if language == 'ru' else 'day' if one else 'days'}" if days.isdigit() else days


def _number(value: Any, language: str) -> str:
    told = f"{value:g}" if isinstance(value, float) else str(value or "")
    return told.replace(".", ",") if language == "ru" and told.replace(".", "").isdigit() else told
