"""The form a file of limits comes in by."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pharos.policies.forms import insurer_choices
from pharos.policies.ledger.importing import MOST_BYTES


class LimitsForm(forms.Form):
    """Whose limits, and the file."""

    insurer = forms.ChoiceField(label=_("Insurer"))
    file = forms.FileField(label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["insurer"]).choices = [("", "—"), *insurer_choices()]

    def clean_file(self) -> "UploadedFile[Any]":
        file = cast("UploadedFile[Any]", self.cleaned_data["file"])
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file has more than %(limit)s MB.") % {"limit": MOST_BYTES // 1_000_000})
        return file
