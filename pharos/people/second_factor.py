"""Where the house demands it, nobody works without a second factor: who has none is led to add one."""

from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import sync_and_async_middleware

from pharos.people.models import Staff

ADD = "mfa_activate_totp"
DOORS = ("mfa_", "account_")


@sync_and_async_middleware
def second_factor(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Stands after authentication, only where PHAROS_SECOND_FACTOR asks for it."""

    async def pass_async(request: HttpRequest) -> Any:
        return await get_response(request)

    def pass_on(request: HttpRequest) -> Any:
        return get_response(request)

    chosen: Any = pass_async if iscoroutinefunction(get_response) else pass_on
    chosen.process_view = _ask
    return chosen  # type: ignore[no-any-return]


def _ask(request: HttpRequest, _view: object, _args: object, _kwargs: object) -> HttpResponse | None:
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    if not isinstance(request.user, Staff) or name.startswith(DOORS) or _shown(request):
        return None
    if request.headers.get("HX-Request") or request.headers.get("Accept") == "text/event-stream":
        return HttpResponse(status=401)
    return redirect(ADD)


def _shown(request: HttpRequest) -> bool:
    """The session came in with a second factor, or the person has added one since."""
    records = get_authentication_records(request)
    return any(record.get("method") == "mfa" for record in records) or is_mfa_enabled(request.user)
