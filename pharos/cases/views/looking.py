"""Who looks, at which case, and where to go afterwards."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from pharos.cases import api as cases
from pharos.people.api import Permission, me


def case_or_404(request: HttpRequest, case_id: UUID) -> cases.CaseSnapshot:
    medical = Permission.SEE_MEDICAL in me(request).permissions
    found = cases.case(case_id, medical=medical)
    if found is None:
        raise Http404
    return found


def onward(request: HttpRequest, case_id: UUID) -> str:
    """The page the person came from when the form names it, else the case's card."""
    wish = request.POST.get("next", "")
    if wish and url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure()):
        return wish
    return cases.card_url(case_id)
