"""The form of the end of a shift: which cases go, to whom, with which note."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pharos.cases.forms.fields import ColleagueField, long_text
from pharos.cases.queries.lines import CaseLine

QUEUE = "queue"


class HandOverManyForm(forms.Form):
    """`staff` is a colleague, or the queue. The cases are those that were shown."""

    case = forms.MultipleChoiceField(required=False)
    staff = forms.ChoiceField(label=_("To whom"))
    note = long_text(_("What to know"), required=False)

    def __init__(self, data: Any = None, *, lines: Sequence[CaseLine], but: int | None = None) -> None:
        super().__init__(data, auto_id="many-%s")
        case, staff = self.fields["case"], self.fields["staff"]
        assert isinstance(case, forms.MultipleChoiceField)
        assert isinstance(staff, forms.ChoiceField)
        case.choices = [(str(line.id), line.number) for line in lines]
        colleagues = [(str(one.pk), one.name) for one in ColleagueField().queryset if one.pk != but]  # type: ignore[union-attr]
        staff.choices = [("", "—"), (QUEUE, _("back to the queue")), *colleagues]

    @property
    def receiver(self) -> int | None:
        chosen: str = self.cleaned_data["staff"]
        return None if chosen == QUEUE else int(chosen)
