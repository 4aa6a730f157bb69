"""Two cases side by side, and making them one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pharos.cases import api as cases
from pharos.cases import messages, offers
from pharos.cases.actions.merging import objections_to_merge
from pharos.cases.models import Merging
from pharos.cases.queries.alike import beside
from pharos.cases.queries.merging import fingerprint, sides
from pharos.cases.rules.merging import Conflict, Keep, Side, Topic, conflicts, unchosen
from pharos.cases.views.looking import case_or_404
from pharos.core.objections import Objected, Objection
from pharos.journal.api import once
from pharos.people.api import Permission, actor, allow, me, typed, viewer_of

FOUND = 8


@dataclass(frozen=True)
class Answer:
    """One way to settle a conflict, as a radio button."""

    value: str
    word: str
    checked: bool


@dataclass(frozen=True)
class Compared:
    """One topic of the page: what each case says, and how to choose where they differ."""

    topic: str
    label: str
    ours: str
    theirs: str
    answers: list[Answer]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.WORK_CASES)
@typed("merge")
def choose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Which other case is the same trouble: those that look alike, and whatever one searches for."""
    snapshot, viewer = case_or_404(request, case_id), viewer_of(request)
    text = request.GET.get("q", "")[:120].strip()
    found = cases.search(text, year=timezone.localdate().year, limit=FOUND) if text else []
    context = {
        "case": snapshot,
        "line": snapshot.line,
        "name": offers.named(snapshot.line),
        "text": text,
        "alike": beside(snapshot).alike,
        "found": [offers.hit(line, viewer) for line in found if line.id != case_id],
    }
    return render(request, "cases/merge_choose.html", context)


@require_http_methods(["GET", "POST"])
@allow(Permission.WORK_CASES)
@once
def look(request: HttpRequest, case_id: UUID, other: UUID) -> HttpResponse:
    """What the survivor (the first) would say and owe with the other in it; posting does it."""
    pair = sides(case_id, other)
    if pair is None:
        raise Http404
    said = request.POST if request.method == "POST" else {}
    chosen = _chosen(said)
    objections: tuple[Objection, ...] = objections_to_merge(*pair, actor(request), me(request).permissions)
    if request.method == "POST" and not objections:
        try:
            merging = cases.merge_cases(
                actor=actor(request), now=timezone.now(), pair=(case_id, other), choices=chosen,
                seen=said.get("seen", ""), permissions=me(request).permissions,
            )  # fmt: skip
        except Objected as objected:
            objections = objected.objections
            pair = sides(case_id, other) or pair
        else:
            undo = reverse("cases:unmerge", args=[case_id, merging])
            toasts.success(request, _("Two cases are one now"), extra_tags=f"undo {undo}")
            return redirect(cases.card_url(case_id))
    context = _compared(request, pair, chosen) | {"problems": messages.sentences(objections)}
    return render(request, "cases/merge.html", context, status=422 if request.method == "POST" else 200)


@allow(Permission.WORK_CASES)
@require_POST
@once
def undo(request: HttpRequest, case_id: UUID, merging: UUID) -> HttpResponse:
    """Take a merge back, or say what has been built on it since."""
    snapshot = case_or_404(request, case_id)
    try:
        cases.unmerge(actor=actor(request), now=timezone.now(), merging_id=merging)
    except Merging.DoesNotExist:
        raise Http404 from None
    except Objected as objected:
        context = {
            "line": snapshot.line,
            "back": cases.card_url(case_id),
            "problems": messages.sentences(objected.objections),
        }
        return render(request, "cases/merge_stands.html", context, status=422)
    toasts.success(request, _("The two cases stand apart again"))
    return redirect(cases.card_url(case_id))


def _chosen(said: Mapping[str, str]) -> dict[Topic, Keep]:
    answers = {topic: said.get(f"keep-{topic}", "") for topic in Topic}
    return {topic: Keep(answer) for topic, answer in answers.items() if answer in set(Keep)}


def _compared(request: HttpRequest, pair: tuple[Side, Side], chosen: Mapping[Topic, Keep]) -> dict[str, Any]:
    survivor, gone = (case_or_404(request, side.id) for side in pair)
    viewer = viewer_of(request)
    differing = {one.topic: one for one in conflicts(*pair)}
    refused = objections_to_merge(*pair, actor(request), me(request).permissions)
    topics = [
        Compared(topic, messages.word(messages.TOPICS, topic), ours, theirs, _answers(differing.get(topic), chosen))
        for topic in Topic
        for ours, theirs in [(_says(survivor, topic, viewer.language), _says(gone, topic, viewer.language))]
        if ours or theirs
    ]
    return {
        "now": timezone.now(),
        "survivor": survivor,
        "gone": gone,
        "names": [offers.named(one.line) for one in (survivor, gone)],
        "states": [offers.state_chip(one.line) for one in (survivor, gone)],
        "topics": topics,
        "urgency": max(survivor.line.urgency, gone.line.urgency),
        "open_questions": bool(unchosen(*pair, chosen)),
        "refused": messages.sentences(refused),
        "seen": fingerprint(*pair),
        "swap": reverse("cases:merge-look", args=[gone.id, survivor.id]),
    }


def _answers(conflict: Conflict | None, chosen: Mapping[Topic, Keep]) -> list[Answer]:
    if conflict is None:
        return []
    words = {Keep.OURS: _("left"), Keep.THEIRS: _("right"), Keep.BOTH: _("both")}
    now = chosen.get(conflict.topic, conflict.preset)
    return [Answer(keep.value, words[keep], keep == now) for keep in conflict.answers]


def _says(case: cases.CaseSnapshot, topic: Topic, language: str) -> str:
    line, details = case.line, case.details
    match topic:
        case Topic.NAME:
            return line.person_name
        case Topic.BIRTH_DATE:
            return line.birth_date.strftime("%d.%m.%Y") if line.birth_date else ""
        case Topic.PHONE:
            return line.phone
        case Topic.POLICY:
            state = offers.policy_chip(line)[2] if line.policy_state != cases.PolicyState.NONE else ""
            return " · ".join(filter(None, (line.policy_number, line.insurer(language), state)))
        case Topic.PLACE:
            return ", ".join(filter(None, (offers.where(line, language), line.hotel, details.room)))
        case Topic.COMPLAINT:
            return details.complaint
        case Topic.CIRCUMSTANCES:
            return details.circumstances
