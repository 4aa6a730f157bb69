"""Signed treatments are counted by diagnosis, country, clinic and month, so that the next can be held beside them.

Of each case one treatment counts, the last that was signed: where a report was corrected, what was counted by the
earlier one is taken back.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import batched
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from pharos.medical.models import Review, ReviewItem, TreatmentNorm
from pharos.medical.rules.outliers import Measure
from pharos.medical.rules.stages import NEEDLESS, ItemKind, ReviewState, Stage
from pharos.vault import api as vault

MOST, STRETCH = 60, 2_000
"""Whatever is above is counted as this much; and so many reviews are read at once."""
Key = tuple[str, str, str, date]
"""Condition, country, clinic (empty: all of the country) and month."""


@dataclass(kw_only=True)
class Sum:
    """Treatments added up."""

    treatments: int = 0
    judged: int = 0
    needless: int = 0
    counts: dict[Measure, Counter[int]] = field(default_factory=lambda: {measure: Counter() for measure in Measure})

    def add(self, other: "Sum", sign: int = 1) -> None:
        """Add, or with -1 take away; nothing falls below 0."""
        for name in ("treatments", "judged", "needless"):
            setattr(self, name, max(0, getattr(self, name) + sign * getattr(other, name)))
        for measure, counts in other.counts.items():
            for number, count in counts.items():
                self.counts[measure][number] += sign * count
            self.counts[measure] = +self.counts[measure]


def count_treatment(review: Review) -> None:
    """When a first review of a treatment is signed: for its country, and for its clinic where that is known."""
    if review.stage != Stage.TREATMENT or review.second_of_id is not None:
        return
    earlier = _counted().filter(case=review.case_id).exclude(pk=review.pk).order_by("-signed_at", "-id").first()
    changes: dict[Key, list[tuple[int, Sum]]] = defaultdict(list)
    for sign, one in ((-1, earlier), (1, review)):
        if one is not None:
            for key, told in _told(one, list(one.items.all())):
                changes[key].append((sign, told))
    for key in sorted(changes):  # always in this order: two signatures wait, and never for each other
        row = _row(key)
        total = _sum(row)
        for sign, told in changes[key]:
            total.add(told, sign)
        _write(row, total)
        row.save()


def rebuild_norms() -> int:
    """Count everything anew from the signed reviews. Signing waits meanwhile. Returns how many treatments counted.

    Days in hospital of people who were forgotten cannot be read any more; the rest of their treatment counts.
    """
    sums: dict[Key, Sum] = defaultdict(Sum)
    treatments = 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"lock table {TreatmentNorm._meta.db_table} in access exclusive mode")
        last = _counted().order_by("case", "-signed_at", "-id").distinct("case").values_list("pk", flat=True)
        for ids in batched(last.iterator(STRETCH), STRETCH):
            for review, items in _read(ids):
                told = _told(review, items)
                treatments += bool(told)
                for key, one in told:
                    sums[key].add(one)
        TreatmentNorm.objects.all().delete()
        TreatmentNorm.objects.bulk_create((_write(_new(key), total) for key, total in sums.items()), STRETCH)
    return treatments


def days_of(machine: str) -> int:
    """Days in hospital, as the pre-check was told; 0 where nobody said."""
    stay = json.loads(machine)["found"].get("hospital_days") if machine else None
    return round(stay["days"]) if stay else 0


def _counted() -> QuerySet[Review]:
    return Review.objects.filter(stage=Stage.TREATMENT, state=ReviewState.SIGNED, second_of=None)


def _read(ids: Iterable[UUID]) -> Iterator[tuple[Review, list[ReviewItem]]]:
    """Reviews with their items; what is sealed is opened only where it says how many days."""
    items: dict[UUID, list[ReviewItem]] = defaultdict(list)
    for item in ReviewItem.objects.filter(review__in=ids).order_by("review", "place"):
        items[item.review_id].append(item)
    rows = Review.objects.filter(pk__in=ids).defer("machine", "remark")
    vault.warm({row.key_id for row in rows if any(item.kind == ItemKind.STAY for item in items[row.pk])})
    for row in rows:
        yield row, items[row.pk]


def _told(review: Review, items: list[ReviewItem]) -> list[tuple[Key, Sum]]:
    """What a review adds, for its country and its clinic; nothing where the country is not known."""
    if not review.country or review.signed_at is None:
        return []
    condition = next((item.code for item in items if item.kind == ItemKind.DIAGNOSIS), "")
    judged = [item.judgement for item in items if item.kind == ItemKind.MEDICINE]
    told = Sum(treatments=1, judged=len(judged), needless=sum(word in NEEDLESS for word in judged))
    for measure, number in _numbers(review, items).items():
        told.counts[measure][min(number, MOST)] = 1
    month = review.signed_at.date().replace(day=1)
    return [((condition, review.country, clinic, month), told) for clinic in sorted({"", review.clinic_key})]


def _numbers(review: Review, items: list[ReviewItem]) -> Mapping[Measure, int]:
    kinds = [item.kind for item in items]
    numbers = {Measure.MEDICINES: kinds.count(ItemKind.MEDICINE), Measure.TESTS: kinds.count(ItemKind.TEST)}
    if ItemKind.STAY not in kinds:
        return numbers | {Measure.DAYS: 0}
    machine = str(review.machine or "")
    return numbers | {Measure.DAYS: days_of(machine)} if machine else numbers


def _row(key: Key) -> TreatmentNorm:
    condition, country, clinic, month = key
    rows = TreatmentNorm.objects.select_for_update()
    return rows.get_or_create(condition=condition, country=country, clinic_key=clinic, month=month)[0]


def _new(key: Key) -> TreatmentNorm:
    condition, country, clinic, month = key
    return TreatmentNorm(condition=condition, country=country, clinic_key=clinic, month=month)


def _sum(row: TreatmentNorm) -> Sum:
    counts = {measure: Counter({int(n): k for n, k in getattr(row, measure).items()}) for measure in Measure}
    return Sum(treatments=row.treatments, judged=row.judged, needless=row.needless, counts=counts)


def _write(row: TreatmentNorm, total: Sum) -> TreatmentNorm:
    row.treatments, row.judged, row.needless = total.treatments, total.judged, total.needless
    for measure, counts in total.counts.items():
        setattr(row, measure, {str(number): count for number, count in sorted(counts.items())})
    return row
