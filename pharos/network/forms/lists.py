"""Forms of a list of facilities: the file, then whose it is and what its columns are."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pharos.network.actions.list_runs import Settled
from pharos.network.messages import FIELDS as WORDS
from pharos.network.models import ListRun
from pharos.network.reading.tables import LARGEST
from pharos.network.rules.headings import FIELDS, MANY, matched
from pharos.places import api as places

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.geojson,.json,.geojsonl,.ndjson,.gz,.zip"


class ListFileForm(forms.Form):
    """A list of clinics. A first look changes nothing."""

    file = forms.FileField(label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}))

    def clean_file(self) -> "UploadedFile[Any]":
        file = cast("UploadedFile[Any]", self.cleaned_data["file"])
        if (file.size or 0) > LARGEST:
            limit = LARGEST // 1024**2
            raise forms.ValidationError(_("The file has more than %(limit)s MB.") % {"limit": limit})
        return file


class ListForm(forms.Form):
    """What a person says of a list: each column's meaning stands beside its first values."""

    source = forms.CharField(label=_("Whose list"), max_length=120, help_text=_("a later list of this name renews it"))
    licence = forms.CharField(label=_("Licence"), max_length=120)
    dated = forms.CharField(label=_("As of"), max_length=20)
    country = forms.CharField(
        label=_("Country of rows that name none"), max_length=2, required=False, widget=places.CountrySelect
    )
    exchange = forms.BooleanField(label=_("Exchange coordinates that only then lie in the country"), required=False)

    def __init__(self, *args: Any, run: ListRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if run.layout.get("exchanged"):
            self.fields["exchange"].label = _(
                "Exchange latitude and longitude: they stand in each other's column throughout"
            )
        self.columns: Sequence[Sequence[Any]] = run.layout.get("columns", ())
        meaning = {heading: field for field, heading in run.columns.items()}
        if run.columns == run.layout.get("of"):
            meaning |= {one: field for field, others in run.layout.get("more", {}).items() for one in others}
        choices = [("", "—"), *((field, str(WORDS[field])) for field in FIELDS)]
        for place, (heading, _samples) in enumerate(self.columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=meaning.get(heading, ""),
                widget=forms.Select(attrs={"class": "input"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        named = [data.get(f"column_{place}") for place in range(len(self.columns))]
        twice = sorted({str(WORDS[one]) for one in named if one and named.count(one) > 1 and one not in MANY})
        if twice:
            raise forms.ValidationError(_("Two columns mean the same: %s") % ", ".join(twice))
        own = self._own(data)
        if missing := matched([heading for heading, _samples in self.columns], own).missing:
            lacking = ", ".join(str(WORDS[field]) for field in missing)
            raise forms.ValidationError(_("Say which column is: %s") % lacking)
        return data

    def column_fields(self) -> list[tuple[str, Sequence[str], forms.BoundField]]:
        return [(heading, samples, self[f"column_{n}"]) for n, (heading, samples) in enumerate(self.columns)]

    def _own(self, data: Mapping[str, Any]) -> dict[str, str]:
        """Field to its first heading; a field nobody chose is to nothing, so that it is not guessed again."""
        chosen: dict[str, str] = dict.fromkeys(FIELDS, "")
        for place, (heading, _samples) in enumerate(self.columns):
            field = data.get(f"column_{place}")
            if field and not chosen[field]:
                chosen[field] = heading
        return chosen

    def settled(self) -> Settled:
        data = self.cleaned_data
        own = {field: heading for field, heading in self._own(data).items() if heading}
        return Settled(
            source=data["source"], licence=data["licence"], dated=data["dated"], country=data["country"] or "",
            exchange=data["exchange"], columns=own,
        )  # fmt: skip
