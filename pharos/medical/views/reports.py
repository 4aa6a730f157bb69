"""A clinic's report, taken down beside its text."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pharos.cases import api as cases
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.medical.actions.reporting import Reported, file_report
from pharos.medical.forms import COLUMNS, LINES, ReportForm, medicines_of
from pharos.medical.messages import refusals
from pharos.medical.models import MedicalReport
from pharos.medical.queries.papers import Paper, paper_text, papers_of
from pharos.medical.queries.told import newest_report
from pharos.medical.queries.unclear import unclear_in
from pharos.medical.rules.secrecy import Part
from pharos.medical.seeing import seeing
from pharos.people.api import actor, found, language, me

SHOWN, TOLD = 5, 4


@require_GET
@seeing(Part.REPORT)
def report(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The form, filled with the report that stands, beside the text of the chosen paper."""
    case = found(cases.case(case_id, medical=True))
    before = newest_report(case.id)
    return _page(request, case, ReportForm(initial=_initial(case, before)), _told(before).get("medicines", []))


@require_POST
@seeing(Part.REPORT)
@once
def file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """File it. A report for another person is stopped, and nothing typed is lost."""
    case, form = found(cases.case(case_id, medical=True)), ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, _typed(form), status=422)
    said = form.cleaned_data
    paper = next((one for one in papers_of(case.id) if one.id == said["attachment"]), None)
    reported = Reported(
        patient=said["patient"], birth_date=said["birth_date"], clinic=said["clinic"], seen_on=said["seen_on"],
        told=form.told(), letter=paper.letter if paper else None, attachment=paper.id if paper else None,
        seen=said["seen"], sure=said["sure"],
    )  # fmt: skip
    try:
        file_report(actor=actor(request), now=timezone.now(), case_id=case.id, staff=me(request).pk, reported=reported)
    except Objected as objected:
        return _page(request, case, form, _typed(form), problems=refusals(objected.objections), status=409)
    done, unclear = _("The report is filed, and the treatment waits for a doctor's review"), list(_unclear(case.id))
    if unclear:
        messages.error(request, " ".join([f"{done}.", *unclear]))  # in one: a page shows one of them
    else:
        messages.success(request, done)
    return redirect("case", case.id)


def _unclear(case_id: UUID) -> Iterator[str]:
    """What its taker should compare with the paper, or ask the clinic for, while it is at hand."""
    unclear = unclear_in(case_id, language())
    if unclear.foreign:
        yield _(
            "Most of the findings were not understood: the report seems to be in another language. File it again as"
            " its correction, with the findings in Russian or English; without them the diagnosis is not checked."
        )
    yield from unclear.notices[:TOLD]
    if unclear.unknown:
        names = ", ".join(unclear.unknown)
        yield _("Known by no name: %(names)s. Compare the spelling with the paper.") % {"names": names}
    for name in unclear.tenfold:
        yield _(
            "%(name)s: the dose looks ten times too high. Compare it with the paper; if it was mistyped, file the"
            " report again as its correction."
        ) % {"name": name}


def _page(
    request: HttpRequest,
    case: cases.CaseSnapshot,
    form: ReportForm,
    typed: list[dict[str, Any]],
    *,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    papers = papers_of(case.id)
    chosen = _chosen(papers, request.GET.get("paper") or request.POST.get("attachment") or "")
    rows = max(SHOWN, len(typed) + 2)
    context = {
        "case": case,
        "form": form,
        "papers": papers,
        "paper": chosen,
        "text": paper_text(chosen) if chosen else None,
        "lines": [_line(at, typed[at] if at < len(typed) else {}) for at in range(min(rows, LINES))],
        "problems": problems or [],
    }
    return render(request, "medical/report.html", context, status=status)


def _chosen(papers: list[Paper], wanted: str) -> Paper | None:
    return next((one for one in papers if str(one.id) == wanted), papers[0] if papers else None)


def _line(at: int, said: dict[str, Any]) -> list[tuple[str, str, Any]]:
    return [(f"m{at}-{name}", name, said.get(name, "")) for name in COLUMNS]


def _typed(form: ReportForm) -> list[dict[str, Any]]:
    return medicines_of(form.data)


def _told(report: MedicalReport | None) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(report.told) if report and report.told else {}
    return told


def _initial(case: cases.CaseSnapshot, before: MedicalReport | None) -> dict[str, Any]:
    """The report that stands, else the case's own name and birth date."""
    told = _told(before)
    about = json.loads(before.about) if before and before.about else {}
    first: dict[str, Any] = {"patient": case.line.person_name, "birth_date": case.line.birth_date}
    first |= about | {"seen": before.id if before else None}
    for name in ("birth_date", "seen_on"):
        if name in about:
            first[name] = date.fromisoformat(about[name])
    for name in ("diagnosis", "weight", "pregnant", "hospital_days"):
        first[name] = told.get(name)
    for name, between in (("findings", "\n"), ("tests", "\n"), ("allergies", ", "), ("chronic", ", ")):
        first[name] = between.join(told.get(name, []))
    first["own_medicines"] = ", ".join(told.get("own_medicines", []))
    return first
