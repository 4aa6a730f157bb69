"""A case as one line of a list: frozen, its complaint opened only for those who may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BinaryField, ExpressionWrapper, F, QuerySet

from pharos.cases.models import QUEUE_AT, Case
from pharos.vault import api as vault

COLUMNS = (
    "number",
    "status",
    "urgency",
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


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """What lists and search results show of a case. `complaint` is empty for those who may not read it."""

    id: UUID
    number: str
    status: str
    urgency: int
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
    columns = ["id", *COLUMNS, *JOINED]
    cases = cases.annotate(**JOINED)
    if medical:
        sealed = ExpressionWrapper(F("complaint"), output_field=BinaryField())
        cases = cases.annotate(sealed=sealed)
        columns.append("sealed")
    rows = list(cases.values(*columns))
    if medical:
        vault.warm({row["key_id"] for row in rows})
    return [_line(row) for row in rows]


def in_order(ids: Iterable[UUID], *, medical: bool) -> list[CaseLine]:
    """The cases of these ids, in their order."""
    wanted = list(ids)
    found = {line.id: line for line in lines(Case.objects.filter(pk__in=wanted), medical=medical)}
    return [found[case_id] for case_id in wanted if case_id in found]


def _line(row: dict[str, object]) -> CaseLine:
    row.pop("key_id")
    sealed = row.pop("sealed", None)
    plain = vault.open_sealed(bytes(sealed)) if isinstance(sealed, bytes | memoryview) else None
    return CaseLine(**row, complaint=plain.decode() if plain else "")  # type: ignore[arg-type]
