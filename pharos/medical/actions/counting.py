"""A signed treatment is counted among those of its diagnosis, so that the next one can be held beside them."""

import json
from datetime import date, datetime

from pharos.medical.models import Review, TreatmentNorm
from pharos.medical.rules.outliers import Measure
from pharos.medical.rules.stages import NEEDLESS, ItemKind, Stage

MOST = 60
"""Whatever is above is counted as this much."""


def count_treatment(review: Review, now: datetime) -> None:
    """Once, when a first review of a treatment is signed: for its country, and for its clinic where that is known."""
    if review.stage != Stage.TREATMENT or review.second_of_id is not None or not review.country:
        return
    items = list(review.items.all())
    condition = next((item.code for item in items if item.kind == ItemKind.DIAGNOSIS), "")
    judged = [item.judgement for item in items if item.kind == ItemKind.MEDICINE]
    numbers = {
        Measure.MEDICINES: len(judged),
        Measure.TESTS: sum(item.kind == ItemKind.TEST for item in items),
        Measure.DAYS: days_of(str(review.machine or "")),
    }
    month = now.date().replace(day=1)
    for clinic in sorted(
        {"", review.clinic_key}
    ):  # always in this order: two signatures wait, and never for each other
        row = _row(condition, review.country, clinic, month)
        row.treatments += 1
        row.judged += len(judged)
        row.needless += sum(word in NEEDLESS for word in judged)
        for measure, number in numbers.items():
            counts, key = getattr(row, measure), str(min(number, MOST))
            counts[key] = counts.get(key, 0) + 1
        row.save()


def days_of(machine: str) -> int:
    """Days in hospital, as the pre-check was told; 0 where nobody said."""
    stay = json.loads(machine)["found"].get("hospital_days") if machine else None
    return round(stay["days"]) if stay else 0


def _row(condition: str, country: str, clinic: str, month: date) -> TreatmentNorm:
    rows = TreatmentNorm.objects.select_for_update()
    return rows.get_or_create(condition=condition, country=country, clinic_key=clinic, month=month)[0]
