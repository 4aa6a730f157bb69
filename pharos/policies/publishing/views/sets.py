"""Published rule sets: the list, a set's page, two versions beside each other, files."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.people.api import Permission, allow, permits
from pharos.policies import rulesets
from pharos.policies.cover.comparing import differences
from pharos.policies.models import Redecision, RuleDraft, RuleSet
from pharos.policies.publishing import drafting, pages, redeciding, shelves
from pharos.policies.publishing.files import file_of
from pharos.policies.publishing.forms import RulesForm
from pharos.policies.publishing.listing import language
from pharos.policies.publishing.plainly import in_words
from pharos.policies.publishing.words import draft_look, run_look


@allow(Permission.SEE_POLICIES)
@journal.takes_files(drafting.MOST_BYTES)
@journal.once
def listed(request: HttpRequest) -> HttpResponse:
    """Sets by insurer and product with their versions, those on their way, and the form for the next one."""
    may = permits(request.user, Permission.PUBLISH_RULES)
    form = RulesForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may:
            return redirect("policies:rules")
        if form.is_valid():
            file = form.cleaned_data["file"]
            actor = Actor.staff(request.user.pk)
            draft = drafting.upload(actor=actor, now=timezone.now(), file_name=file.name, data=file.read())
            return redirect("policies:draft", draft.id)
    context = {
        "shelves": shelves.shelves(today=timezone.localdate(), tongue=language()),
        "drafts": [(row, draft_look(row.status, drafting.errors(row))) for row in shelves.drafts()] if may else [],
        "form": form,
        "may": may,
    }
    return render(request, "policies/rules/list.html", context, status=422 if form.errors else 200)


@require_safe
@allow(Permission.SEE_POLICIES)
def page(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """One version, whole, as it is read and printed."""
    row = _set(set_id)
    runs = Redecision.objects.filter(rule_set=row).defer("text").order_by("-started_at")[:5]
    context: dict[str, Any] = {
        **reading(row.text, row.hash),
        "row": row,
        "versions": shelves.versions_of(row, today=timezone.localdate()),
        "may": permits(request.user, Permission.PUBLISH_RULES),
        "runs": [(run, run_look(run.status)) for run in runs],
    }
    return render(request, "policies/rules/set.html", context)


@require_safe
@allow(Permission.SEE_POLICIES)
def diff(request: HttpRequest) -> HttpResponse:
    """What one version says otherwise than another; either may be a draft."""
    old, new = (_text(request, name) for name in ("old", "new"))
    rules = [rulesets.from_text(text).engine.rules for text in (old, new)]
    context = {"old": rules[0], "new": rules[1], "changes": shelves.told(differences(*rules), rules, language())}
    return render(request, "policies/rules/diff.html", context)


@require_safe
@allow(Permission.SEE_POLICIES)
def download(request: HttpRequest, set_id: UUID, kind: str) -> HttpResponse:
    """The workbook, or the text."""
    return file_of(_set(set_id).text, kind)


@require_POST
@allow(Permission.PUBLISH_RULES)
@journal.once
def redecide(request: HttpRequest, set_id: UUID) -> HttpResponse:
    """Make past decisions again by a set that is published."""
    row = _set(set_id)
    run = redeciding.begin(actor=Actor.staff(request.user.pk), now=timezone.now(), rule_set=row.id)
    return redirect("policies:past", run.id)


def reading(text: str, hash_: str) -> dict[str, Any]:
    """What the page of a set shows, published or not."""
    rules, tongue = rulesets.from_text(text).engine.rules, language()
    told = pages.situations(hash_, text)
    return {
        "rules": rules,
        "title": rules.title.said(tongue),
        "tongue": tongue,
        "chapters": pages.chapters(rules, tongue),
        "set_options": pages.options(rules, tongue),
        "rescues": pages.rescues(rules, tongue),
        "questions": pages.questions(rules, tongue),
        "situations": in_words(told, rules, tongue),
        "red": sum(not one["green"] for one in told),
    }


def _set(set_id: UUID) -> RuleSet:
    row = RuleSet.objects.select_related("insurer").filter(pk=set_id).first()
    if row is None:
        raise Http404
    return row


def _text(request: HttpRequest, name: str) -> str:
    try:
        wanted = UUID(request.GET.get(name, ""))
    except ValueError as error:
        raise Http404 from error
    row = RuleSet.objects.filter(pk=wanted).first()
    if row is None and permits(request.user, Permission.PUBLISH_RULES):
        draft = RuleDraft.objects.filter(pk=wanted).exclude(text="").first()
        return draft.text if draft else _missing()
    return row.text if row else _missing()


def _missing() -> str:
    raise Http404
