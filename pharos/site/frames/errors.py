"""Pages for what went wrong: what happened, what is safe, what next. In the same design, in the person's language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from pharos.people.api import public


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    if request.headers.get("HX-Request") or request.headers.get("Accept", "").startswith("application/json"):
        return HttpResponse(f"{title}. {text}", status=status, content_type="text/plain; charset=utf-8")
    return render(request, "site/error.html", {"title": title, "text": text, "status": status}, status=status)


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, _("The request makes no sense to us"), _("Nothing was changed. Go back and try again."))


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    text = _("Your roles do not open this page. An administrator can give you the right one.")
    return _page(request, 403, _("This door is not yours"), text)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, _("There is no such page"), _("The address may be old, or the thing may be gone."))


@public
def failed(request: HttpRequest) -> HttpResponse:
    """Drawn without a database, which may be what has failed."""
    language = translation.get_language() or "ru"
    with translation.override(language):
        title = _("Something broke on our side")
        text = _("What was saved is safe. Try again; if it breaks again, tell the administrator the time.")
        try:
            return _page(request, 500, title, text)
        except Exception:  # noqa: BLE001 - the page about failures must not fail
            return HttpResponse(f"{title}. {text}", status=500, content_type="text/plain; charset=utf-8")


@public
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The cross-site check failed: the page is older than the session, or cookies are off."""
    text = _("You signed in or out since the page was opened. Nothing was changed; open it again.")
    return _page(request, 403, _("This page is too old"), text)
