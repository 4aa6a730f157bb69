"""The department in figures: verdicts, medicines judged needless by country and clinic, time, agreement of doctors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, F, Q

from pharos.clinical.api import exact_interval
from pharos.medical.models import ClinicName, Review, ReviewItem
from pharos.medical.rules.agreement import Agreement, agreement
from pharos.medical.rules.outliers import Needless
from pharos.medical.rules.stages import NEEDLESS, ItemKind, ReviewState

TOP = 20


@dataclass(frozen=True, kw_only=True)
class Share(Needless):
    """The medicines of one country or clinic; its bounds are the exact 95 % interval."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Figures:
    signed: int
    open: int
    overdue: int
    verdicts: tuple[tuple[str, int], ...]
    overridden: int
    judged: int
    minutes: float | None
    countries: tuple[Share, ...]
    clinics: tuple[Share, ...]
    agreement: Agreement


def figures(*, since: datetime, now: datetime) -> Figures:
    """Reviews signed since then."""
    signed = Review.objects.filter(state=ReviewState.SIGNED, signed_at__gte=since)
    items = ReviewItem.objects.filter(review__in=signed.filter(second_of=None)).exclude(judgement="")
    waiting = Review.objects.filter(state=ReviewState.OPEN)
    spent = signed.filter(first_read_at__isnull=False).aggregate(mean=Avg(F("signed_at") - F("first_read_at")))["mean"]
    return Figures(
        signed=signed.count(),
        open=waiting.count(),
        overdue=waiting.filter(due_at__lt=now).count(),
        verdicts=tuple(items.values_list("judgement").annotate(n=Count("id")).order_by("-n")),
        overridden=items.exclude(reason="").count(),
        judged=items.count(),
        minutes=spent.total_seconds() / 60 if spent else None,
        countries=_shares(items, "review__country"),
        clinics=_shares(items, "review__clinic_key"),
        agreement=_agreement(signed),
    )


def _shares(items: object, by: str) -> tuple[Share, ...]:
    rows = items.filter(kind=ItemKind.MEDICINE).exclude(**{by: ""})  # type: ignore[attr-defined]
    counted = rows.values_list(by).annotate(n=Count("id"), bad=Count("id", filter=Q(judgement__in=NEEDLESS)))
    return tuple(_share(name, n, bad) for name, n, bad in counted.order_by("-n", by)[:TOP])


def clinic_names(keys: Iterable[str]) -> dict[str, str]:
    """Clinics as they were written; where nobody wrote one since names are kept, its key."""
    wanted = set(keys)
    kept = dict(ClinicName.objects.filter(key__in=wanted).values_list("key", "name"))
    return {key: kept.get(key) or key.capitalize() for key in wanted}


def _share(name: str, n: int, bad: int) -> Share:
    low, high = exact_interval(bad, n)
    return Share(name=name, n=n, bad=bad, low=low, high=high)


def _agreement(signed: object) -> Agreement:
    """Every item two doctors judged, the first's word and the second's."""
    seconds = signed.filter(second_of__isnull=False)  # type: ignore[attr-defined]
    pairs = dict(seconds.values_list("pk", "second_of"))
    rows = ReviewItem.objects.filter(review__in=[*pairs, *pairs.values()]).exclude(judgement="")
    words: dict[object, dict[int, str]] = defaultdict(dict)
    for review, place, judgement in rows.values_list("review", "place", "judgement"):
        words[review][place] = judgement
    return agreement(
        [
            (words[first][place], words[second][place])
            for second, first in pairs.items()
            for place in sorted(words[first].keys() & words[second].keys())
        ]
    )
