"""Forms of the mailroom."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pharos.insurers import api as insurers
from pharos.mailroom.models import Mailbox
from pharos.mailroom.models.mailboxes import SECURITY


class DiscardForm(forms.Form):
    """Why a letter nobody can read is taken off the list."""

    reason = forms.CharField(max_length=1_000, label=_("Reason"))


class MailboxForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no argument at run time
    """A mailbox. The password is never shown; left empty, it stays as it was."""

    insurer = forms.ModelChoiceField(
        insurers.Insurer.objects.order_by("code"), required=False, label=_("Insurer"), empty_label=_("any insurer")
    )
    security = forms.ChoiceField(choices=SECURITY, label=_("Protection"))
    after_fetch = forms.ChoiceField(
        choices=[("seen", _("mark as seen")), ("move", _("move to another folder"))], label=_("After fetching")
    )
    password = forms.CharField(
        required=False, label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )

    class Meta:
        model = Mailbox
        fields = [
            "address", "insurer", "enabled", "host", "port", "security", "username", "folder",
            "after_fetch", "moved_to",
        ]  # fmt: skip
        labels = {
            "address": _("Address"),
            "enabled": _("We take letters at this address"),
            "host": _("IMAP server; empty: delivered by SMTP only"),
            "port": _("Port"),
            "username": _("User name"),
            "folder": _("Folder"),
            "moved_to": _("Folder for fetched letters"),
        }

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).strip().lower()
