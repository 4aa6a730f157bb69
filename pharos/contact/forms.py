"""Forms of the contact room. Nothing in the intake is required: help never waits for a field."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pharos.cases import api as cases
from pharos.contact.queries.intake import country_heard, place_fits
from pharos.contact.rules.calls import Direction
from pharos.core.languages import Language
from pharos.core.urgency import Urgency
from pharos.insurers import api as insurers
from pharos.places import api as places
from pharos.policies import api as policies

BIRTH_FORMATS = ["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y"]
LANGUAGES = [(Language.RU.value, "Русский"), (Language.EN.value, "English")]
ROLES = [
    ("", _("the insured person")),
    (cases.PartyRole.RELATIVE.value, _("a relative")),
    (cases.PartyRole.CLINIC.value, _("a clinic")),
    (cases.PartyRole.OTHER.value, _("somebody else")),
]
URGENCIES = [
    (Urgency.ROUTINE.value, _("routine")),
    (Urgency.URGENT.value, _("urgent")),
    (Urgency.EMERGENCY.value, _("emergency")),
]

SEXES = [("female", _("female")), ("male", _("male")), ("", _("not known"))]


class CallForm(forms.Form):
    """A call on a telephone nobody tells us of."""

    direction = forms.ChoiceField(
        label=_("Direction"),
        choices=[(Direction.INCOMING.value, _("they called")), (Direction.OUTGOING.value, _("we called"))],
        initial=Direction.INCOMING.value,
        widget=forms.RadioSelect,
    )
    phone = forms.CharField(label=_("Number"), required=False, max_length=40)


class ReplyForm(forms.Form):
    """An answer to a letter."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 14}))

    def clean_subject(self) -> str:
        """One line, whatever was pasted."""
        return " ".join(self.cleaned_data["subject"].split())


class InsurerLetterForm(forms.Form):
    """A letter to an insurer, to one of its addresses."""

    language = forms.CharField(widget=forms.HiddenInput, max_length=2)
    to = forms.ChoiceField(label=_("To"))
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 14}))

    def __init__(self, *args: Any, addresses: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(mail, f"{name} · {mail}" if name else mail) for mail, name in addresses]
        cast(forms.ChoiceField, self.fields["to"]).choices = choices


class ClinicLetterForm(InsurerLetterForm):
    """A letter to a clinic, to the address that is for it."""

    def __init__(self, *args: Any, addresses: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, addresses=(), **kwargs)
        choices = [(mail, f"{mail} · {purpose}") for mail, purpose in addresses]
        cast(forms.ChoiceField, self.fields["to"]).choices = choices

    def clean_language(self) -> str:
        """Ours are two."""
        return Language.RU.value if self.cleaned_data["language"] == Language.RU else Language.EN.value


class WordingForm(forms.Form):
    """A letter to begin with, in both languages. `seen` guards against a colleague's change meanwhile."""

    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    insurer = forms.ChoiceField(label=_("Whose letters"), required=False)
    title_ru = forms.CharField(label=_("Name in Russian"), max_length=80)
    text_ru = forms.CharField(label=_("Text in Russian"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))
    title_en = forms.CharField(label=_("Name in English"), max_length=80)
    text_en = forms.CharField(label=_("Text in English"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = "ru" if (get_language() or "ru").startswith("ru") else "en"
        names = [(str(row.id), row.name(here)) for row in insurers.insurers(active_only=False)]
        self.fields["insurer"].choices = [("", _("every insurer's")), *names]  # type: ignore[attr-defined]

    def clean_insurer(self) -> UUID | None:
        chosen = self.cleaned_data["insurer"]
        return UUID(chosen) if chosen else None


class IntakeForm(forms.Form):
    """What an operator hears in a call, in its order. The danger questions stand beside, in `answers`."""

    told = (
        "phone", "caller_name", "place", "hotel", "room", "reception_phone", "address", "name", "birth_date",
        "policy_number", "complaint", "circumstances",
    )  # fmt: skip
    asks = ("phone", "place", "name", "birth_date", "policy_number", "complaint")

    conversation = forms.UUIDField(required=False, widget=forms.HiddenInput)
    phone = forms.CharField(label=_("Number to call back on"), required=False, max_length=40)
    phone_choice = forms.CharField(required=False, max_length=40)
    reception_phone = forms.CharField(label=_("Hotel telephone"), required=False, max_length=40)
    place = forms.CharField(label=_("Where, as heard"), required=False, max_length=200)
    place_choice = forms.UUIDField(required=False)
    place_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    country = forms.CharField(required=False, max_length=2, widget=forms.HiddenInput)
    hotel = forms.CharField(label=_("Hotel"), required=False, max_length=200)
    room = forms.CharField(label=_("Room"), required=False, max_length=40)
    address = forms.CharField(label=_("Address"), required=False, max_length=300)
    name = forms.CharField(label=_("Who is ill"), required=False, max_length=200)
    birth_date = forms.DateField(label=_("Birth date"), required=False, input_formats=BIRTH_FORMATS)
    caller_role = forms.ChoiceField(label=_("Who speaks"), required=False, choices=ROLES)
    caller_name = forms.CharField(label=_("Caller's name"), required=False, max_length=200)
    policy = forms.UUIDField(required=False)
    policy_number = forms.CharField(label=_("Policy, as told"), required=False, max_length=60)
    insurer = forms.ChoiceField(label=_("Insurer"), required=False)
    complaint = forms.CharField(
        label=_("What happened"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    circumstances = forms.CharField(
        label=_("How and when"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    urgency = forms.TypedChoiceField(
        label=_("Urgency"), choices=URGENCIES, coerce=int, required=False, empty_value=None,
        widget=forms.RadioSelect,
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False, widget=forms.RadioSelect)
    call_back_by = forms.TimeField(
        label=_("Call back by"), required=False, widget=forms.TimeInput(attrs={"type": "time", "class": "short"})
    )
    take = forms.BooleanField(label=_("I take this case"), required=False)

    def __init__(self, *args: Any, screen: str = "ru", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].widget.attrs |= {
            "data-combo": reverse("places:suggest"),
            "data-combo-into": "#id_place_id",
        }
        named = [(str(row.id), row.name(screen)) for row in insurers.insurers()]
        self.fields["insurer"].choices = [("", "—"), *named]  # type: ignore[attr-defined]

    def clean_place_id(self) -> UUID | None:
        """The place chosen last, as long as it is one that what was heard may mean."""
        chosen: UUID | None = self.cleaned_data["place_choice"] or self.cleaned_data["place_id"]
        return chosen if place_fits(chosen, self.cleaned_data.get("place", "")) else None

    def clean(self) -> dict[str, Any]:
        """The country follows the chosen place, or the one that was heard; a number taken from a letter is a number."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["phone"] = cleaned.get("phone") or cleaned.get("phone_choice") or ""
        if chosen := cleaned.get("place_id"):
            cleaned["country"] = places.place(chosen).country
        elif heard := country_heard(cleaned.get("place", "")):
            cleaned["country"] = heard
        return cleaned

    def clean_policy(self) -> UUID | None:
        """A policy of the register, or none."""
        chosen: UUID | None = self.cleaned_data["policy"]
        try:
            return policies.policy(chosen).id if chosen else None
        except policies.PolicyMissing:
            return None

    @property
    def answers(self) -> dict[str, str]:
        """The danger questions answered so far: code to yes, no or unknown."""
        return answers_of(self.data)


class InterviewForm(forms.Form):
    """Who is ill, before the first question. What cannot be is said by the interview, which goes on."""

    opening = forms.CharField(
        label=_("In the caller's own words"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    age = forms.CharField(
        label=_("Age"), required=False, max_length=40, help_text=_("years; for an infant “8 months”, “2 weeks”")
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=SEXES, required=False, widget=forms.RadioSelect)
    pregnant = forms.BooleanField(label=_("Pregnant"), required=False)
    place = forms.CharField(label=_("Where they are"), required=False, max_length=200)
    day_of_trip = forms.CharField(
        label=_("Day of the trip"), required=False, max_length=10, help_text=_("the day of arrival is 1")
    )


def answers_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Answers among posted fields; anything that is none of the three is no answer."""
    named = {name.removeprefix("danger-"): value for name, value in data.items() if name.startswith("danger-")}
    return {code: value for code, value in named.items() if value in ("yes", "no", "unknown") and len(code) <= 40}


def registration(cleaned: Mapping[str, Any], *, staff: int, now: datetime) -> cases.Registration:
    """The case an intake describes."""
    caller = cleaned.get("caller_role") or ""
    ill = cases.PartyFacts(role=cases.PartyRole.INSURED, name=cleaned["name"], phone="" if caller else cleaned["phone"])
    return cases.Registration(
        insured=ill,
        birth_date=cleaned.get("birth_date"),
        others=_others(cleaned, caller),
        urgency=Urgency(cleaned.get("urgency") or Urgency.ROUTINE),
        insurer=_uuid(cleaned.get("insurer")),
        policy=cleaned.get("policy"),
        told=cases.PolicyTold(number=cleaned["policy_number"]),
        place=cases.PlaceFacts(
            place=cleaned.get("place_id"),
            heard=cleaned["place"],
            country=cleaned["country"].upper(),
            hotel=cleaned["hotel"],
            address=cleaned["address"],
            room=cleaned["room"],
            reception_phone=cleaned["reception_phone"],
        ),
        language=cleaned.get("language") or Language.RU,
        call_back_phone=cleaned["phone"],
        complaint=cleaned["complaint"],
        circumstances=cleaned["circumstances"],
        call_back=bool(cleaned["phone"] or cleaned.get("call_back_by")),
        call_back_by=moment_of(cleaned.get("call_back_by"), now),
        owner=staff if cleaned.get("take") else None,
    )


def moment_of(clock: Any, now: datetime) -> datetime | None:
    """The next time our clock shows this, today or tomorrow."""
    if clock is None:
        return None
    local = timezone.localtime(now)
    at = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return at if at > local else at + timedelta(days=1)


def _others(cleaned: Mapping[str, Any], caller: str) -> tuple[cases.PartyFacts, ...]:
    if not caller or not (cleaned["caller_name"] or cleaned["phone"]):
        return ()
    return (cases.PartyFacts(role=caller, name=cleaned["caller_name"], phone=cleaned["phone"]),)


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
