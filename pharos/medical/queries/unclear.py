"""What the check could not make out in a report, for whoever took it down: no verdict of anything is in it."""

import json
from dataclasses import dataclass
from uuid import UUID

from pharos.medical.models import Review
from pharos.medical.rules.stages import ReviewState, Stage
from pharos.vault.api import Erased

TENFOLD = "dose_tenfold"


@dataclass(frozen=True, kw_only=True)
class Unclear:
    """`notices` in words, as the doctor will read them; `tenfold`: medicines whose dose may be a slip of the point."""

    notices: tuple[str, ...] = ()
    tenfold: tuple[str, ...] = ()


def unclear_in(case_id: UUID, language: str) -> Unclear:
    """Of the newest report, from the open review of the treatment."""
    rows = Review.objects.filter(case=case_id, stage=Stage.TREATMENT, state=ReviewState.OPEN, second_of=None)
    review = rows.first()
    if review is None or not review.machine or isinstance(review.machine, Erased):
        return Unclear()
    found = json.loads(review.machine)["found"]
    return Unclear(
        notices=tuple(one["text"]["ru" if language == "ru" else "en"] for one in found["notices"]),
        tenfold=tuple(
            medicine["name"] for medicine in found["medicines"]
            if any(one["code"] == TENFOLD for one in medicine["problems"])
        ),
    )  # fmt: skip
