"""What one does to a request: each act is one form, its answer the page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pharos.journal.api import once
from pharos.network.desk.actions import agreeing, moving, opening, scouting
from pharos.network.desk.forms import (
    AttemptForm,
    GiveUpForm,
    JourneyForm,
    NamedForm,
    ProofForm,
    ProviderForm,
    TermsForm,
)
from pharos.network.desk.queries.missions import mission
from pharos.network.desk.views.looking import found, row_of, tried
from pharos.network.desk.views.pages import page
from pharos.network.models import Candidate
from pharos.network.rules.requests import Step
from pharos.people.api import Permission, actor, allow, drafted, me, uuid


def _doing(request: HttpRequest, **about: UUID) -> dict[str, Any]:
    """Who acts when, about what."""
    return {"actor": actor(request), "now": timezone.now(), **about}


def _act(request: HttpRequest, request_id: UUID, done: str, act: Callable[[], Any]) -> HttpResponse:
    row_of(request_id)

    def doing() -> HttpResponse:
        act()
        messages.success(request, done)
        return redirect("destinations:request", request_id)

    return tried(doing, lambda problems: page(request, found(request_id), problems=problems))


def _formed(
    request: HttpRequest, request_id: UUID, name: str, form: forms.Form, done: str, act: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    if not form.is_valid():
        return page(request, found(request_id), given={name: form})
    return _act(request, request_id, done, lambda: act(form.cleaned_data))


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
def place(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """This place is meant, or the whole country."""
    chosen, country = uuid(request.POST.get("place")), request.POST.get("country", "")[:2]
    doing = _doing(request, request_id=request_id)
    return _act(
        request, request_id, _("Place set"),
        lambda: moving.set_place(**doing, place_id=chosen, country="" if chosen else country),
    )  # fmt: skip


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
@drafted
def journey(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Who goes when."""
    doing = _doing(request, request_id=request_id)
    return _formed(
        request, request_id, "journey", JourneyForm(request.POST), _("Journey kept"),
        lambda told: opening.change_journey(**doing, told=opening.Journey(**told)),
    )  # fmt: skip


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
def move(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """On, back, or out."""
    to, seen = request.POST.get("to", ""), request.POST.get("seen", "")
    if to not in set(Step):
        raise Http404
    doing = _doing(request, request_id=request_id)
    return _act(request, request_id, _("Moved on"), lambda: moving.move(**doing, to=Step(to), seen=seen))


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
@drafted
def give_up(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Nobody can be had there in time."""
    seen = request.POST.get("seen", "")
    doing = _doing(request, request_id=request_id)
    return _formed(
        request, request_id, "give_up", GiveUpForm(request.POST), _("The search has ended"),
        lambda told: moving.give_up(**doing, reason=told["reason"], seen=seen),
    )  # fmt: skip


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
def take(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """I work it; or lay it back."""
    staff = me(request).pk if request.POST.get("take") == "yes" else None
    doing = _doing(request, request_id=request_id)
    done = _("Taken") if staff else _("Laid back")
    return _act(request, request_id, done, lambda: moving.take(**doing, staff=staff))


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
def facilities(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Facilities of lists, partners of ours and embassies become candidates."""
    chosen = [one for one in map(uuid, request.POST.getlist("facility")) if one]
    partners = [one for one in map(uuid, request.POST.getlist("provider")) if one]
    asked = [one for one in map(mission, request.POST.getlist("mission")) if one]
    doing = _doing(request, request_id=request_id)

    def act() -> None:
        scouting.add_facilities(**doing, facilities=chosen)
        for one in partners:
            scouting.add_provider_candidate(**doing, provider_id=one)
        for embassy in asked:
            scouting.add_mission(**doing, mission=embassy)

    return _act(request, request_id, _("Candidates added"), act)


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
@drafted
def named(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Somebody an embassy, a partner or a page told of."""
    doing = _doing(request, request_id=request_id)
    return _formed(
        request, request_id, "named", NamedForm(request.POST), _("Candidate added"),
        lambda told: scouting.name_candidate(**doing, named=scouting.Named(**told)),
    )  # fmt: skip


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
@drafted
def attempt(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """A call, a message or a visit to a candidate."""
    candidate = _candidate(request_id, request.POST.get("candidate"))
    doing = _doing(request, candidate_id=candidate.id)
    return _formed(
        request, request_id, "attempt", AttemptForm(request.POST), _("Written down"),
        lambda told: scouting.note_attempt(**doing, **told),
    )  # fmt: skip


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
def choose(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """With this one we try to agree."""
    candidate = _candidate(request_id, request.POST.get("candidate"))
    doing = _doing(request, candidate_id=candidate.id)
    return _act(request, request_id, _("Chosen"), lambda: scouting.choose(**doing))


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
@drafted
def provider(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The chosen one becomes a provider."""
    chosen = Candidate.objects.filter(request=request_id, state=Candidate.State.CHOSEN).first()
    if chosen is None:
        raise Http404
    doing = _doing(request, candidate_id=chosen.id)
    return _formed(
        request, request_id, "provider", ProviderForm(request.POST), _("Provider kept"),
        lambda told: agreeing.make_provider(
            **doing, becoming=agreeing.Becoming(**told | {"capabilities": tuple(told["capabilities"])})
        ),
    )  # fmt: skip


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
@drafted
def proof(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """A proof of the provider was seen."""
    doing = _doing(request, request_id=request_id)
    return _formed(
        request, request_id, "proof", ProofForm(request.POST), _("Proof kept"),
        lambda told: agreeing.keep_proof(**doing, kind=told.pop("kind"), values=told),
    )  # fmt: skip


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
@drafted
def agree(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What was agreed."""
    doing = _doing(request, request_id=request_id)
    return _formed(
        request, request_id, "terms", TermsForm(request.POST), _("Agreement written down"),
        lambda told: agreeing.conclude(**doing, terms=agreeing.Terms(**told)),
    )  # fmt: skip


def _candidate(request_id: UUID, text: str | None) -> Candidate:
    chosen = Candidate.objects.filter(request=request_id, pk=uuid(text) or UUID(int=0)).first()
    if chosen is None:
        raise Http404
    return chosen
