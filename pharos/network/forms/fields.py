"""Fields the forms of providers share."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pharos.core.objections import Objection
from pharos.network.rules import hours
from pharos.network.wording import objection_text

OSM_HINT = gettext_lazy("As OpenStreetMap writes them: Mo-Fr 08:00-20:00; Sa 09:00-13:00; PH off, or 24/7")


class HoursField(forms.CharField):
    """Opening hours; what cannot be read is refused with the place of the fault."""

    def __init__(self, **look: Any) -> None:
        super().__init__(max_length=400, required=False, help_text=OSM_HINT, **look)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if fault := hours.fault(text):
            facts = {"at": fault.at, "piece": fault.piece, "days": fault.weekdays}
            said = objection_text(Objection("hours_unreadable", facts))
            if fault.weekdays:
                said += " " + _("Days are Mo, Tu, We, Th, Fr, Sa, Su.")
            raise forms.ValidationError(said)
        return hours.tidy(text)


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **look: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **look)
