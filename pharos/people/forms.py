"""Forms of people: the staff list, one's own profile, sign-in with a choice of language."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pharos.people import messages
from pharos.people.models import LANGUAGES, Staff

LANGUAGE_IN_SESSION = "chosen_language"


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password; the language chosen on the page goes into the profile once the door is open."""

    screen_language = forms.ChoiceField(choices=LANGUAGES, required=False, widget=forms.HiddenInput)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        if chosen := self.cleaned_data.get("screen_language"):
            request.session[LANGUAGE_IN_SESSION] = chosen
        answer: HttpResponse = super().login(request, redirect_url=redirect_url)
        return answer


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a person sets for himself."""

    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        choices=messages.SPOKEN.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Staff
        fields = [
            "language", "theme", "single_keys", "extension", "languages", "notify_calls", "notify_promises",
            "notify_sound",
        ]  # fmt: skip
        labels = {
            "language": _("Language of the screen"),
            "theme": _("Theme"),
            "single_keys": _("Single keys"),
            "extension": _("Extension"),
            "notify_calls": _("When my telephone rings"),
            "notify_promises": _("When a promise of mine is broken"),
            "notify_sound": _("With a sound"),
        }
        widgets = {"language": forms.RadioSelect, "theme": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]  # type: ignore[attr-defined]
        self.fields["language"].choices = LANGUAGES  # type: ignore[attr-defined]
        self.fields["single_keys"].help_text = _("J, K, A and others work outside fields without Ctrl.")
        self.fields["extension"].help_text = _("Your telephone's own number: a ringing call is shown to it alone.")

    def notices(self) -> list[forms.BoundField]:
        """What may be told outside the page, together in one row."""
        return [self[name] for name in ("notify_calls", "notify_promises", "notify_sound")]


class StaffForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an administrator sets for others."""

    display_name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As colleagues say it."))
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=messages.ROLES.items(), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = ProfileForm.base_fields["languages"]
    department = forms.ChoiceField(
        label=_("Department"), choices=[("", _("none")), *messages.DEPARTMENTS.items()], required=False
    )

    class Meta:
        model = Staff
        fields = ["display_name", "department", "roles", "languages", "language", "extension"]
        labels = {"language": _("Language of the screen"), "extension": _("Extension")}
        widgets = {"language": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = LANGUAGES  # type: ignore[attr-defined]
        self.fields["languages"].label = _("Speaks")


class PasswordForm(forms.Form):
    """A password an administrator gives and tells; the person changes it in the profile."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("At least 12 characters. Tell it in person; it is not sent anywhere."),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class NewStaffForm(StaffForm, PasswordForm):
    """A new member of staff: the user name is for good."""

    username = forms.CharField(
        label=_("User name"), max_length=40, help_text=_("For signing in. It cannot be changed.")
    )
    field_order = ["username", "password", "display_name", "department", "roles", "languages", "language", "extension"]

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].strip().lower()
        Staff._meta.get_field("username").run_validators(username)
        if Staff.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("This user name is taken."))
        return username
