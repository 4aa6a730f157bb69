"""The form a rule set comes in by."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pharos.policies.publishing.drafting import MOST_BYTES


class RulesForm(forms.Form):
    """A rule set as a workbook or a text."""

    file = forms.FileField(
        label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.yaml,.yml", "class": "input"})
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file = cast("UploadedFile[Any]", self.cleaned_data["file"])
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file has more than %(limit)s MB.") % {"limit": MOST_BYTES // 1_000_000})
        return file
