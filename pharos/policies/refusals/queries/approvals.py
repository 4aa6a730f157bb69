"""What insurers are asked, and the letter that asks it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from pharos.core.clocks import Clock
from pharos.insurers import api as insurers
from pharos.policies.cover.sets import RuleSet
from pharos.policies.cover_messages import answers
from pharos.policies.cover_messages.names import item_name, money
from pharos.policies.models import InsurerApproval
from pharos.policies.refusals.queries.decisions import opened
from pharos.policies.refusals.queries.lists import case_numbers, sets_of, shortened
from pharos.policies.refusals.rules.approvals import OPEN, Asking
from pharos.policies.refusals.telling import named
from pharos.policies.refusals.words import ASKINGS, WHYS, Look
from pharos.vault.api import Erased

SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class ApprovalRow:
    """A request in words, with the clock of its answer once it was sent."""

    id: UUID
    case_id: UUID
    number: str
    insurer: str
    insurer_id: UUID | None
    items: str
    amount: str
    authority: str
    before: str
    why: str
    state: str
    look: Look
    prepared_by: str
    prepared_at: datetime
    due_at: datetime
    clock: Clock | None
    letter: UUID | None
    approved: str
    answer: str
    remark: str
    currency: str
    is_open: bool


@dataclass(frozen=True)
class ApprovalLetter:
    """What is written to the insurer, to be read and changed by a person; addresses of the insurer to send it to."""

    subject: str
    text: str
    addresses: tuple[tuple[str, str], ...]
    insurer_id: UUID | None
    case_id: UUID
    state: str


def open_approvals(now: datetime) -> list[ApprovalRow]:
    """Whatever an insurer has not settled yet, the soonest due first."""
    rows = _rows().filter(state__in=OPEN).order_by("due_at", "id")
    return _views(list(rows[:SHOWN]))


def approvals_of(case_id: UUID) -> list[ApprovalRow]:
    """What insurers were asked in a case, the newest first."""
    return _views(list(_rows().filter(case_id=case_id).order_by("-id")))


def approval(approval_id: UUID) -> ApprovalRow:
    """Raises InsurerApproval.DoesNotExist."""
    return _views([_rows().get(pk=approval_id)])[0]


def approval_letter(approval_id: UUID, language: str, number: str = "") -> ApprovalLetter:
    """The request as a letter in this language: why, what, how much, by which clause, by when.

    `number` is the case's. Raises InsurerApproval.DoesNotExist, Forgotten.
    """
    row = InsurerApproval.objects.select_related("decision__key", "key").get(pk=approval_id)
    with override(language):
        text = "\n".join(_letter(row, language, number))
        subject = _("Your approval is needed: case %(number)s") % {"number": number or str(row.case_id)[:8]}
    return ApprovalLetter(subject, text, _addresses(row), row.insurer_id, row.case_id, row.state)


def _letter(row: InsurerApproval, language: str, number: str) -> Iterator[str]:
    decided = opened(row.decision).decided()
    wanted = money(row.amount, row.currency, language)
    yield _("Dear colleagues,")
    yield ""
    told = {"number": number or "—", "items": named(decided, row.items), "amount": wanted}
    yield _("In case %(number)s we ask you to approve: %(items)s. Expected cost: %(amount)s.") % told
    yield str(WHYS[row.why])
    yield from _sums(row, language)
    if row.remark and not isinstance(row.remark, Erased):
        yield ""
        yield str(row.remark)
    yield ""
    by = date_format(timezone.localtime(row.due_at), "j E Y, H:i")
    yield _("Please answer by %(time)s (%(zone)s): the clinic waits for our word.") % {
        "time": by,
        "zone": timezone.get_current_timezone_name(),
    }
    yield _("Help that cannot wait is arranged meanwhile.")
    yield ""
    yield _("What it rests on:")
    yield from answers.insurer(decided)


def _sums(row: InsurerApproval, language: str) -> Iterator[str]:
    """The arithmetic: what was paid before, what is wanted, what we decide alone."""
    if row.authority is None:
        return
    total = row.amount + row.before
    told = {
        "before": money(row.before, row.currency, language),
        "amount": money(row.amount, row.currency, language),
        "total": money(total, row.currency, language),
        "authority": money(row.authority, row.currency, language),
        "over": money(max(total - row.authority, Decimal(0)), row.currency, language),
    }
    yield _("Paid before for this incident: %(before)s. With this request: %(before)s + %(amount)s = %(total)s.") % told
    yield _("We decide alone up to %(authority)s: %(total)s − %(authority)s = %(over)s more.") % told


def _addresses(row: InsurerApproval) -> tuple[tuple[str, str], ...]:
    """Whom to write to: who answers there now first, then everybody else with an address."""
    if row.insurer_id is None:
        return ()
    insurer = insurers.insurer(row.insurer_id)
    on_duty = [(one.mail, one.name) for one in insurers.contacts_on_duty(insurer, timezone.now()) if one.mail]
    others = [(one.mail, one.name) for one in insurers.Contact.objects.filter(insurer=insurer).exclude(mail="")]
    return tuple(
        {mail: (mail, name) for mail, name in (*others, *on_duty)}[mail]
        for mail in dict.fromkeys(mail for mail, _name in (*on_duty, *others))
    )


def _rows() -> QuerySet[InsurerApproval]:
    return InsurerApproval.objects.select_related("decision", "key", "prepared_by")


def _views(rows: Sequence[InsurerApproval]) -> list[ApprovalRow]:
    tongue = (get_language() or "ru")[:2]
    names = {row.id: row.name(tongue) for row in insurers.insurers(active_only=False)}
    numbers = case_numbers(row.case_id for row in rows)
    sets = sets_of(row.decision for row in rows)
    return [
        _view(row, tongue, sets, (names.get(row.insurer_id or UUID(int=0), ""), numbers.get(row.case_id, "")))
        for row in rows
    ]


def _view(
    row: InsurerApproval, tongue: str, sets: Mapping[UUID | None, RuleSet], names: tuple[str, str]
) -> ApprovalRow:
    rules = sets[row.decision.rule_set_id]
    return ApprovalRow(
        id=row.id,
        case_id=row.case_id,
        number=names[1],
        insurer=names[0],
        insurer_id=row.insurer_id,
        items=shortened([item_name(rules, item, tongue) for item in row.items]),
        amount=money(row.amount, row.currency, tongue),
        authority=money(row.authority, row.currency, tongue) if row.authority is not None else "",
        before=money(row.before, row.currency, tongue) if row.before else "",
        why=str(WHYS[row.why]),
        state=row.state,
        look=ASKINGS[row.state],
        prepared_by=row.prepared_by.name,
        prepared_at=row.prepared_at,
        due_at=row.due_at,
        clock=_clock(row),
        letter=row.letter,
        approved=money(row.approved, row.currency, tongue) if row.approved is not None else "",
        answer=_text(row.answer),
        remark=_text(row.remark),
        currency=row.currency,
        is_open=row.state in OPEN,
    )


def _clock(row: InsurerApproval) -> Clock | None:
    """Runs from the sending to the answer."""
    if row.sent_at is None:
        return None
    stopped = None if row.state == Asking.SENT else row.answered_at or row.sent_at
    return Clock(
        rule="asked:insurer", rule_version=1, started_at=row.sent_at, due_at=row.due_at, stopped_at=stopped,
        withdrawn=row.state == Asking.WITHDRAWN,
    )  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, Erased) else str(value)
