"""Forms of refusals and of the insurer's approval."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pharos.policies.refusals.words import ANSWERS

LONGEST = 2000
AREA = {"rows": 3, "maxlength": LONGEST}


class ProposeForm(forms.Form):
    """Which of the refused items, and what whoever signs should know."""

    items = forms.MultipleChoiceField(label=_("Refuse"), widget=forms.CheckboxSelectMultiple)
    remark = forms.CharField(
        label=_("For whoever signs"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs=AREA)
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["items"]).choices = list(choices)


class WordsForm(forms.Form):
    """A reason, a question or an answer."""

    text = forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea(attrs=AREA))

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class AmountField(forms.DecimalField):
    """An amount as it is typed here: a comma or a point before the cents, spaces between thousands.

    "5,000" is refused, being five or five thousand.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=12, decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs
        )

    def to_python(self, value: Any) -> Any:
        typed = "".join(value.split()) if isinstance(value, str) else value
        if isinstance(typed, str) and "." not in typed:
            typed = typed.replace(",", ".")
        return super().to_python(typed)


class ApprovalForm(forms.Form):
    """What the insurer is asked for."""

    items = forms.MultipleChoiceField(label=_("For which services"), widget=forms.CheckboxSelectMultiple)
    amount = AmountField(label=_("Expected amount"))
    due_at = forms.DateTimeField(
        label=_("Answer by"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    remark = forms.CharField(
        label=_("Why so much"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs=AREA)
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["items"]).choices = list(choices)


class AnswerForm(forms.Form):
    """What the insurer answered."""

    answer = forms.ChoiceField(label=_("The insurer's answer"), choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    amount = AmountField(label=_("Approved up to"), required=False)
    note = forms.CharField(
        label=_("In its words"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs=AREA)
    )


class DutyForm(forms.Form):
    """Who is on call, from when to when."""

    staff = forms.TypedChoiceField(label=_("Who"), coerce=int)
    begins = forms.DateTimeField(label=_("On call from"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    ends = forms.DateTimeField(label=_("On call until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.TypedChoiceField, self.fields["staff"]).choices = list(choices)


def minute(at: datetime) -> str:
    """A moment as a field for day and time holds it, by the desk's clock."""
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"
