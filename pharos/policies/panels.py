"""The policy as a part of the case card."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from pharos.core.card import CaseFacts, PanelView, Viewer
from pharos.people.api import Permission
from pharos.policies.models import Policy
from pharos.policies.queries.register import options, policy, validity
from pharos.policies.wording import insured_sum, options_view, period


def policy_panel(case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
    """The policy of the register this case stands on; None while it is only told, or for whom it is not meant."""
    if case.policy_id is None or Permission.SEE_POLICIES not in viewer.permissions:
        return None
    try:
        found = policy(case.policy_id)
    except Policy.DoesNotExist:
        return None
    context = {
        "policy": found,
        "validity": validity(found, timezone.localdate(now)).value,
        "period": period(found.valid_from, found.valid_to),
        "sum": insured_sum(found.sum_insured, found.currency),
        "options": options_view(options(found)),
        "persons": [person for person in found.persons if person.active],
    }
    return PanelView(code="policy", title=_("Policy"), template="policies/parts/panel.html", context=context)
