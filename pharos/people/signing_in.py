"""How signing in differs from the library's way: no sign-up, and the language chosen at the door is kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from pharos.people.actions import change_profile
from pharos.people.forms import LANGUAGE_IN_SESSION
from pharos.people.models import Staff


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Named in settings as ACCOUNT_ADAPTER."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Staff, **details: Any) -> HttpResponse:
        """Runs when the door is open, the second factor included."""
        chosen = request.session.pop(LANGUAGE_IN_SESSION, "")
        if chosen and chosen != user.language:
            change_profile(staff_id=user.pk, details={"language": chosen})
        answer: HttpResponse = super().post_login(request, user, **details)
        return answer
