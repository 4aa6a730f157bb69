"""Refusals and requests to the insurer in the thread of their case: worded when they are shown."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pharos.core.card import TimelineEntry, Viewer
from pharos.events import policies as events
from pharos.journal import api as journal
from pharos.people.api import Permission
from pharos.policies.models import Refusal, RefusalStep
from pharos.policies.refusals.queries.lists import RefusalRow, lines
from pharos.policies.refusals.rules.states import Act
from pharos.policies.refusals.words import ANSWERED, CAUSES, Look
from pharos.vault.api import Erased

REFUSALS: Mapping[type[events.RefusalEvent], tuple[Act | None, Look]] = {
    events.RefusalProposed: (None, ("waiting", "hour", _("Refusal proposed, a second person signs"))),
    events.RefusalSigned: (Act.SIGN, ("refused", "no", _("Refusal signed"))),
    events.RefusalDeclined: (Act.DECLINE, ("idle", "undo", _("Refusal not signed"))),
    events.RefusalAskedBack: (Act.ASK, ("ask", "ask", _("Asked before signing the refusal"))),
    events.RefusalAnswered: (Act.ANSWER, ("idle", "arrow", _("Answered what was asked about the refusal"))),
    events.RefusalWithdrawn: (Act.WITHDRAW, ("idle", "undo", _("Proposed refusal taken back"))),
    events.RefusalDoubted: (Act.DOUBT, ("ask", "again", _("The refusal is decided otherwise now"))),
    events.RefusalDoubtLapsed: (Act.LAPSE, ("idle", "check", _("The refusal stands as it was"))),
    events.RefusalReversed: (Act.REVERSE, ("covered", "undo", _("Refusal reversed"))),
    events.RefusalUpheld: (Act.UPHOLD, ("refused", "no", _("Refusal upheld"))),
}
APPROVALS: Mapping[type[events.ApprovalEvent], Look] = {
    events.ApprovalPrepared: ("insurer", "doc", _("Approval of the insurer prepared")),
    events.ApprovalSent: ("insurer", "insurer", _("The insurer is asked to approve")),
    events.ApprovalAnswered: ("insurer", "insurer", _("The insurer has answered")),
    events.ApprovalWithdrawn: ("idle", "undo", _("The insurer need not answer any more")),
}


def refusal_timeline(entries: Sequence[journal.Entry], viewer: Viewer) -> list[TimelineEntry]:
    """Entries about refusals and approvals; what was refused and why is for those who may see medical facts."""
    found = []
    refused = [entry for entry in entries if isinstance(entry.event, events.RefusalEvent)]
    told = _told(refused) if refused and Permission.SEE_MEDICAL in viewer.permissions else {}
    sees = bool({Permission.PROPOSE_REFUSALS, Permission.SIGN_REFUSALS} & set(viewer.permissions))
    for entry in entries:
        event = entry.event
        if isinstance(event, events.RefusalEvent):
            look = REFUSALS[type(event)][1]
            url = reverse("policies:refusal", args=[event.refusal]) if sees else ""
            text, detail = told.get(entry.position, ("", ""))
            found.append(_entry(entry, look, text=text, detail=detail, url=url))
        elif isinstance(event, events.ApprovalEvent):
            url = reverse("policies:approval", args=[event.approval]) if sees else ""
            answer = str(ANSWERED.get(event.answer, "")) if isinstance(event, events.ApprovalAnswered) else ""
            found.append(_entry(entry, APPROVALS[type(event)], text=answer, url=url))
    return found


def _entry(entry: journal.Entry, look: Look, *, text: str = "", detail: str = "", url: str = "") -> TimelineEntry:
    status, icon, title = look
    return TimelineEntry(
        position=entry.position,
        at=entry.recorded_at,
        kind="decision",
        title=str(title),
        text=text,
        detail=detail,
        icon=icon,
        status=status,
        url=url,
    )


def _told(entries: Sequence[journal.Entry]) -> dict[int, tuple[str, str]]:
    """By position: what is refused and by which clause, or the words of the act; in three look-ups."""
    ids = {entry.event.refusal for entry in entries if isinstance(entry.event, events.RefusalEvent)}
    rows = Refusal.objects.select_related("decision__key", "proposed_by", "signed_by").filter(pk__in=ids)
    steps: dict[UUID, list[RefusalStep]] = {}
    for step in RefusalStep.objects.filter(refusal__in=ids).select_related("key").order_by("id"):
        steps.setdefault(step.refusal_id, []).append(step)
    shown = {row.id: row for row in lines(list(rows), entries[0].recorded_at)}
    return {entry.position: _words(entry, shown, steps) for entry in entries}


def _words(
    entry: journal.Entry, shown: Mapping[UUID, RefusalRow], steps: Mapping[UUID, list[RefusalStep]]
) -> tuple[str, str]:
    event = entry.event
    assert isinstance(event, events.RefusalEvent)
    row = shown[event.refusal]
    what = f"{row.items} · {row.clauses}".strip(" ·")
    act = REFUSALS[type(event)][0]
    mine = [one for one in steps.get(event.refusal, []) if one.act == act and one.at == entry.recorded_at]
    if not mine:
        return what, ""
    reason = mine[0].reason
    words = "" if reason is None or isinstance(reason, Erased) else str(reason)
    return words or str(CAUSES.get(mine[0].cause, "")) or what, what if words or mine[0].cause else ""
