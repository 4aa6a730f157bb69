"""Cases about something of a room below: a policy."""

from uuid import UUID

from pharos.cases.models import Case
from pharos.cases.queries.lines import CaseLine, lines

SHOWN = 20


def cases_about_policy(policy_id: UUID) -> list[CaseLine]:
    """The newest cases of this policy, open and closed, without their complaints."""
    return lines(Case.objects.filter(policy=policy_id).order_by("-id")[:SHOWN], medical=False)
