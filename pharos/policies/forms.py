"""Forms of the register: the search line, a file, and what its columns mean."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pharos.insurers import api as insurers
from pharos.policies.actions.runs import MOST_BYTES
from pharos.policies.messages import target_text
from pharos.policies.rules.settings import Settings
from pharos.policies.rules.targets import choices

_DATE_ORDERS = (("", _("as the file itself shows")), ("dmy", _("day, month, year")), ("mdy", _("month, day, year")))


def insurer_choices() -> list[tuple[str, str]]:
    return [(str(insurer.id), f"{insurer.code} · {insurer.name_ru}") for insurer in insurers.insurers()]


class UploadForm(forms.Form):
    """An insurer's file."""

    file = forms.FileField(label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}))

    def clean_file(self) -> "UploadedFile[Any]":
        file = cast("UploadedFile[Any]", self.cleaned_data["file"])
        if (file.size or 0) > MOST_BYTES:
            limit = MOST_BYTES // 1024**2
            raise forms.ValidationError(_("The file has more than %(limit)s MB.") % {"limit": limit})
        return file


class ColumnsForm(forms.Form):
    """What each column means, and the rules of this file."""

    insurer = forms.ChoiceField(label=_("Insurer"))
    full = forms.ChoiceField(
        label=_("The file holds"),
        choices=(("", _("new and changed policies")), ("full", _("every policy in force"))),
        widget=forms.RadioSelect,
        required=False,
    )
    missing_means_cancelled = forms.BooleanField(label=_("Policies it does not name are cancelled"), required=False)
    only_products_in_file = forms.BooleanField(label=_("Only of programmes the file names"), required=False)
    empty_means_not_bought = forms.BooleanField(label=_("An empty option is not bought"), required=False)
    date_order = forms.ChoiceField(label=_("Dates with slashes"), choices=_DATE_ORDERS, required=False)
    currency = forms.CharField(label=_("Currency where none is written"), max_length=3, required=False)
    keep = forms.BooleanField(label=_("Read the insurer's next files the same way"), required=False)

    def __init__(self, *args: Any, columns: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["insurer"]).choices = [("", "—"), *insurer_choices()]
        self.columns = columns
        meanings = [("", "—"), *((target, target_text(target)) for target in choices())]
        for place, column in enumerate(columns):
            known = [*meanings]
            if column["target"] and column["target"] not in dict(known):
                known.append((column["target"], target_text(column["target"])))
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=column["heading"],
                choices=known,
                required=False,
                initial=column["target"],
                widget=forms.Select(attrs={"class": "input"}),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [data.get(f"column_{place}") for place in range(len(self.columns))]
        named = [target for target in chosen if target and target != "ignore" and target != "not_kept"]
        twice = sorted({target_text(target) for target in named if named.count(target) > 1})
        if twice:
            raise forms.ValidationError(_("Two columns mean the same: %s") % ", ".join(twice))
        if "number" not in named:
            raise forms.ValidationError(_("Say which column holds the policy number."))
        return data

    def column_fields(self) -> list[tuple[Mapping[str, Any], forms.BoundField]]:
        return [(column, self[f"column_{place}"]) for place, column in enumerate(self.columns)]

    @property
    def insurer_id(self) -> UUID:
        return UUID(self.cleaned_data["insurer"])

    def settings(self, before: Settings) -> Settings:
        """The settings as the page now says, over those it was drawn with."""
        data = self.cleaned_data
        columns = {c["key"]: data[f"column_{n}"] for n, c in enumerate(self.columns) if data[f"column_{n}"]}
        kept = {key: target for key, target in before.columns.items() if key not in {c["key"] for c in self.columns}}
        cleared = {c["key"]: "ignore" for n, c in enumerate(self.columns) if c["target"] and not data[f"column_{n}"]}
        return before.changed(
            columns={**kept, **columns, **cleared},
            date_orders={"*": data["date_order"]} if data["date_order"] else dict(before.date_orders),
            currency=data["currency"].upper(),
            full=data["full"] == "full",
            missing_means_cancelled=data["missing_means_cancelled"],
            only_products_in_file=data["only_products_in_file"],
            empty_means_not_bought=data["empty_means_not_bought"],
        )
