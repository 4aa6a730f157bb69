"""The page of one provider, and the acts upon it as a whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.network.actions import providers as acts
from pharos.network.actions.observing import observe
from pharos.network.forms import ProviderForm
from pharos.network.models import Credential, Observation, Provider
from pharos.network.offers.figures import quality_words, taken_words
from pharos.network.queries.providers import chosen_count, facilities_near, figures_of, twins_of, twins_of_new
from pharos.network.rules import hours
from pharos.network.rules.naming import name_key
from pharos.network.wording import ALIKE, OBSERVED, SEEN, SUSPENSIONS, objection_text
from pharos.people.api import Permission, allow, drafted, permits, take_up

TABS = (
    ("card", gettext_lazy("Card")), ("contracts", gettext_lazy("Contracts and prices")),
    ("papers", gettext_lazy("Papers")), ("quality", gettext_lazy("What was seen")), ("same", gettext_lazy("Same as")),
)  # fmt: skip
NOBODY = UUID(int=0)
"""What the draft of a provider is about that is not there yet: one at a time is enough."""


@require_safe
@allow(Permission.SEE_NETWORK)
def provider_page(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """One provider; `tab` opens a part."""
    return _shown(request, _provider(provider_id))


def _shown(request: HttpRequest, provider: Provider, *, status: int = 200, **more: Any) -> HttpResponse:
    tab = next((code for code, _title in TABS if code == request.GET.get("tab")), "card")
    today = timezone.localdate()
    context: dict[str, Any] = {
        "provider": provider, "name": provider.title(_language()), "tabs": TABS, "tab": tab, "today": today,
        "now_there": hours.at(provider.hours, timezone.now(), provider.time_zone, provider.country),
        "may_change": permits(request.user, Permission.CHANGE_NETWORK),
        "may_tell": permits(request.user, Permission.WORK_CASES) or permits(request.user, Permission.CHANGE_NETWORK),
        "suspensions": SUSPENSIONS.items(),
        "twins": [(one, ALIKE[one.why], one.provider.title(_language())) for one in twins_of(provider)],
    }  # fmt: skip
    if tab == "quality":
        figures = figures_of(provider.id, today)
        seen = provider.observations.all()[:30]
        context |= {
            "quality": quality_words(figures), "taken": taken_words(figures), "chosen": chosen_count(provider.id),
            "seen": [(one, SEEN.get(one.kind, one.kind), OBSERVED.get(one.code, one.code)) for one in seen],
            "kinds": SEEN.items(), "codes": OBSERVED.items(),
        }  # fmt: skip
    if tab == "same":
        context["facilities"] = facilities_near(provider)
    return render(request, "network/providers/page.html", context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.CHANGE_NETWORK)
@journal.once
@drafted
def add(request: HttpRequest) -> HttpResponse:
    """A new provider; who may already be it stands beside before anything is kept."""
    form = ProviderForm(request.POST or None)
    twins: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.particulars
        key = name_key((given["name_latin"], given["name_local"], given["name_ru"]))
        found = twins_of_new(key, given["country"], given["latitude"], given["longitude"])
        if found and request.POST.get("another") != "yes":
            twins = [(one, ALIKE[one.why], one.provider.title(_language())) for one in found]
        else:
            try:
                added = acts.add_provider(actor=_actor(request), now=timezone.now(), particulars=given)
                toasts.success(request, _("Added"))
                return redirect("network:page", added.id)
            except Objected as objected:
                objected_to(form, objected)
    take_up(request, form, code="network.provider", subject=NOBODY)
    context = {"form": form, "provider": None, "twins": twins}
    return render(request, "network/providers/form.html", context, status=422 if form.errors or twins else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.CHANGE_NETWORK)
@journal.once
@drafted
def change(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """A provider's own particulars."""
    provider = _provider(provider_id)
    form = ProviderForm(request.POST or None, initial=ProviderForm.initial_from(provider))
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_provider(
                actor=_actor(request), now=timezone.now(), provider_id=provider.id, particulars=form.particulars
            )
            toasts.success(request, _("Saved"))
            return redirect("network:page", provider.id)
        except Objected as objected:
            objected_to(form, objected)
    take_up(request, form, code="network.provider", subject=provider.id)
    context = {"form": form, "provider": provider}
    return render(request, "network/providers/form.html", context, status=422 if form.errors else 200)


@require_POST
@allow(Permission.CHANGE_NETWORK)
@journal.once
def act(request: HttpRequest, provider_id: UUID, what: str) -> HttpResponse:
    """Suspend, resume or close; link or unlink a facility."""
    provider, now, actor = _provider(provider_id), timezone.now(), _actor(request)
    facility, why = _uuid(request.POST.get("facility", "")), request.POST.get("why", "")
    try:
        if what == "suspend" and why in SUSPENSIONS:
            acts.suspend_provider(actor=actor, now=now, provider_id=provider.id, why=why)
        elif what == "resume":
            acts.resume_provider(actor=actor, now=now, provider_id=provider.id)
        elif what == "close":
            acts.close_provider(actor=actor, now=now, provider_id=provider.id)
        elif what == "link" and facility:
            acts.link_facility(actor=actor, now=now, provider_id=provider.id, facility_id=facility)
        elif what == "unlink" and facility:
            acts.unlink_facility(actor=actor, now=now, provider_id=provider.id, facility_id=facility)
        else:
            raise Http404
    except Objected as objected:
        return _shown(request, provider, status=422, refused=" ".join(map(objection_text, objected.objections)))
    toasts.success(request, _("Saved"))
    return redirect("network:page", provider.id)


@require_POST
@allow(Permission.SEE_NETWORK)
@journal.once
def tell(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """What was seen of it: taken after so many minutes, refused, rated."""
    provider = _provider(provider_id)
    may = permits(request.user, Permission.WORK_CASES) or permits(request.user, Permission.CHANGE_NETWORK)
    kind, code = request.POST.get("kind", ""), request.POST.get("code", "")
    number = request.POST.get("number", "")
    told = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else None
    if not may or kind not in Observation.Kind.values or (code and code not in OBSERVED):
        raise Http404
    if kind == "rating" and not (told and 1 <= told <= 5):
        return _shown(request, provider, status=422, refused=_("A rating is a number from 1 to 5."))
    more = {"score": told} if kind == "rating" else {"minutes": told} if kind == "accepted" else {}
    observe(actor=_actor(request), now=timezone.now(), provider_id=provider.id, kind=kind, code=code, **more)
    toasts.success(request, _("Noted"))
    return redirect(f"{request.path.removesuffix('tell/')}?tab=quality")


@require_safe
@allow(Permission.SEE_NETWORK)
def paper(request: HttpRequest, provider_id: UUID, credential_id: UUID) -> HttpResponse:
    """The scan of a credential, to be saved, never shown as a page of ours."""
    found = get_object_or_404(Credential, id=credential_id, provider_id=provider_id, file__isnull=False)
    response = HttpResponse(bytes(found.file or b""), content_type=found.file_type or "application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="credential-{found.id}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def objected_to(form: ProviderForm, objected: Objected) -> None:
    """Each objection beside the field it is about."""
    places = {"hours_unreadable": "hours", "nowhere": "latitude", "swapped": "latitude", "other_country": "country"}
    for objection in objected.objections:
        form.add_error(places.get(objection.code), objection_text(objection))


def _provider(provider_id: UUID) -> Provider:
    return get_object_or_404(Provider, id=provider_id)


def _language() -> str:
    return (get_language() or "ru")[:2]


def _actor(request: HttpRequest) -> Actor:
    return Actor.staff(request.user.pk)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
