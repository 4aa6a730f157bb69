"""Forms of the desk. Each has a draft behind it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pharos.insurers import api as insurers
from pharos.network.desk.messages import (
    AIMS,
    CANDIDATE_KINDS,
    CAPABILITIES,
    GIVEN_UP,
    ORIGINS,
    OUTCOMES,
    PROOFS,
    PROVIDER_KINDS,
    PURPOSES,
    WAYS,
)
from pharos.network.rules.requests import Origin
from pharos.network.rules.supply import LANGUAGES
from pharos.people.api import language

NOTHING = ("", "—")


def _day(label: Any, *, required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


def _but(words: Mapping[str, Any], *codes: str) -> list[tuple[str, Any]]:
    return [(key, word) for key, word in words.items() if key not in codes]


class JourneyForm(forms.Form):
    """Who goes when, and what we try for."""

    travellers = forms.IntegerField(label=_("Travellers"), required=False, min_value=1, max_value=100_000)
    departs_on = _day(_("First departure"))
    returns_on = _day(_("Last return"))
    purpose = forms.ChoiceField(label=_("Purpose"), required=False, choices=[NOTHING, *PURPOSES.items()])
    aim = forms.ChoiceField(label=_("We try for"), choices=list(AIMS.items()))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        leaves, returns = cleaned.get("departs_on"), cleaned.get("returns_on")
        if leaves and returns and returns < leaves:
            self.add_error("returns_on", _("The return is before the departure."))
        return cleaned


class RequestForm(JourneyForm):
    """A request that was told by telephone, or a prospect of ours."""

    origin = forms.ChoiceField(label=_("Who asks"), choices=list(ORIGINS.items()))
    insurer = forms.ChoiceField(label=_("Insurer"), required=False)
    place_said = forms.CharField(label=_("Place, as it was said"), max_length=200)
    reply_to = forms.EmailField(label=_("Answer to"), required=False)
    details = forms.CharField(label=_("In their words"), required=False, widget=forms.Textarea({"rows": 3}))
    field_order = ["origin", "insurer", "place_said", "travellers", "departs_on", "returns_on", "purpose", "aim"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.companies = {str(one.id): one for one in insurers.insurers()}
        named = [(key, one.name(language())) for key, one in self.companies.items()]
        self.fields["insurer"].choices = [NOTHING, *named]  # type: ignore[attr-defined]
        self.fields["place_said"].widget.attrs["data-combo"] = reverse("places:suggest")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("origin") == Origin.INSURER and not cleaned.get("insurer"):
            self.add_error("insurer", _("Say which insurer asks."))
        return cleaned


class NamedForm(forms.Form):
    """Somebody who might help, told by an embassy, a partner or a page."""

    kind = forms.ChoiceField(label=_("Known from"), choices=_but(CANDIDATE_KINDS, "provider", "facility", "mission"))
    name = forms.CharField(label=_("Name of the clinic or doctor"), max_length=200)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=120)
    email = forms.EmailField(label=_("Mail"), required=False)
    website = forms.CharField(label=_("Page"), required=False, max_length=300)
    source = forms.CharField(label=_("Who told it, and when"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in ("phone", "email", "website")) and not self.errors:
            self.add_error("phone", _("Write down a telephone, an address or a page: how is it reached?"))
        return cleaned


class AttemptForm(forms.Form):
    """A call, a message or a visit, and what came of it."""

    way = forms.ChoiceField(label=_("How"), choices=_but(WAYS, "letter"))
    outcome = forms.ChoiceField(label=_("What came of it"), choices=_but(OUTCOMES, "sent"))
    note = forms.CharField(label=_("Note, without travellers' names"), required=False, max_length=300)


class ProviderForm(forms.Form):
    """What is known of the chosen candidate when it becomes a provider."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(PROVIDER_KINDS.items()))
    name_latin = forms.CharField(label=_("Name in Latin letters"), max_length=160)
    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), min_value=-180, max_value=180)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=20)
    email = forms.EmailField(label=_("Mail"), required=False)
    hours = forms.CharField(label=_("Hours, like Mo-Fr 09:00-18:00"), required=False, max_length=400)
    capabilities = forms.MultipleChoiceField(
        label=_("Can do"), widget=forms.CheckboxSelectMultiple, choices=list(CAPABILITIES.items())
    )
    languages = forms.CharField(label=_("Languages, codes like en ru"), required=False, max_length=60)

    def clean_languages(self) -> tuple[str, ...]:
        codes = tuple(dict.fromkeys(self.cleaned_data["languages"].lower().replace(",", " ").split()))
        if unknown := [code for code in codes if code not in LANGUAGES]:
            raise forms.ValidationError(_("No such language: %(code)s"), params={"code": unknown[0]})
        return codes


class ProofForm(forms.Form):
    """A proof of the provider."""

    kind = forms.ChoiceField(label=_("Proof"), choices=list(PROOFS.items()))
    number = forms.CharField(label=_("Number"), required=False, max_length=80)
    issuer = forms.CharField(label=_("Issued by"), required=False, max_length=160)
    expires_on = _day(_("Holds until"))
    evidence = forms.CharField(label=_("What was seen, and where it lies"), max_length=300)


class TermsForm(forms.Form):
    """What was agreed."""

    number = forms.CharField(label=_("Number of the agreement"), required=False, max_length=60)
    first = _day(_("First day"), required=True)
    last = _day(_("Last day"))
    currency = forms.RegexField(r"^[A-Za-z]{3}$", label=_("Currency"), initial="EUR")
    direct_billing = forms.BooleanField(label=_("They bill us directly"), required=False)
    payment_days = forms.IntegerField(label=_("Days to pay"), required=False, min_value=0, max_value=365)

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("The last day is before the first."))
        return cleaned


class GiveUpForm(forms.Form):
    """Why the search ends."""

    reason = forms.ChoiceField(label=_("Why"), choices=list(GIVEN_UP.items()))


class LetterForm(forms.Form):
    """A letter of the desk."""

    language = forms.ChoiceField(label=_("Language"), choices=[("ru", "Русский"), ("en", "English")])
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=20_000, widget=forms.Textarea({"rows": 16}))
