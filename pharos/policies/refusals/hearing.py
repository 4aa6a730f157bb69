"""What refusals hear. Listed in `pharos/site/subscriptions.py`."""

from django.utils import timezone

from pharos.events.cases import CaseCameBack, CaseMergedAway
from pharos.events.policies import CoverDecided
from pharos.journal import api as journal
from pharos.policies.models import Refusal
from pharos.policies.refusals.actions.doubting import look_again
from pharos.policies.refusals.actions.following import come_back, go_along
from pharos.policies.refusals.rules.states import LIVE


def look_for_reversals(event: CoverDecided, entry: journal.Entry) -> None:
    """Cover was decided anew: whether what was refused in this case, whatever it is part of by now, still is."""
    rows = Refusal.objects.filter(decision__case_id=event.case, state__in=LIVE)
    cases = {event.case, *rows.values_list("case_id", flat=True)}
    for case_id in sorted(cases):
        look_again(case_id=case_id, now=timezone.now())


def follow_merged(event: CaseMergedAway | CaseCameBack, entry: journal.Entry) -> None:
    """A case became part of another one, or stands by itself again: its refusals and requests go with it."""
    if isinstance(event, CaseMergedAway):
        go_along(case_id=event.case, into=event.into)
    else:
        come_back(case_id=event.case, left=event.left)
