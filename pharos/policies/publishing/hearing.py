"""What `cases` tells of a case: its number, and whether its decisions are open or settled. Listed in
`pharos/site/subscriptions.py`."""

from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.policies.models import CaseKnown

_STATES: dict[type[events.CaseEvent], CaseKnown.State] = {
    events.CaseClosed: CaseKnown.State.SETTLED,
    events.CaseCancelled: CaseKnown.State.SETTLED,
    events.CaseReopened: CaseKnown.State.OPEN,
    events.CaseMergedAway: CaseKnown.State.MERGED,
    events.CaseCameBack: CaseKnown.State.OPEN,
}
CASE_EVENTS = (
    events.CaseRegistered,
    events.PolicyConfirmed,
    events.CaseClosed,
    events.CaseCancelled,
    events.CaseReopened,
    events.CaseMergedAway,
    events.CaseCameBack,
)
"""Everything that is heard."""


def know_case(event: events.CaseEvent, entry: journal.Entry) -> None:
    """One statement an event. The same event again changes nothing: each says how things stand."""
    row = CaseKnown(case_id=event.case, changed_at=entry.recorded_at)
    if isinstance(event, events.CaseRegistered):
        row.number, row.insurer_id = event.number, event.insurer
        changed = ["number", "insurer"]
    elif isinstance(event, events.PolicyConfirmed):
        row.insurer_id = event.insurer
        changed = ["insurer"]
    else:
        row.state = _STATES[type(event)]
        changed = ["state"]
    CaseKnown.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["case_id"], update_fields=[*changed, "changed_at"]
    )
