"""The register: the search line and a policy's page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from pharos.insurers import api as insurers
from pharos.people.api import Permission, allow, permits, typed
from pharos.policies.forms import insurer_choices
from pharos.policies.models import Policy
from pharos.policies.queries.lists import newest_policies
from pharos.policies.queries.register import changes, options, policy, validity
from pharos.policies.queries.searching import search
from pharos.policies.wording import change_views, insured_sum, match_views, option_views, options_view, policy_row


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_POLICIES)
@typed("policies")
def register(request: HttpRequest) -> HttpResponse:
    """Newest policies, or what the search line finds."""
    text, chosen, today = request.GET.get("q", "").strip(), _uuid(request.GET.get("insurer", "")), timezone.localdate()
    context: dict[str, Any] = {
        "text": text,
        "chosen": str(chosen or ""),
        "insurers": insurer_choices(),
        "may_import": permits(request.user, Permission.IMPORT_POLICIES),
    }
    if text:
        context["matches"] = match_views(search(text, today=today, insurer=chosen), _names())
    else:
        names = _names()
        page = newest_policies(insurer=chosen, cursor=request.GET.get("at", ""))
        context["rows"] = [policy_row(row, names, today) for row in page.rows]
        context["older"] = page.older
    return render(request, "policies/register.html", context)


@require_safe
@allow(Permission.SEE_POLICIES)
def policy_page(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """One policy: its persons, its options in words, its history."""
    try:
        found = policy(policy_id)
    except Policy.DoesNotExist as error:
        raise Http404 from error
    today = timezone.localdate()
    context = {
        "policy": found,
        "insurer": insurers.insurer(found.insurer_id).name((get_language() or "ru")[:2]),
        "validity": validity(found, today).value,
        "sum": insured_sum(found.sum_insured, found.currency),
        "options": options_view(options(found)),
        "persons": [(person, option_views(person.options)) for person in found.persons],
        "changes": change_views(changes(policy_id)),
        "may_see_cases": permits(request.user, Permission.SEE_CASES),
        "may_import": permits(request.user, Permission.IMPORT_POLICIES),
    }
    return render(request, "policies/policy.html", context)


def _names() -> dict[UUID, str]:
    """Insurers by name in the language of the screen."""
    language = (get_language() or "ru")[:2]
    return {insurer.id: insurer.name(language) for insurer in insurers.insurers(active_only=False)}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
