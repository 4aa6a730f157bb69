"""Which language a page speaks: the person's own; at the door the one chosen there, else the browser's."""

from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.decorators import sync_and_async_middleware

from pharos.people.forms import LANGUAGE_IN_SESSION
from pharos.people.models import LANGUAGES, Staff

SPOKEN = {code for code, _name in LANGUAGES}
PRIVATE = "no-store"


@sync_and_async_middleware
def speaking(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Stands after authentication. Pages of a signed-in person are not kept by the browser or anything between."""

    async def speak_async(request: HttpRequest) -> HttpResponseBase:
        user = await request.auser()
        _activate(request, user, None if _known(user) else await request.session.aget(LANGUAGE_IN_SESSION))
        return _private(await get_response(request), user)

    def speak(request: HttpRequest) -> HttpResponseBase:
        user = request.user
        _activate(request, user, None if _known(user) else request.session.get(LANGUAGE_IN_SESSION))
        return _private(get_response(request), user)

    return speak_async if iscoroutinefunction(get_response) else speak


def _known(user: object) -> bool:
    return isinstance(user, Staff)


def _activate(request: HttpRequest, user: object, chosen: str | None) -> None:
    language = user.language if isinstance(user, Staff) else request.GET.get("language") or chosen
    if language in SPOKEN:
        translation.activate(language)
        request.LANGUAGE_CODE = language


def _private(response: HttpResponseBase, user: object) -> HttpResponseBase:
    if _known(user) and isinstance(response, HttpResponse) and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = PRIVATE
    return response
