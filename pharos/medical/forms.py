"""Forms of the department: a question, a signature with remarks, an order, a clinic's report."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from pharos.contact import api as contact
from pharos.mailroom import api as mailroom
from pharos.medical.messages import FAULTS, WHOM
from pharos.medical.rules.stages import Fault, Whom

LONG = 4_000
LINES = 12
DATES = ["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]


class AskForm(forms.Form):
    """To whom, what, and by when; the usual hour where nothing is said."""

    whom = forms.ChoiceField(label=_("To"), choices=list(WHOM.items()), initial=Whom.CLINIC, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Question"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 3, "autofocus": True})
    )
    hours = forms.IntegerField(label=_("Answer within, hours"), required=False, min_value=1, max_value=240)

    @property
    def within(self) -> timedelta | None:
        hours = self.cleaned_data.get("hours")
        return timedelta(hours=hours) if hours else None


class SignForm(forms.Form):
    """Both may stay empty; faults go to quality control."""

    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3, "autofocus": True})
    )
    faults = forms.MultipleChoiceField(
        label=_("At fault in how the case was led"), required=False, choices=list(FAULTS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    @property
    def found(self) -> tuple[Fault, ...]:
        return tuple(Fault(code) for code in self.cleaned_data.get("faults", ()))


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("The answer"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}))


class QuestionLetterForm(forms.Form):
    """A doctor's question as a letter, to one of the clinic's addresses."""

    language = forms.CharField(widget=forms.HiddenInput, max_length=2)
    to = forms.ChoiceField(label=_("To"))
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 14}))

    def __init__(self, *args: Any, doors: Sequence[contact.Door], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.email, f"{one.name} · {one.email}" if one.name else one.email) for one in doors]
        cast(forms.ChoiceField, self.fields["to"]).choices = choices

    def letter(self, doors: Sequence[contact.Door]) -> contact.CaseLetter:
        """What is sent, in the thread of that address where the case has one."""
        said = self.cleaned_data
        door = next(one for one in doors if one.email == said["to"])
        return contact.CaseLetter(
            to=mailroom.Address(door.email, door.name), subject=said["subject"], text=said["text"],
            language="ru" if said["language"] == "ru" else "en", conversation=door.conversation,
        )  # fmt: skip


class OrderForm(forms.Form):
    """What the operator is to do, and within how many minutes."""

    order = forms.CharField(
        label=_("The order"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 3, "autofocus": True})
    )
    minutes = forms.IntegerField(label=_("Carry out within, minutes"), initial=15, min_value=1, max_value=2880)


class ReportForm(forms.Form):
    """A clinic's report, as it stands there. Medicines are read from lines of their own, see `medicines_of`."""

    patient = forms.CharField(label=_("Patient, as written"), required=False, max_length=200)
    birth_date = forms.DateField(label=_("Birth date, as written"), required=False, input_formats=DATES)
    clinic = forms.CharField(label=_("Clinic"), required=False, max_length=200)
    seen_on = forms.DateField(label=_("Seen on"), required=False, input_formats=DATES)
    diagnosis = forms.CharField(label=_("Diagnosis, words or ICD-10"), required=False, max_length=300)
    findings = forms.CharField(
        label=_("Findings, one a line"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3})
    )
    weight = forms.DecimalField(
        label=_("Weight, kg"), required=False, min_value=0, max_value=400, max_digits=5, decimal_places=1
    )
    pregnant = forms.BooleanField(label=_("Is pregnant"), required=False)
    allergies = forms.CharField(label=_("Allergies"), required=False, max_length=300)
    chronic = forms.CharField(label=_("Chronic illnesses"), required=False, max_length=300)
    own_medicines = forms.CharField(label=_("Own medicines"), required=False, max_length=300)
    tests = forms.CharField(
        label=_("Tests, one a line"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )
    hospital_days = forms.IntegerField(label=_("Days in hospital"), required=False, min_value=0, max_value=365)
    sure = forms.BooleanField(label=_("I compared the names: it is this person"), required=False)
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)
    attachment = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def told(self) -> dict[str, Any]:
        """What the pre-check is told; empty fields are left out."""
        said = self.cleaned_data
        told = {
            "diagnosis": said["diagnosis"],
            "findings": _lines(said["findings"]),
            "weight": float(said["weight"]) if said["weight"] else None,
            "pregnant": said["pregnant"] or None,
            "allergies": _listed(said["allergies"]),
            "chronic": _listed(said["chronic"]),
            "own_medicines": _listed(said["own_medicines"]),
            "tests": _lines(said["tests"]),
            "hospital_days": said["hospital_days"],
            "date": said["seen_on"].isoformat() if said["seen_on"] else None,
            "medicines": medicines_of(self.data),
        }
        return {name: value for name, value in told.items() if value not in (None, "", [])}


def medicines_of(data: Any) -> list[dict[str, Any]]:
    """The lines of medicines that have a name: name, dose, unit, times a day, days, route."""
    found = []
    for at in range(LINES):
        line = {name: str(data.get(f"m{at}-{name}", "")).strip()[:120] for name in COLUMNS}
        if line["name"]:
            found.append({name: value for name, value in line.items() if value})
    return found


COLUMNS = ("name", "dose", "unit", "per_day", "days", "route")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.replace(";", ",").split(",") if one.strip()]
