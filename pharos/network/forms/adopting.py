"""The form that makes a provider of a facility: particulars as its list tells them, to be looked through."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pharos.core.capabilities import Capability
from pharos.core.spelling import latin
from pharos.network.forms.providers import ProviderForm
from pharos.network.models import Facility
from pharos.network.wording import CAPABILITIES


class AdoptForm(ProviderForm):
    """`does` offers what the list lets one suppose; ticked is only what the list says."""

    does = forms.MultipleChoiceField(
        label=_("What it can do"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("As far as the list says it; without any of these the search finds it no longer."),
    )  # fmt: skip

    def __init__(self, *args: Any, facility: Facility, does: Mapping[Capability, bool], **options: Any) -> None:
        options["initial"] = _initial(facility) | {"does": [one.value for one, said in does.items() if said]}
        super().__init__(*args, **options)
        field = self.fields["does"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.value, CAPABILITIES[one]) for one in does]
        if facility.rough:
            self.fields["latitude"].help_text = _("The list gave no coordinates: this is the middle of the town.")

    @property
    def particulars(self) -> Mapping[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "does"}


def _initial(facility: Facility) -> dict[str, Any]:
    return {
        "kind": facility.kind, "country": facility.country,
        "latitude": facility.latitude, "longitude": facility.longitude, "address": facility.address,
        "hours": facility.hours, "email": facility.email, "website": facility.website, **_names(facility.name),
    }  # fmt: skip


def _names(name: str) -> dict[str, str]:
    """The name where its letters belong; a Russian one is also spelt in Latin letters, as one begins to write it."""
    if any("а" <= sign <= "я" for sign in name.lower()):
        return {"name_latin": latin(name).title()[:160], "name_local": name[:160], "name_ru": name[:160]}
    return {"name_latin": name[:160]} | ({} if name.isascii() else {"name_local": name[:160]})
