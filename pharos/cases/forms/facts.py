"""The forms that correct a case's facts. Each carries what it was opened with: nothing is overwritten unseen."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pharos.cases.forms.acts import ActForm
from pharos.cases.forms.fields import day, language, long_text
from pharos.insurers import api as insurers
from pharos.places import api as places


class FactsForm(ActForm):
    """`seen` are the values the form was opened with, sent back in hidden fields beside the typed ones.

    `decides` names what two people must not change unawares of each other.
    """

    decides = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = self.current()
        for field in self.fields.values():
            field.show_hidden_initial = True

    def current(self) -> dict[str, Any]:
        """What the case says now."""
        line, details = self.case.line, self.case.details
        return {name: getattr(details, name, None) or getattr(line, name, None) for name in self.fields}

    def seen(self) -> dict[str, Any]:
        """What the form was opened with; what the case says now for a field that was not sent."""
        values = {}
        for name, field in self.fields.items():
            raw = field.hidden_widget().value_from_datadict(self.data, self.files, self.add_initial_prefix(name))
            values[name] = self._kept(name, self.initial.get(name) if raw is None else field.to_python(raw))
        return values

    def wanted(self) -> dict[str, Any]:
        return {name: self._kept(name, value) for name, value in self.cleaned_data.items()}

    def opened_again(self, fields: Iterable[str]) -> "FactsForm":
        """The same answers over what the case says now: sending it once more is a decision, not an accident."""
        data = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        for name in fields:
            value = self[name].field.prepare_value(self.current().get(name))
            data[self.add_initial_prefix(name)] = "" if value is None else value
        return type(self)(data, case=self.case)

    def _kept(self, name: str, value: Any) -> Any:
        """As the case's column keeps an empty or a multi-line answer."""
        if isinstance(value, str):
            return value.replace("\r\n", "\n").strip()
        return value


def insurer_choices() -> list[tuple[str, str]]:
    return [("", "—"), *((str(company.id), company.name_ru) for company in insurers.insurers())]


class DetailsForm(FactsForm):
    decides = "details"
    person_name = forms.CharField(label=_("Name"), max_length=200, required=False)
    birth_date = day(_("Date of birth"), required=False)
    phone = forms.CharField(label=_("Call back on"), max_length=40, required=False)
    language = language(_("Language of the case"))
    complaint = long_text(_("Complaint"), required=False)
    circumstances = long_text(_("Circumstances"), required=False)


class PolicyToldForm(FactsForm):
    told_number = forms.CharField(label=_("Policy number as told"), max_length=80, required=False)
    told_holder = forms.CharField(label=_("Policyholder as told"), max_length=200, required=False)
    told_insurer = forms.CharField(label=_("Insurer as told"), max_length=120, required=False)
    insurer_id = forms.TypedChoiceField(label=_("Insurer"), required=False, empty_value=None)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["insurer_id"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = insurer_choices()


class PlaceForm(FactsForm):
    place_heard = forms.CharField(label=_("Place"), max_length=200, required=False)
    place_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    country = forms.ChoiceField(label=_("Country"), required=False, widget=places.CountrySelect)
    hotel = forms.CharField(label=_("Hotel"), max_length=200, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    room = forms.CharField(label=_("Room"), max_length=40, required=False)
    reception_phone = forms.CharField(label=_("Reception"), max_length=40, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place_heard"].widget.attrs |= {
            "data-combo": reverse("places:suggest"),
            "data-combo-into": f"#{self['place_id'].auto_id}",
        }
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *places.country_choices(get_language() or "ru")]

    def clean(self) -> dict[str, Any]:
        """A place chosen from the gazetteer names its country."""
        cleaned = dict(super().clean() or {})
        if chosen := cleaned.get("place_id"):
            cleaned["country"] = places.place(chosen).country
        return cleaned


FACTS: dict[str, type[FactsForm]] = {"details": DetailsForm, "told": PolicyToldForm, "place": PlaceForm}
