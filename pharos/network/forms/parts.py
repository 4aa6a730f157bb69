"""Forms of what belongs to a provider."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pharos.core.phones import e164
from pharos.insurers import api as insurers
from pharos.network import models as tables
from pharos.network.forms.fields import DayField, HoursField
from pharos.network.rules.supply import LANGUAGES
from pharos.network.wording import CAPABILITIES, CREDENTIALS, PURPOSES, SERVICES, SPOKEN_BY, STATUSES
from pharos.places import api as places

LARGEST_FILE = 5_000_000
FILES = {"application/pdf", "image/jpeg", "image/png"}


class PartForm(forms.Form):
    """What belongs to a provider; `country` of the provider reads numbers written without a country code."""

    def __init__(self, *args: Any, country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    @classmethod
    def initial_from(cls, row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}


class PhoneForm(PartForm):
    purpose = forms.ChoiceField(label=_("What for"), choices=list(PURPOSES.items()))
    number = forms.CharField(label=_("Number"), max_length=40)
    extension = forms.CharField(label=_("Extension"), max_length=10, required=False)
    note = forms.CharField(label=_("Note"), max_length=120, required=False)
    order = forms.IntegerField(label=_("Order of ringing"), min_value=0, max_value=99, initial=0)

    def clean_number(self) -> str:
        number = e164(str(self.cleaned_data["number"]), self.country or None)
        if number is None:
            raise forms.ValidationError(_("This is no telephone number: digits only, with + and the country code."))
        return number


class LanguageForm(PartForm):
    language = forms.ChoiceField(label=_("Language"), choices=[(code, code) for code in LANGUAGES])
    by = forms.ChoiceField(label=_("Spoken by"), choices=list(SPOKEN_BY.items()))
    hours = HoursField(label=_("When, empty for always when open"))


class CapabilityForm(PartForm):
    capability = forms.ChoiceField(label=_("What"), choices=list(CAPABILITIES.items()))
    hours = HoursField(label=_("When, empty for the provider's own hours"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class CredentialForm(PartForm):
    kind = forms.ChoiceField(label=_("What"), choices=list(CREDENTIALS.items()))
    number = forms.CharField(label=_("Number"), max_length=80, required=False)
    issuer = forms.CharField(label=_("Issued by"), max_length=160, required=False)
    issued_on = DayField(label=_("Issued on"), required=False)
    expires_on = DayField(label=_("Holds until"), required=False)
    evidence = forms.CharField(label=_("What was seen, and where it lies"), max_length=300, required=False)
    upload = forms.FileField(label=_("Scan, PDF or picture"), required=False)

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload and (upload.size > LARGEST_FILE or upload.content_type not in FILES):
            raise forms.ValidationError(_("A PDF, JPEG or PNG of at most 5 MB."))
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if upload := cleaned.pop("upload", None):
            cleaned |= {"file": upload.read(), "file_name": upload.name[:160], "file_type": upload.content_type}
        return cleaned


class ContractForm(PartForm):
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    status = forms.ChoiceField(label=_("Status"), choices=list(STATUSES.items()))
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day, empty for open-ended"), required=False)
    included = forms.MultipleChoiceField(label=_("Only for these insurers"), required=False)
    excluded = forms.MultipleChoiceField(label=_("Not for these insurers"), required=False)
    direct_billing = forms.BooleanField(label=_("Bills us directly"), required=False)
    guarantee_from = forms.DecimalField(
        label=_("Guarantee needed from"), min_value=0, max_digits=12, decimal_places=2, required=False,
        help_text=_("0 for always, empty for never"),
    )  # fmt: skip
    deposit = forms.DecimalField(label=_("Deposit"), min_value=0, max_digits=12, decimal_places=2, required=False)
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency"), initial="EUR")
    payment_days = forms.IntegerField(label=_("Days to pay"), min_value=0, max_value=365, required=False)
    notice_days = forms.IntegerField(label=_("Days of notice"), min_value=0, max_value=730, required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "ru")[:2]
        known = [(str(one.id), one.name(language)) for one in insurers.insurers()]
        for name in ("included", "excluded"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices, field.widget = known, forms.CheckboxSelectMultiple(choices=known)

    @classmethod
    def initial_from(cls, row: Any) -> dict[str, Any]:
        named = list(row.insurers.all())
        return super().initial_from(row) | {
            "included": [str(one.insurer_id) for one in named if one.included],
            "excluded": [str(one.insurer_id) for one in named if not one.included],
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("included") and cleaned.get("excluded"):
            raise forms.ValidationError(_("Either name who is taken in, or who is left out."))
        return cleaned


class BlockForm(PartForm):
    insurer_country = forms.CharField(label=_("Country of the insurers"), max_length=2, widget=places.CountrySelect)
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day, empty for open-ended"), required=False)
    why = forms.CharField(label=_("Why"), max_length=200, required=False)


class PriceForm(PartForm):
    service = forms.ChoiceField(label=_("Service"), choices=list(SERVICES.items()))
    amount = forms.DecimalField(label=_("Price"), min_value=0, max_digits=12, decimal_places=2)
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency"), initial="EUR")
    first = DayField(label=_("First day"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


FORMS: Mapping[str, tuple[type[PartForm], type[models.Model]]] = {
    "phone": (PhoneForm, tables.ProviderPhone),
    "language": (LanguageForm, tables.ProviderLanguage),
    "capability": (CapabilityForm, tables.ProviderCapability),
    "credential": (CredentialForm, tables.Credential),
    "contract": (ContractForm, tables.Contract),
    "block": (BlockForm, tables.BillingBlock),
    "price": (PriceForm, tables.TariffLine),
}
