"""What the check could not make out in a report, for whoever took it down: no verdict of anything is in it."""

import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pharos.medical.models import Review
from pharos.medical.rules.stages import ReviewState, Stage
from pharos.vault.api import Erased

TENFOLD = "dose_tenfold"
_LATIN = re.compile("[a-z]", re.I)


@dataclass(frozen=True, kw_only=True)
class Unclear:
    """`notices` in words, as the doctor will read them; `tenfold`: medicines whose dose may be a slip of the point;
    `unknown`: medicines known by no name; `foreign`: findings in Latin letters, half of which or more say nothing."""

    notices: tuple[str, ...] = ()
    tenfold: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    foreign: bool = False


def unclear_in(case_id: UUID, language: str) -> Unclear:
    """Of the newest report, from the open review of the treatment."""
    rows = Review.objects.filter(case=case_id, stage=Stage.TREATMENT, state=ReviewState.OPEN, second_of=None)
    review = rows.first()
    if review is None or not review.machine or isinstance(review.machine, Erased):
        return Unclear()
    kept = json.loads(review.machine)
    found = kept["found"]
    foreign = _foreign(kept["told"].get("findings", []), found["notices"])
    return Unclear(
        notices=tuple(
            one["text"]["ru" if language == "ru" else "en"] for one in found["notices"]
            if not (foreign and one["code"] == "finding_unknown")
        ),
        tenfold=tuple(
            medicine["name"] for medicine in found["medicines"]
            if any(one["code"] == TENFOLD for one in medicine["problems"])
        ),
        unknown=tuple(one["name"] for one in found["medicines"] if one["name"] and not one["substances"]),
        foreign=foreign,
    )  # fmt: skip


def _foreign(findings: list[str], notices: list[dict[str, Any]]) -> bool:
    """Whether most of what is written in Latin letters said nothing to the check."""
    latin = [one for one in findings if _LATIN.search(one)]
    lost = " ".join(one["text"]["en"] for one in notices if one["code"] == "finding_unknown")
    return bool(latin) and sum(one in lost for one in latin) * 2 >= len(latin)
