"""Hotels by which a place can be found: those staff have told us of, a form for one more."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.people.api import Permission, allow, drafted, permits, take_up
from pharos.places import hotels
from pharos.places.countries import countries
from pharos.places.messages import HOTEL_OBJECTIONS

NEW = UUID(int=0)


class HotelForm(forms.Form):
    """The name over the door, how else it is said, and the place it is in."""

    name = forms.CharField(label=gettext_lazy("Name over the door"), max_length=120)
    others = forms.CharField(
        label=gettext_lazy("Other ways to say it, one a line"), required=False, max_length=600,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    place_text = forms.CharField(label=gettext_lazy("Place it is in"), max_length=120)
    place = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        attributes = {"data-combo": reverse("places:suggest"), "data-combo-into": "#id_place"}
        self.fields["place_text"].widget.attrs.update(attributes)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("place_text") and not cleaned.get("place"):
            self.add_error("place_text", _("Choose the place from those that are offered."))
        return cleaned


@allow(Permission.SEE_PLACES)
@journal.once
@drafted
def hotel_list(request: HttpRequest) -> HttpResponse:
    """Those staff have added, and the form for one more."""
    may = permits(request.user, Permission.VERIFY_PLACES)
    form = HotelForm(request.POST or None)
    if request.method == "POST" and may and form.is_valid() and _added(request, form):
        messages.success(request, _("Hotel added"))
        return redirect("places:hotels")
    if may:
        take_up(request, form, code="places.hotel", subject=NEW)
    language = (get_language() or "en")[:2]
    rows = [(one, one.place.title(language), countries()[one.place.country].name(language)) for one in hotels.hotels()]
    context = {"rows": rows, "form": form if may else None}
    return render(request, "places/hotels.html", context, status=422 if form.errors else 200)


@require_POST
@allow(Permission.VERIFY_PLACES)
@journal.once
def remove(request: HttpRequest, hotel: UUID) -> HttpResponse:
    """It leads nowhere any more."""
    hotels.remove_hotel(actor=Actor.staff(request.user.pk), now=timezone.now(), hotel_id=hotel)
    messages.success(request, _("Hotel removed"))
    return redirect("places:hotels")


def _added(request: HttpRequest, form: HotelForm) -> bool:
    told = form.cleaned_data
    try:
        hotels.add_hotel(
            actor=Actor.staff(request.user.pk), now=timezone.now(), name=told["name"], others=told["others"],
            place_id=told["place"],
        )  # fmt: skip
    except Objected as objected:
        for objection in objected.objections:
            form.add_error("name", str(HOTEL_OBJECTIONS[objection.code]) % dict(objection.facts))
    return not form.errors
