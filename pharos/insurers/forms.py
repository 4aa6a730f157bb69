"""Forms of insurers and of what belongs to them."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pharos.insurers.messages import SERVICES
from pharos.insurers.models import (
    LANGUAGES,
    AuthorityLimit,
    Contact,
    Insurer,
    KnownAddress,
    NumberPattern,
    SenderAddress,
    ServiceTarget,
)
from pharos.insurers.rules import Hours, hours_text, read_hours


class InsurerForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no argument at run time
    """An insurer's own particulars."""

    class Meta:
        model = Insurer
        fields = [
            "code", "name_ru", "name_en", "country", "language", "time_zone", "greeting_ru", "greeting_en", "rules_ru",
            "rules_en", "active",
        ]  # fmt: skip
        labels = {
            "code": _("Short code"),
            "name_ru": _("Name in Russian"),
            "name_en": _("Name in English"),
            "country": _("Country, two letters"),
            "language": _("Language of letters"),
            "time_zone": _("Time zone"),
            "greeting_ru": _("Greeting in Russian"),
            "greeting_en": _("Greeting in English"),
            "rules_ru": _("Conversation rules in Russian, one a line"),
            "rules_en": _("Conversation rules in English, one a line"),
            "active": _("We work for this insurer"),
        }
        help_texts = {"rules_ru": "", "rules_en": ""}
        widgets = {name: forms.Textarea({"rows": 3}) for name in ("greeting_ru", "greeting_en", "rules_ru", "rules_en")}

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper()

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).strip().upper()

    def clean_time_zone(self) -> str:
        zone = str(self.cleaned_data["time_zone"]).strip()
        if zone not in available_timezones():
            raise forms.ValidationError(_("No such time zone. It is written like Europe/Moscow."))
        return zone


class PartForm(forms.Form):
    """What belongs to an insurer; `initial_from` fills the form from a row."""

    @classmethod
    def initial_from(cls, row: models.Model) -> dict[str, Any]:
        return {name: getattr(row, name) for name in cls.base_fields}


class ContactForm(PartForm):
    name = forms.CharField(label=_("Name or desk"), max_length=120)
    duty = forms.CharField(label=_("What for"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=32, required=False)
    mail = forms.EmailField(label=_("Mail"), required=False)
    languages = forms.CharField(label=_("Languages"), required=False, help_text=_("Codes, such as ru, en"))
    hours = forms.CharField(
        label=_("Hours"),
        required=False,
        help_text=_("Their time: Mon–Fri 09:00–18:00; Sat 10:00–14:00"),
    )
    after_hours = forms.BooleanField(label=_("Call when nobody is on duty"), required=False)

    @classmethod
    def initial_from(cls, row: models.Model) -> dict[str, Any]:
        assert isinstance(row, Contact)
        hours = [Hours(one.weekday, one.opens, one.closes) for one in row.hours.all()]
        shown = {"languages": ", ".join(row.languages), "hours": hours_text(hours, get_language() or "en")}
        return {name: getattr(row, name) for name in ("name", "duty", "phone", "mail", "after_hours")} | shown

    def clean_languages(self) -> list[str]:
        codes = [code.strip().lower() for code in str(self.cleaned_data["languages"]).split(",") if code.strip()]
        if any(len(code) != 2 or not code.isalpha() for code in codes):
            raise forms.ValidationError(_("Write languages by their two letters: ru, en."))
        return codes

    def clean_hours(self) -> list[Hours]:
        try:
            return read_hours(str(self.cleaned_data["hours"]))
        except ValueError as error:
            raise forms.ValidationError(_("Write hours like Mon–Fri 09:00–18:00.")) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("phone") and not cleaned.get("mail"):
            raise forms.ValidationError(_("A contact needs a telephone or a mail address."))
        return cleaned


class SenderForm(PartForm):
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    address = forms.EmailField(label=_("Address our letters go out from"))
    display_name = forms.CharField(label=_("Name shown to the reader"), max_length=120)


class AddressForm(PartForm):
    address = forms.CharField(
        label=_("Address or domain"), max_length=254, help_text=_("claims@insurer.example or insurer.example")
    )

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip().lower()
        if "." not in address.rpartition("@")[2] or " " in address:
            raise forms.ValidationError(_("Write a mail address or a domain."))
        return address


class PatternForm(PartForm):
    pattern = forms.CharField(
        label=_("Pattern"),
        max_length=60,
        help_text=_("N a digit, YYYY or YY a year, the rest as printed"),
    )
    example = forms.CharField(label=_("Example"), max_length=60, required=False)


class LimitForm(PartForm):
    country = forms.CharField(label=_("Country, empty for all others"), max_length=2, required=False)
    amount = forms.DecimalField(label=_("Up to"), min_value=0, max_digits=12, decimal_places=2)
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency"))

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).strip().upper()


class TargetForm(PartForm):
    service = forms.ChoiceField(label=_("Service"), choices=list(SERVICES.items()))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=60 * 24 * 30)


FORMS: Mapping[str, tuple[type[PartForm], type[models.Model]]] = {
    "contact": (ContactForm, Contact),
    "sender": (SenderForm, SenderAddress),
    "address": (AddressForm, KnownAddress),
    "pattern": (PatternForm, NumberPattern),
    "limit": (LimitForm, AuthorityLimit),
    "target": (TargetForm, ServiceTarget),
}
