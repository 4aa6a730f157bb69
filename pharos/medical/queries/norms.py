"""A treatment beside those of the same diagnosis at its clinic and in its country, and clinics beside their country."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from pharos.clinical.api import exact_interval
from pharos.medical.models import TreatmentNorm
from pharos.medical.rules.outliers import Beside, Measure, Needless, apart, beside, needless

MONTHS, TOP = 12, 20


@dataclass(frozen=True, kw_only=True)
class Line:
    """One number of the treatment; None where there are too few others to say."""

    measure: Measure
    value: int
    clinic: Beside | None
    country: Beside | None

    @property
    def far(self) -> Beside | None:
        """The comparison in which it stands out: the country's first, because a clinic is its own habit."""
        return next((one for one in (self.country, self.clinic) if one and one.far), None)


@dataclass(frozen=True, kw_only=True)
class Norms:
    """`n_clinic`, `n_country`: treatments of the same diagnosis signed within a year; shares are of the clinic and of
    all the others of the country."""

    lines: tuple[Line, ...]
    n_clinic: int
    n_country: int
    clinic: Needless | None
    others: Needless | None

    @property
    def apart(self) -> bool:
        return apart(self.clinic, self.others)


@dataclass(frozen=True, kw_only=True)
class ClinicBeside:
    """A clinic of the figures: its treatments, medicines for each at the mean, needless ones beside the others'."""

    name: str
    country: str
    treatments: int
    medicines: float
    share: Needless
    others: Needless | None

    @property
    def apart(self) -> bool:
        return apart(self.share, self.others)


def norms_of(place: tuple[str, str, str], values: Mapping[Measure, int], *, today: date) -> Norms | None:
    """`place`: condition, country, clinic. None where there is nothing to compare with, or too little of it."""
    condition, country, clinic = place
    if not condition or not country:
        return None
    rows = TreatmentNorm.objects.filter(
        condition=condition, country=country, clinic_key__in={"", clinic}, month__gte=_since(today)
    )
    by = _by_clinic(rows)
    all_of, own = by[""], by[clinic] if clinic else _Sum()
    lines = tuple(
        Line(
            measure=measure,
            value=value,
            clinic=beside(measure, value, own.counts[measure], exact_interval),
            country=beside(measure, value, all_of.counts[measure], exact_interval),
        )
        for measure, value in values.items()
        if value or any(all_of.counts[measure]) or any(own.counts[measure])
    )
    if not any(line.clinic or line.country for line in lines):
        return None
    return Norms(
        lines=lines, n_clinic=own.treatments, n_country=all_of.treatments,
        clinic=needless(own.needless, own.judged, exact_interval),
        others=needless(all_of.needless - own.needless, all_of.judged - own.judged, exact_interval),
    )  # fmt: skip


def clinics_beside(*, since: date) -> tuple[ClinicBeside, ...]:
    """Clinics with enough judged medicines, those that stand out first, then the greatest share."""
    rows = TreatmentNorm.objects.filter(month__gte=since.replace(day=1)).values("country", "clinic_key")
    sums = rows.annotate(n=Sum("treatments"), judged_n=Sum("judged"), bad=Sum("needless")).order_by()
    found = {(one["country"], one["clinic_key"]): one for one in sums}
    made = []
    for (country, clinic), one in found.items():
        share = needless(one["bad"], one["judged_n"], exact_interval) if clinic else None
        if share is not None:
            whole = found[country, ""]
            others = needless(whole["bad"] - share.bad, whole["judged_n"] - share.n, exact_interval)
            mean = one["judged_n"] / one["n"]
            made.append(
                ClinicBeside(
                    name=clinic, country=country, treatments=one["n"], medicines=mean, share=share, others=others
                )
            )
    return tuple(sorted(made, key=lambda one: (not one.apart, -one.share.part, one.name))[:TOP])


class _Sum:
    """Months added up."""

    def __init__(self) -> None:
        self.treatments = self.judged = self.needless = 0
        self.counts: dict[Measure, Counter[int]] = {measure: Counter() for measure in Measure}


def _by_clinic(rows: Iterable[TreatmentNorm]) -> Mapping[str, _Sum]:
    found: dict[str, _Sum] = defaultdict(_Sum)
    for row in rows:
        one = found[row.clinic_key]
        one.treatments += row.treatments
        one.judged += row.judged
        one.needless += row.needless
        for measure in Measure:
            one.counts[measure].update({int(number): count for number, count in getattr(row, measure).items()})
    return found


def _since(today: date) -> date:
    return today.replace(day=1, year=today.year - 1)
