"""The page of a request: what is known, the one thing to do at this step, and what led here."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pharos.journal import api as journal
from pharos.network.desk.forms import (
    AttemptForm,
    GiveUpForm,
    JourneyForm,
    NamedForm,
    ProofForm,
    ProviderForm,
    TermsForm,
)
from pharos.network.desk.history import history_line
from pharos.network.desk.messages import (
    ANSWERS,
    CANDIDATE_KINDS,
    CANDIDATE_STATES,
    COVERS,
    GIVEN_UP,
    MISSION_SOURCES,
    MISSIONS,
    MOVES,
    NEXT,
    ORIGINS,
    OUTCOMES,
    PROOF_STATES,
    PROOFS,
    RESULTS,
    STEPS,
    TIER_WORDS,
    WAYS,
)
from pharos.network.desk.paper import journey_of, where_of
from pharos.network.desk.queries.lists import step_clock, whole_clock
from pharos.network.desk.queries.missions import mission_named, missions_near
from pharos.network.desk.queries.offering import offer_for
from pharos.network.desk.queries.pages import CandidateView, RequestView, facilities_near, partners_near
from pharos.network.desk.views.looking import found, may_change
from pharos.network.models import DestinationRequest
from pharos.network.queries.facilities import supposed
from pharos.network.rules.request_words import Journey, read_journey
from pharos.network.rules.requests import PATH, Step, result_of
from pharos.people.api import Permission, allow, language, take_up
from pharos.places import api as places

LONGEST = 1_000
OPTIONS = 6
READ = 4_000
Given = Mapping[str, forms.Form]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_NETWORK)
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request. Words typed to find its place come by POST, so that they stand in no address."""
    return page(request, found(request_id), sought=request.POST.get("text", "")[:LONGEST])


# It only reads.
request_page.repeatable = True  # type: ignore[attr-defined]


def page(
    request: HttpRequest, view: RequestView, *, problems: list[str] | None = None, given: Given | None = None,
    sought: str = "",
) -> HttpResponse:  # fmt: skip
    """The page, with refusals at its top; `given` are forms that came back from sending."""
    row, step = view.row, Step(view.row.step)
    context: dict[str, Any] = {
        "view": view, "row": row, "step": step.value, "step_title": STEPS[step], "now": timezone.now(),
        "insurer": row.insurer.name(language()) if row.insurer else "",
        "where": where_of(row, language()), "journey": journey_of(row), "origin": ORIGINS[row.origin],
        "clock": step_clock(row), "whole": whole_clock(row), "problems": problems or [],
        "next": [NEXT[code] for code in view.next], "moves": _moves(view), "path": _path(step),
        "candidates": [_candidate(one) for one in view.candidates], "aim": row.aim,
        "states": [(TIER_WORDS[tier], COVERS[state]) for tier, state in view.states.items()],
        "answer": ANSWERS.get(row.answer), "result": RESULTS.get(row.result, ""),
        "given_up": GIVEN_UP.get(row.given_up, ""),
        "proofs": [(PROOFS[line.kind], PROOF_STATES[line.state], line) for line in view.proofs],
        "history": [history_line(entry) for entry in journal.entries([row.id], limit=30)],
        "tongue": language(), "may_change": may_change(request), "forms": _forms(request, view, given or {}),
    }  # fmt: skip
    context |= _of_step(view, sought)
    return render(request, "network/requests/page.html", context, status=422 if given else 409 if problems else 200)


def _moves(view: RequestView) -> list[dict[str, Any]]:
    """Steps one may go to now; a question to the insurer is a letter and no button. Only a step forward is offered
    as the thing to do."""
    here = _at(Step(view.row.step))
    open_ways = [to for to, objections in view.moves if not objections and to is not Step.CLARIFYING]
    forward = next((to for to in open_ways if _at(to) > here), None)
    ways = sorted(open_ways, key=lambda to: to is not forward)
    return [{"to": to.value, "word": MOVES[to], "go": to is forward} for to in ways]


def _at(step: Step) -> int:
    """The place of a step on the way; -1 off it."""
    return PATH.index(Step.RECEIVED) if step is Step.CLARIFYING else PATH.index(step) if step in PATH else -1


def _path(step: Step) -> list[tuple[Any, str]]:
    """The way as the aside draws it: done, here, to come."""
    here = _at(step)
    return [
        (STEPS[one], "done" if number < here or step is Step.DONE else "here" if number == here else "")
        for number, one in enumerate(PATH)
    ]


def _candidate(view: CandidateView) -> dict[str, Any]:
    known = mission_named(view.row.name) if view.row.kind == "mission" else None
    tried = [(WAYS[one.way], OUTCOMES[one.outcome], one) for one in view.attempts]
    return {
        "name": f"{MISSIONS[known.kind]}, {known.town(language())}" if known else view.row.name,
        "source": MISSION_SOURCES[known.sourced] if known else view.row.source,
        "row": view.row, "kind": CANDIDATE_KINDS[view.row.kind], "state": CANDIDATE_STATES[view.row.state],
        "tried": tried, "answers": view.answers,
        "may_choose": view.row.state == "interested" and view.row.kind != "mission",
    }  # fmt: skip


def _of_step(view: RequestView, sought: str) -> dict[str, Any]:
    row = view.row
    match Step(row.step):
        case Step.RECEIVED | Step.CLARIFYING:
            return _placing(view, sought)
        case Step.SCOUTING:
            return {
                "facilities": facilities_near(row), "partners": partners_near(row),
                "missions": [
                    (one, one.town(language()), MISSIONS[one.kind], km) for one, km in missions_near(row)
                ],
            }  # fmt: skip
        case Step.REGISTER | Step.REPLYING | Step.DONE:
            offer = offer_for(row, timezone.localdate())
            words = {tier: TIER_WORDS[tier] for tier in TIER_WORDS}
            return {"offer": offer, "tier_words": words, "outcome": RESULTS[result_of(view.standing)]}
    return {}


def _placing(view: RequestView, sought: str) -> dict[str, Any]:
    """What the words may mean, and what the letter seems to say of the journey: suggestions, nothing is taken."""
    text = sought or view.row.place_said or _words(view)
    answer = places.answer(text[:LONGEST], language=language()) if text.strip() else None
    options = [_option(match) for match in (answer.candidates[:OPTIONS] if answer else ())]
    return {
        "sought": sought or view.row.place_said, "options": options, "letter_text": _words(view)[:READ],
        "ask": places.ask_in_words(answer, language()) if answer else "", "read": _read(view),
    }  # fmt: skip


def _option(match: places.PlaceMatch) -> dict[str, Any]:
    land = places.countries().get(match.country)
    return {
        "name": match.name, "country": land.name(language()) if land else match.country, "code": match.country,
        "place": str(match.id) if match.id else "", "why": places.found_in_words(match), "sure": match.sure,
        "near": match.near, "km": match.near_km,
    }  # fmt: skip


def _words(view: RequestView) -> str:
    if view.letter is not None:
        return f"{view.letter.subject}\n{view.letter.visible_text}"
    return view.row.details or ""


def _read(view: RequestView) -> Journey:
    return read_journey(_words(view)[:READ], today=timezone.localdate())


def _forms(request: HttpRequest, view: RequestView, given: Given) -> dict[str, forms.Form]:
    """The forms of this step, each with its draft; those that came back stand as they were sent."""
    if not may_change(request):
        return {}
    wanted = {name: given.get(name) or form for name, form in _fresh(view).items()}
    for name, form in wanted.items():
        take_up(request, form, code=f"network.{name}", subject=view.row.id)
    return wanted


def _fresh(view: RequestView) -> dict[str, forms.Form]:
    row = view.row
    match Step(row.step):
        case Step.RECEIVED | Step.CLARIFYING:
            return {"journey": JourneyForm(initial=_journey(row, _read(view)))}
        case Step.SCOUTING:
            return {"named": NamedForm(), "give_up": GiveUpForm()}
        case Step.CONTACTING:
            return {"attempt": AttemptForm(), "give_up": GiveUpForm()}
        case Step.CREDENTIALING:
            return {"proof": ProofForm()} if row.provider_id else {"provider": ProviderForm(initial=_becoming(view))}
        case Step.AGREEING:
            return {"terms": TermsForm(initial=_terms(row))}
    return {}


def _journey(row: DestinationRequest, read: Journey) -> dict[str, Any]:
    """What was said; beside it stands what the letter seems to say."""
    return {
        "travellers": row.travellers or (read.travellers.value if read.travellers else None),
        "departs_on": row.departs_on or (read.departs_on.value if read.departs_on else None),
        "returns_on": row.returns_on, "purpose": row.purpose or (read.purpose.value if read.purpose else ""),
        "aim": row.aim,
    }  # fmt: skip


def _becoming(view: RequestView) -> dict[str, Any]:
    chosen = next((one.row for one in view.candidates if one.row.state == "chosen"), None)
    if chosen is None:
        return {}
    kind = chosen.facility.kind if chosen.facility else "clinic"
    said = [one.value for one, sure in supposed(chosen.facility).items() if sure] if chosen.facility else []
    return {
        "kind": kind, "name_latin": chosen.name, "latitude": chosen.latitude, "longitude": chosen.longitude,
        "phone": chosen.phone, "email": chosen.email, "hours": chosen.facility.hours if chosen.facility else "",
        "capabilities": said or ["therapist"], "languages": "en",
    }  # fmt: skip


def _terms(row: DestinationRequest) -> dict[str, Any]:
    today = timezone.localdate()
    first = min(today, row.departs_on or today)
    return {"first": first, "last": row.returns_on if row.aim == "journey" else None, "currency": "EUR"}
