"""The form of a provider's own particulars, and of a file of providers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pharos.core.capabilities import Ages
from pharos.network.forms.fields import HoursField
from pharos.network.models import Provider
from pharos.network.wording import KINDS
from pharos.places import api as places

AGES = (
    (str(int(Ages.INFANT)), _("under one year")),
    (str(int(Ages.CHILD)), _("children")),
    (str(int(Ages.ADULT)), _("adults")),
)


class ProviderForm(forms.Form):
    name_latin = forms.CharField(label=_("Name in Latin letters"), max_length=160)
    name_local = forms.CharField(label=_("Name as it is written there"), max_length=160, required=False)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=160, required=False)
    legal_name = forms.CharField(label=_("Legal name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    country = forms.CharField(label=_("Country"), max_length=2, widget=places.CountrySelect)
    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90, widget=forms.TextInput)
    longitude = forms.FloatField(label=_("Longitude"), min_value=-180, max_value=180, widget=forms.TextInput)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    entrance = forms.CharField(label=_("How to find the entrance"), max_length=300, required=False)
    hours = HoursField(label=_("Opening hours"))
    ages = forms.MultipleChoiceField(
        label=_("Takes"), choices=AGES, widget=forms.CheckboxSelectMultiple, initial=[value for value, _word in AGES]
    )
    house_call_km = forms.IntegerField(
        label=_("House calls within km, empty for none"), min_value=1, max_value=500, required=False
    )
    email = forms.EmailField(label=_("Mail"), required=False)
    guarantee_email = forms.EmailField(label=_("Mail of the guarantee desk"), required=False)
    website = forms.CharField(label=_("Website"), max_length=300, required=False)

    @classmethod
    def initial_from(cls, provider: Provider) -> dict[str, Any]:
        plain = {name: getattr(provider, name) for name in cls.base_fields}
        return plain | {"ages": [value for value, _word in AGES if provider.ages & int(value)]}

    def clean_ages(self) -> int:
        return sum(int(value) for value in self.cleaned_data["ages"])

    @property
    def particulars(self) -> Mapping[str, Any]:
        return self.cleaned_data


class FileForm(forms.Form):
    """A file of providers. A first look changes nothing."""

    file = forms.FileField(label=_("File, CSV or XLSX"))
