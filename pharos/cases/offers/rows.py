"""A case of the queue as a row of any list."""

from django.utils.translation import gettext as _

from pharos.cases import messages
from pharos.cases.offers.lines import card_url, named, policy_chip, state_chip, where
from pharos.cases.queries.queue import QueueRow
from pharos.core.card import CaseRow, Viewer

SHOWN_COMPLAINT = 120


def shown_row(row: QueueRow, viewer: Viewer) -> CaseRow:
    """The row in words."""
    line = row.line
    return CaseRow(
        id=line.id,
        url=card_url(line.id),
        preview_url=f"{card_url(line.id)}preview",
        clock=row.clock,
        promise=_leading(row),
        urgency=line.urgency,
        urgency_asked=line.urgency_asked,
        name=named(line),
        number=line.number,
        about=_short(line.complaint) or line.number,
        where=where(line, viewer.language),
        zone=line.zone,
        insurer=line.insurer(viewer.language),
        policy=policy_chip(line),
        state=state_chip(line),
        detail=messages.word(messages.WAITS_FOR, line.waits_for) if line.waits_for else line.hotel,
        owner=line.owner_name or "",
        mine=line.owner_id == viewer.staff_id,
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_COMPLAINT else f"{text[: SHOWN_COMPLAINT - 1].rstrip()}…"


def _leading(row: QueueRow) -> str:
    """What the row's clock is about."""
    if row.waits:
        return _("waiting: %(whom)s") % {"whom": messages.word(messages.WAITS_FOR, row.line.waits_for)}
    return messages.word(messages.PROMISES, row.promise_kind) if row.promise_kind else ""
