"""A case as one line of a list: frozen, its complaint opened only for those who may read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, ExpressionWrapper, F, QuerySet

from pharos.cases.models import QUEUE_AT, Case
from pharos.vault import api as vault

COLUMNS = (
    "number",
    "status",
    "urgency",
    "urgency_asked",
    "person_name",
    "birth_date",
    "phone",
    "country",
    "place_heard",
    "hotel",
    "language",
    "policy_id",
    "policy_state",
    "policy_number",
    "waits_for",
    "waiting_until",
    "next_due_at",
    "queue_at",
    "outcome",
    "opened_at",
    "closed_at",
    "key_id",
    "insurer_id",
    "place_id",
    "owner_id",
)
JOINED = {
    "place_name": F("place__name"), "place_name_ru": F("place__name_ru"), "zone": F("place__time_zone"),
    "insurer_name_ru": F("insurer__name_ru"), "insurer_name_en": F("insurer__name_en"),
    "owner_name": F("owner__display_name"), "queue_at": QUEUE_AT,
}  # fmt: skip


LINE = tuple(name for name in ("id", *COLUMNS, *JOINED) if name != "key_id")


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """What lists and search results show of a case. `complaint` is empty for those who may not read it."""

    id: UUID
    number: str
    status: str
    urgency: int
    urgency_asked: bool
    person_name: str
    birth_date: date | None
    phone: str
    country: str
    place_id: UUID | None
    place_heard: str
    hotel: str
    language: str
    insurer_id: UUID | None
    policy_id: UUID | None
    policy_state: str
    policy_number: str
    owner_id: int | None
    waits_for: str
    waiting_until: datetime | None
    next_due_at: datetime | None
    queue_at: datetime
    outcome: str
    opened_at: datetime
    closed_at: datetime | None
    place_name: str | None = None
    place_name_ru: str | None = None
    zone: str | None = None
    insurer_name_ru: str | None = None
    insurer_name_en: str | None = None
    owner_name: str | None = None
    complaint: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def place(self, language: str) -> str:
        """The place's name in this language; what the caller said while no place is chosen."""
        return (self.place_name_ru if language == "ru" else "") or self.place_name or self.place_heard

    def insurer(self, language: str) -> str:
        return (self.insurer_name_ru if language == "ru" else self.insurer_name_en) or ""

    def age(self, today: date) -> int | None:
        """Full years on this day; None while the birth date is unknown."""
        born = self.birth_date
        if born is None:
            return None
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def lines(cases: QuerySet[Case], *, medical: bool) -> list[CaseLine]:
    """The cases of a query as lines, in its order: one statement, and one more for vault keys not yet at hand."""
    return lines_of(list(line_values(cases, ("complaint",) if medical else (), ())), medical=medical)


def lines_of(rows: Sequence[dict[str, Any]], *, medical: bool) -> list[CaseLine]:
    """What `line_values` read, as lines."""
    if medical:
        vault.warm({row["key_id"] for row in rows})
    return [line_of(row, complaint=opened(row, "complaint")) for row in rows]


def line_values(cases: QuerySet[Case], sealed: tuple[str, ...], more: tuple[str, ...]) -> QuerySet[Case, Any]:
    """The columns of lines and `more`, not read yet; those of `sealed` as ciphertext."""
    ciphers = raw(*sealed)
    found: QuerySet[Case, Any] = cases.annotate(**JOINED, **ciphers).values("id", *COLUMNS, *JOINED, *ciphers, *more)
    return found


def raw(*sealed: str) -> dict[str, Any]:
    """Sealed columns as the ciphertext they hold, under names `opened` knows."""
    return {f"sealed_{name}": ExpressionWrapper(F(name), output_field=BinaryField()) for name in sealed}


def opened(row: dict[str, Any], name: str) -> str:
    """The sealed text of a row; empty where it was not asked for, was never written, or is erased."""
    sealed = row.get(f"sealed_{name}")
    plain = vault.open_sealed(bytes(sealed)) if sealed else None
    return plain.decode() if plain else ""


def line_of(row: dict[str, Any], *, complaint: str) -> CaseLine:
    return CaseLine(**{name: row[name] for name in LINE}, complaint=complaint)


def in_order(ids: Iterable[UUID], *, medical: bool) -> list[CaseLine]:
    """The cases of these ids, in their order."""
    wanted = list(ids)
    found = {line.id: line for line in lines(Case.objects.filter(pk__in=wanted), medical=medical)}
    return [found[case_id] for case_id in wanted if case_id in found]
