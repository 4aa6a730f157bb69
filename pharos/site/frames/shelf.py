"""The living page of components, for people who build screens. Only where PHAROS_DEBUG is on."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pharos.core.clocks import Clock
from pharos.core.money import Money
from pharos.core.urgency import Urgency
from pharos.people.api import Permission, allow


class _Sample(forms.Form):
    """A few fields in every state."""

    def __init__(self) -> None:
        super().__init__({"name": "", "told": _("Vomiting since the evening, six times."), "who": "self"})
        self.fields["name"] = forms.CharField(label=_("Name"))
        self.fields["born"] = forms.CharField(label=_("Date of birth"), required=False)
        self.fields["told"] = forms.CharField(label=_("Told"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
        self.fields["who"] = forms.ChoiceField(
            label=_("Who is calling"),
            choices=[("self", _("The patient")), ("kin", _("A relative"))],
            widget=forms.RadioSelect,
        )


def _clock(minutes: float, **changes: object) -> Clock:
    now = timezone.now()
    values = {"rule": "sample", "rule_version": 1, "started_at": now - timedelta(minutes=20)}
    return Clock(**{**values, "due_at": now + timedelta(minutes=minutes), **changes})  # type: ignore[arg-type]


@require_safe
@allow(Permission.SEE_OWN_PROFILE)
def shelf(request: HttpRequest) -> HttpResponse:
    """Every component once, `?language=en` shows the other language."""
    if not settings.DEBUG:
        raise Http404
    if (language := request.GET.get("language")) in {"ru", "en"}:
        translation.activate(language)
    now = timezone.now()
    context = {
        "now": now,
        "clocks": [
            _clock(44),
            _clock(8.1),
            _clock(-4),
            _clock(30, paused_at=now),
            _clock(5, stopped_at=now),
            _clock(-90, stopped_at=now - timedelta(minutes=60)),
        ],
        "urgencies": sorted(Urgency, reverse=True),
        "statuses": ["danger", "late", "waiting", "covered", "refused", "ask", "insurer", "idle", "beam"],
        "sum": Money(Decimal("1900"), "EUR"),
        "form": _Sample(),
        "earlier": now - timedelta(minutes=8),
        "yesterday": now - timedelta(days=1),
    }
    return render(request, "site/shelf.html", context)
