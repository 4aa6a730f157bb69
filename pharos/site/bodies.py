"""Requests that bring too much: refused before they are read, in the words of a page.

`asgi` sees to it that no more is kept than is allowed, and that the length told here is the one that came.
"""

from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.decorators import sync_and_async_middleware
from django.utils.translation import gettext as _

from pharos.journal.api import most_bytes

TOO_LARGE = 413


@sync_and_async_middleware
def bodies(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Stands after the language is known and before anything reads a form."""

    async def measured_async(request: HttpRequest) -> HttpResponseBase:
        return _refusal(request) or await get_response(request)

    def measured(request: HttpRequest) -> HttpResponseBase:
        return _refusal(request) or get_response(request)

    return measured_async if iscoroutinefunction(get_response) else measured


def _refusal(request: HttpRequest) -> HttpResponse | None:
    told = request.META.get("CONTENT_LENGTH") or "0"
    length, most = int(told) if told.isascii() and told.isdigit() else 0, most_bytes(request.path_info)
    if length <= most:
        return None
    sizes = {"most": most // 1_000_000, "size": -(-length // 1_000_000)}
    message = _("This is %(size)s MB; no more than %(most)s MB can be taken here. Nothing has been changed.") % sizes
    words = {"message": message, "title": _("Too large"), "back": request.path}
    return TemplateResponse(request, "site/refusal.html", words, status=TOO_LARGE).render()
