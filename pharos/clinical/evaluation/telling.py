"""The figures as a table and as JSON, the misses one by one, and what a change of the base changed."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pharos.clinical.evaluation.figures import Figures, Share
from pharos.clinical.evaluation.playing import Played
from pharos.core.urgency import Urgency

_ROWS = (
    ("top-1", "top1"),
    ("top-3", "top3"),
    ("top-5", "top5"),
    ("urgency right", "urgency_right"),
    ("safe (never too low)", "safe"),
    ("emergencies found", "emergencies_found"),
    ("over-triage to emergency", "over_triage"),
    ("more urgent than needed", "too_high"),
    ("specialist right", "specialist"),
)


def table(found: Mapping[str, Figures]) -> Iterator[str]:
    """One column for each set."""
    yield f"{'':<26}" + "".join(f"{name + f' ({one.cases})':<30}" for name, one in found.items())
    for title, field in _ROWS:
        yield f"{title:<26}" + "".join(f"{_said(getattr(one, field)):<30}" for one in found.values())
    for title, field, form in (
        ("questions, median", "asked_median", "g"),
        ("questions, most", "asked_most", "d"),
        ("of them counted, median", "counted_median", "g"),
        ("calibration error (ECE)", "calibration_error", ".3f"),
        ("  by chance up to (95 %)", "calibration_chance", ".3f"),
    ):
        yield f"{title:<26}" + "".join(f"{format(getattr(one, field), form):<30}" for one in found.values())


def as_json(found: Mapping[str, Figures], played: Sequence[Played]) -> str:
    """Everything, for programs."""
    sets = {name: {field: _plain(getattr(one, field)) for field in one.__slots__} for name, one in found.items()}
    return json.dumps({"figures": sets, "cases": {one.vignette.code: kept(one) for one in played}}, ensure_ascii=False)


def misses(played: Iterable[Played]) -> Iterator[str]:
    """Every case that was sent too low, then false emergencies, then those whose diagnosis was not among three."""
    rows = list(played)
    for one in rows:
        if one.urgency < one.vignette.urgency:
            yield f"TOO LOW    {_case(one)}"
    for one in rows:
        if one.urgency >= Urgency.EMERGENCY > one.vignette.urgency_high:
            yield f"TOO HIGH   {_case(one)}"
    for one in rows:
        if not one.hit(3):
            yield f"NOT IN 3   {_case(one)}"


def kept(one: Played) -> dict[str, Any]:
    """What is compared from run to run."""
    return {"urgency": one.urgency.code, "rule": one.rule, "ranked": list(one.ranked[:3]), "asked": one.asked}


def changes(before: Path, played: Iterable[Played]) -> Iterator[str]:
    """Cases whose urgency or first hypothesis is not what the file of an earlier run says."""
    old = json.loads(before.read_text(encoding="utf-8"))["cases"]
    for one in played:
        now, then = kept(one), old.get(one.vignette.code)
        if then is None:
            yield f"NEW        {_case(one)}"
        elif (then["urgency"], then["ranked"][:1]) != (now["urgency"], now["ranked"][:1]):
            yield f"CHANGED    {_case(one)}; was {then['urgency']}, {', '.join(then['ranked'])}"


def _case(one: Played) -> str:
    wanted = f"{one.vignette.diagnosis} {one.vignette.urgency.code}"
    return f"{one.vignette.code}: {wanted}; got {one.urgency.code} by {one.rule}, {', '.join(one.ranked[:3])}"


def _said(share: Share) -> str:
    if not share.of:
        return "-"
    low, high = share.interval
    return f"{share.value:6.1%} [{low:.1%}, {high:.1%}] {share.hits}/{share.of}"


def _plain(value: object) -> object:
    if isinstance(value, Share):
        return {"hits": value.hits, "of": value.of, "value": value.value, "interval": value.interval}
    return value
