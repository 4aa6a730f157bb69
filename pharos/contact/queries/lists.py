"""The lists of conversations: unread, open, held, ended. Paged by keyset on the partial index of each."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan

from pharos.contact.models import Conversation
from pharos.contact.rules.states import ConversationState
from pharos.journal.api import KeptStatement
from pharos.vault import api as vault

PAGE = 50
COUNT_UP_TO = 100
SEALED = ("subject", "name", "snippet")
COLUMNS = (
    "id", "state", "end_reason", "held_reason", "unread", "urgent", "language", "correspondent", "address", "phone",
    "policy_number", "unmatched", "case_id", "insurer_id", "opened_at", "last_contact_at", "waiting_since", "ended_at",
    "key_id",
)  # fmt: skip
JOINED = {
    "case_number": F("case__number"),
    "case_closed_at": F("case__closed_at"),
    "claimed_number": F("claimed_case__number"),
    "insurer_code": F("insurer__code"),
    "insurer_name_ru": F("insurer__name_ru"),
    "insurer_name_en": F("insurer__name_en"),
}


class Tab(StrEnum):
    """A list of conversations."""

    UNREAD = "unread"
    OPEN = "open"
    HELD = "held"
    UNMATCHED = "unmatched"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class ConversationLine:
    """A conversation as one line. Sealed words are empty once erased."""

    id: UUID
    state: str
    end_reason: str
    held_reason: str
    unread: bool
    urgent: bool
    language: str
    correspondent: str
    address: str
    phone: str
    policy_number: str
    unmatched: str
    case_id: UUID | None
    insurer_id: UUID | None
    opened_at: datetime
    last_contact_at: datetime
    waiting_since: datetime
    ended_at: datetime | None
    case_number: str | None
    case_closed_at: datetime | None
    claimed_number: str | None
    insurer_code: str | None
    insurer_name_ru: str | None
    insurer_name_en: str | None
    subject: str = ""
    name: str = ""
    snippet: str = ""

    @property
    def who(self) -> str:
        return self.name or self.address or self.phone

    @property
    def late(self) -> bool:
        """Something new in a conversation whose case is closed."""
        return self.unread and self.case_closed_at is not None

    def insurer(self, language: str) -> str:
        return (self.insurer_name_ru if language == "ru" else self.insurer_name_en) or ""


@dataclass(frozen=True)
class Page:
    """One page of a list, and the cursor of the next one."""

    lines: list[ConversationLine]
    older: str | None


def conversations(tab: Tab, *, cursor: str = "", limit: int = PAGE) -> Page:
    """A page of a list. A cursor that is none shows the first page."""
    rows = _of_tab(tab)
    after = _read_cursor(tab, cursor)
    if after is not None:
        rows = rows.filter(after)
    found = lines(rows[: limit + 1])
    more = len(found) > limit
    return Page(found[:limit], _cursor(tab, found[limit - 1]) if more else None)


def count(tab: Tab, *, up_to: int = COUNT_UP_TO) -> int:
    """How many are in a list, counted no further than `up_to`."""
    return len(_counting(tab, up_to)())


@cache
def _counting(tab: Tab, up_to: int) -> KeptStatement:
    return KeptStatement(lambda _: _of_tab(tab).order_by().values_list(Value(1))[:up_to])


def of_case(case_id: UUID) -> list[ConversationLine]:
    """The conversations of a case, the newest contact first."""
    rows = Conversation.objects.filter(case=case_id, joined_to=None).order_by("-last_contact_at", "-id")
    return lines(rows)


def lines(rows: "QuerySet[Conversation]") -> list[ConversationLine]:
    """The conversations of a query as lines: one statement, and one more for keys not yet at hand."""
    sealed = {f"sealed_{name}": ExpressionWrapper(F(name), output_field=BinaryField()) for name in SEALED}
    found = list(rows.annotate(**JOINED, **sealed).values(*COLUMNS, *JOINED, *sealed))
    vault.warm({row["key_id"] for row in found})
    return [_line(row) for row in found]


def _line(row: dict[str, Any]) -> ConversationLine:
    row.pop("key_id")
    row |= {name: _opened(row.pop(f"sealed_{name}")) for name in SEALED}
    return ConversationLine(**row)


def _opened(sealed: Any) -> str:
    plain = vault.open_sealed(bytes(sealed)) if sealed is not None else None
    return plain.decode() if plain else ""


def _of_tab(tab: Tab) -> "QuerySet[Conversation]":
    here = Conversation.objects.filter(joined_to=None)
    if tab is Tab.ENDED:
        return here.filter(state=ConversationState.ENDED).order_by("-ended_at", "-id")
    by_wait = here.order_by("-urgent", "waiting_since", "id")
    if tab is Tab.UNREAD:
        return by_wait.filter(unread=True)
    if tab is Tab.HELD:
        return by_wait.filter(state=ConversationState.HELD)
    if tab is Tab.UNMATCHED:
        return by_wait.filter(state=ConversationState.OPEN, case=None, unmatched_at__isnull=False)
    return by_wait.filter(state=ConversationState.OPEN, case=None)


def _cursor(tab: Tab, line: ConversationLine) -> str:
    if tab is Tab.ENDED:
        return f"{line.ended_at.isoformat() if line.ended_at else ''}~{line.id}"
    return f"{int(line.urgent)}~{line.waiting_since.isoformat()}~{line.id}"


def _read_cursor(tab: Tab, cursor: str) -> Any:
    parts = cursor.split("~")
    try:
        if tab is Tab.ENDED:
            at, ident = _moment(parts[0]), UUID(parts[1])
            return TupleLessThan(Tuple("ended_at", "id"), (at, ident))
        urgent, at, ident = parts[0] == "1", _moment(parts[1]), UUID(parts[2])
    except (ValueError, IndexError, OverflowError):
        return None
    after = Q(waiting_since__gt=at) | Q(waiting_since=at, id__gt=ident)
    return Q(urgent=urgent) & after | Q(urgent=False) if urgent else Q(urgent=False) & after


def _moment(text: str) -> datetime:
    """A moment with its zone, as a cursor holds it. ValueError or OverflowError for anything else."""
    at = datetime.fromisoformat(text)
    if not at.tzinfo:
        raise ValueError(text)
    return at.astimezone(UTC)
