"""One small form for each act on a case."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pharos.cases import messages
from pharos.cases.forms.fields import ColleagueField, choice, language, long_text, moment
from pharos.cases.queries.snapshot import CaseSnapshot
from pharos.cases.rules.registration import PartyFacts
from pharos.core.urgency import Urgency
from pharos.policies import api as policies


class ActForm(forms.Form):
    """A form that knows the case it is about, and of whom its sender was told who decides the same at this moment."""

    told_of = ""

    def __init__(self, data: Any = None, *, case: CaseSnapshot, prefix: str | None = None) -> None:
        self.case = case
        super().__init__(data, prefix=prefix, auto_id=f"{type(self).__name__.lower()}-%s")

    def seen(self) -> Any:
        """What the form was opened with, where that guards against a colleague's change."""
        return None


class NothingToSay(ActForm):
    """A button."""


class HandOverForm(ActForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["staff"] = ColleagueField()
        self.fields["note"] = long_text(_("What to know"), required=False)


class WaitForm(ActForm):
    waits_for = choice(messages.WAITS_FOR, _("Waiting for"))
    until = moment(_("Until"))
    pausing = forms.MultipleChoiceField(
        label=_("Stop the clocks of"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        running = [p for p in self.case.open_promises if p.clock.paused_at is None and p.kind != "medical_review"]
        field = self.fields["pausing"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(p.id), messages.word(messages.PROMISES, p.kind)) for p in running]
        if not running:
            del self.fields["pausing"]


class CloseForm(ActForm):
    outcome = choice(messages.OUTCOMES, _("How it ended"), radio=True)


class CancelForm(ActForm):
    reason = choice(messages.CANCEL_REASONS, _("Why"), radio=True)


class ReopenForm(ActForm):
    reason = choice(messages.REOPEN_REASONS, _("Why"), radio=True)


class UrgencyForm(ActForm):
    urgency = forms.TypedChoiceField(coerce=int, label=_("Urgency"), widget=forms.RadioSelect)
    reason = choice(messages.LOWER_REASONS, _("Why lower"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["urgency"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(int(u), messages.word(messages.URGENCIES, u.code)) for u in sorted(Urgency, reverse=True)]
        field.initial = self.case.line.urgency
        self.fields["reason"].required = False


class NoteForm(ActForm):
    text = long_text(_("Note"))


class PartyForm(ActForm):
    role = choice(messages.ROLES, _("Role"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    mail = forms.EmailField(label=_("Mail"), required=False)
    language = language(_("Speaks"), required=False)
    relation = forms.CharField(label=_("Relation"), max_length=80, required=False)

    def opened_with(self, party: object) -> None:
        """Show what a row says, and keep it beside what is typed: nothing is overwritten unseen."""
        self.initial = {name: getattr(party, name) for name in self.fields}
        for field in self.fields.values():
            field.show_hidden_initial = True

    def seen(self) -> PartyFacts | None:
        """What the form was opened with; what the row says now for a field that was not sent. None for a new row."""
        if not self.initial:
            return None
        sent = {name: self.data.get(self.add_initial_prefix(name)) for name in self.fields}
        return PartyFacts(**{name: self.initial[name] if value is None else value for name, value in sent.items()})

    def see_again(self, fields: Iterable[str]) -> None:
        """Say beside these fields what the row says now: sending the form once more is then a decision."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        self.data = data
        for name in fields:
            data[self.add_initial_prefix(name)] = now = self.initial[name]
            choices = {str(code): str(word) for code, word in getattr(self.fields[name], "choices", ())}
            told = {"now": choices.get(now, now) or "—"}
            self.add_error(name, _("It says now: %(now)s. Send it once more to put yours in its place.") % told)


class PromiseForm(ActForm):
    kind = choice(
        messages.PROMISES,
        _("Promise"),
        without=("medical_review", "look_again", "insurer_answer", "doctors_question", "doctors_order"),
    )
    agreed = moment(_("Agreed time"), required=False, help_text=_("Left empty, the insurer's target counts."))


class MoveForm(ActForm):
    until = moment(_("New time"))


class PauseForm(ActForm):
    reason = choice(messages.PAUSE_REASONS, _("Why"), radio=True, without=("waiting",))


class WithdrawForm(ActForm):
    reason = choice(messages.WITHDRAW_REASONS, _("Why"), radio=True, without=("case_cancelled",))


class PolicyForm(ActForm):
    policy = forms.UUIDField(widget=forms.HiddenInput)

    def clean_policy(self) -> UUID:
        chosen: UUID = self.cleaned_data["policy"]
        try:
            policies.policy(chosen)
        except policies.PolicyMissing:
            raise forms.ValidationError(_("This policy is no longer in the register. Search again.")) from None
        return chosen
