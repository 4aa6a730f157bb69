"""Refusals a page at a time: those that wait, whoever waits longest first; or all, the newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, ngettext

from pharos.insurers import api as insurers
from pharos.policies.cover.sets import RuleSet
from pharos.policies.cover_messages.names import item_name
from pharos.policies.models import CaseKnown, CoverDecision, Refusal
from pharos.policies.queries.rulesets import published
from pharos.policies.refusals.queries.decisions import Forgotten, opened
from pharos.policies.refusals.queries.signers import signers
from pharos.policies.refusals.rules.calling import Call, called
from pharos.policies.refusals.rules.states import WAITING, State
from pharos.policies.refusals.words import DOUBTED, STATES, Look
from pharos.vault import api as vault

PAGE = 30
COUNT_UP_TO = 99
NAMED = 4


@dataclass(frozen=True, kw_only=True)
class RefusalRow:
    """A refusal as a line of a list. `clauses` is empty once the case was forgotten; `call` for what waits alone,
    `say` the sentence that is said meanwhile, where it was asked for."""

    id: UUID
    case_id: UUID
    number: str
    insurer: str
    items: str
    clauses: str
    state: str
    look: Look
    doubted: bool
    proposed_by: str
    proposed_by_id: int
    proposed_at: datetime
    signed_by: str
    signed_at: datetime | None
    waits_since: datetime | None
    call: Call | None = None
    say: str = ""


@dataclass(frozen=True)
class RefusalPage:
    """Rows, and the cursor after which the next page begins; None at the end."""

    rows: list[RefusalRow]
    older: str | None


def waiting(now: datetime, *, cursor: str = "", limit: int = PAGE) -> RefusalPage:
    """Whatever waits for a signature or a confirmation, the longest waiting first."""
    rows = _with_names().filter(waits_since__isnull=False).order_by("waits_since", "id")
    if after := _parsed(cursor):
        at, last = after
        rows = rows.filter(Q(waits_since__gt=at) | Q(waits_since=at, id__gt=last))
    found = list(rows[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    cursor_of = f"{more.waits_since.isoformat()}~{more.id}" if more and more.waits_since else None
    return RefusalPage(lines(found[:limit], now), cursor_of)


def newest_refusals(now: datetime, *, cursor: str = "", limit: int = PAGE) -> RefusalPage:
    """All of them, the newest first."""
    rows = _with_names().order_by("-proposed_at", "-id")
    if before := _parsed(cursor):
        at, last = before
        rows = rows.filter(Q(proposed_at__lt=at) | Q(proposed_at=at, id__lt=last), proposed_at__lte=at)
    found = list(rows[: limit + 1])
    more = found[limit - 1] if len(found) > limit else None
    return RefusalPage(lines(found[:limit], now), f"{more.proposed_at.isoformat()}~{more.id}" if more else None)


def waiting_count(staff_id: int) -> int:
    """How many wait for somebody like him: proposals of others, and reversals; counted up to COUNT_UP_TO."""
    rows = Refusal.objects.filter(waits_since__isnull=False)
    mine = Q(state=State.ASKED) | Q(state__in=WAITING, proposed_by=staff_id, doubt=None)
    return rows.exclude(mine).order_by()[:COUNT_UP_TO].count()


def waiting_refusals() -> int:
    """How many wait for a signature or a confirmation, whoever may give it."""
    rows = Refusal.objects.filter(waits_since__isnull=False).exclude(state=State.ASKED, doubt=None)
    return rows.order_by()[:COUNT_UP_TO].count()


def of_case(case_id: UUID, now: datetime) -> list[RefusalRow]:
    """The refusals of a case, the newest first."""
    return lines(list(_with_names().filter(case_id=case_id).order_by("-id")), now)


def lines(rows: Sequence[Refusal], now: datetime) -> list[RefusalRow]:
    """Rows in words of the screen's language; in a few statements, however many they are."""
    vault.warm({row.decision.key_id for row in rows})
    tongue = (get_language() or "ru")[:2]
    names = {row.id: row.name(tongue) for row in insurers.insurers(active_only=False)}
    numbers = case_numbers(row.case_id for row in rows)
    sets = sets_of(row.decision for row in rows)
    able = signers(now) if any(row.waits_since for row in rows) else []
    return [
        RefusalRow(
            id=row.id,
            case_id=row.case_id,
            number=numbers.get(row.case_id, ""),
            insurer=names.get(row.insurer_id, "") if row.insurer_id else "",
            items=shortened([item_name(sets[row.decision.rule_set_id], item, tongue) for item in row.items]),
            clauses=_clauses(row),
            state=row.state,
            look=DOUBTED if row.doubt_id else STATES[row.state],
            doubted=row.doubt_id is not None,
            proposed_by=row.proposed_by.name,
            proposed_by_id=row.proposed_by_id,
            proposed_at=row.proposed_at,
            signed_by=row.signed_by.name if row.signed_by else "",
            signed_at=row.signed_at,
            waits_since=row.waits_since,
            call=called(able, proposer=row.proposed_by_id, since=row.waits_since, now=now) if row.waits_since else None,
        )
        for row in rows
    ]


def case_numbers(case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Numbers of cases as this room has heard of them."""
    return dict(CaseKnown.objects.filter(pk__in=set(case_ids)).values_list("pk", "number"))


def shortened(names: Sequence[str]) -> str:
    """A few names; of many the first ones, and how many more."""
    if len(names) <= NAMED:
        return ", ".join(names)
    left = len(names) - NAMED + 1
    return ngettext("%(names)s and %(left)d more", "%(names)s and %(left)d more", left) % {
        "names": ", ".join(names[: NAMED - 1]),
        "left": left,
    }


def sets_of(decisions: Iterable[CoverDecision]) -> dict[UUID | None, RuleSet]:
    """The rule sets these were decided by, each read once."""
    ids = {one.rule_set_id for one in decisions if one.rule_set_id}
    return {one: published(one).found.engine.rules for one in ids}


def _clauses(row: Refusal) -> str:
    try:
        items = opened(row.decision).items
    except Forgotten:
        return ""
    return ", ".join(dict.fromkeys(clause for item in row.items for clause in items[item]["clauses"]))


def _with_names() -> QuerySet[Refusal]:
    return Refusal.objects.select_related("decision__key", "proposed_by", "signed_by").defer("texts", "remark")


def _parsed(cursor: str) -> tuple[datetime, UUID] | None:
    at, _bar, ident = cursor.partition("~")
    try:
        moment = datetime.fromisoformat(at)
        return (moment, UUID(ident)) if moment.tzinfo else None
    except ValueError:
        return None
