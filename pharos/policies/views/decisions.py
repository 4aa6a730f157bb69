"""A decision that was kept: as it was made, explained, and decided once more to see that it comes out the same."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pharos.people.api import Permission, allow
from pharos.policies.actions.deciding import answer_of
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.reading.cases import read_case
from pharos.policies.desk.explaining import explanation
from pharos.policies.desk.history import history
from pharos.policies.models import CoverDecision
from pharos.policies.queries.rulesets import published


@require_safe
@allow(Permission.SEE_MEDICAL)
def decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """One decision. Where its words are forgotten, that is said."""
    row = CoverDecision.objects.filter(pk=decision_id).first()
    if row is None or row.rule_set_id is None:
        raise Http404
    context: dict[str, Any] = {
        "title": _("Decision on cover"),
        "part": "policies/cover/why.html",
        "decisions": history([row.case_id]),
        "why": None,
        "again": None,
    }
    if row.facts:
        engine = published(row.rule_set_id).found.engine
        decided = engine.decide(read_case(str(row.facts), engine.rules, catalogue()))
        context |= {"why": explanation(decided), "again": answer_of(decided) == str(row.answer)}
    return render(request, "policies/cover/page.html", context)
