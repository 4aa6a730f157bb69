"""Kinds of fields the forms of this room share."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from pharos.cases import messages
from pharos.people import api as people

NOTHING = "—"
DAY_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y"]
MOMENT_FORMATS = [f"{day} %H:%M" for day in DAY_FORMATS] + ["%Y-%m-%dT%H:%M"]


def choice(
    words: Mapping[str, Any], label: Any, *, radio: bool = False, without: tuple[str, ...] = ()
) -> forms.ChoiceField:
    """A choice of codes by their words; a radio group where there are few."""
    choices = [(code, text) for code, text in words.items() if code not in without]
    if radio:
        return forms.ChoiceField(choices=choices, label=label, widget=forms.RadioSelect)
    return forms.ChoiceField(choices=[("", NOTHING), *choices], label=label)


def day(label: Any, *, required: bool = True) -> forms.DateField:
    """A day as people here write it. A date picker of the browser would show it in the browser's language instead."""
    attributes = {"class": "code short", "placeholder": _("dd.mm.yyyy"), "autocomplete": "off"}
    widget = forms.DateInput(attrs=attributes, format=DAY_FORMATS[0])
    return forms.DateField(label=label, required=required, input_formats=DAY_FORMATS, widget=widget)


def moment(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateTimeField:
    """A moment by the desk's clock, written as a day is."""
    attributes = {"class": "code short", "placeholder": _("dd.mm.yyyy hh:mm"), "autocomplete": "off"}
    widget = forms.DateTimeInput(attrs=attributes, format=MOMENT_FORMATS[0])
    return forms.DateTimeField(
        label=label, required=required, help_text=help_text, widget=widget, input_formats=MOMENT_FORMATS
    )


def long_text(label: Any, *, rows: int = 3, required: bool = True, limit: int = 10_000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=limit, widget=widget)


class Colleagues(ModelChoiceIterator):  # type: ignore[type-arg]
    """The choices in one statement: Django's own would open a cursor on the server for a dozen of names."""

    def __iter__(self) -> Iterator[Any]:
        yield "", NOTHING
        for colleague in self.queryset:
            yield self.choice(colleague)


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who works cases, by name."""

    iterator = Colleagues

    def __init__(self) -> None:
        roles = [role for role, rights in people.PERMISSIONS.items() if people.Permission.WORK_CASES in rights]
        able = people.Staff.objects.filter(Q(roles__overlap=roles), is_active=True).order_by("display_name")
        able = able.only("username", "first_name", "last_name", "display_name")
        super().__init__(queryset=able, label=_("Colleague"), empty_label=NOTHING)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


def language(label: Any, *, required: bool = True) -> forms.ChoiceField:
    choices = [*messages.LANGUAGES.items()] if required else [("", NOTHING), *messages.LANGUAGES.items()]
    return forms.ChoiceField(choices=choices, label=label, required=required)
