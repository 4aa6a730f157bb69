"""Every write carries a key: a lost response may be asked for again, and a double click does nothing twice."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from urllib.parse import urlsplit

from django.db import IntegrityError
from django.db import transaction as database
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from pharos.core.actor import Actor
from pharos.journal.models import DoneRequest
from pharos.journal.recording import transaction

FIELD, HEADER = "request_key", "Idempotency-Key"
NO_CONTENT = frozenset({"csrfmiddlewaretoken", FIELD, "draft_version"})  # the same form, whatever these say
FORMS = {"multipart/form-data", "application/x-www-form-urlencoded"}
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


class _NotDone(Exception):
    """The view answered with an error page: roll back, forget the key, show the page."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.response = response


def once[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Run an unsafe request at most once per key: the same key and body get the first answer again, the same key with
    another body is a conflict (409), a request without a key is refused (400). The key, the view's work and its
    events commit together; an answer of 400 and above leaves nothing behind, so that a corrected form may be sent."""

    @wraps(view)
    def keyed(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method not in UNSAFE:
            return view(request, *args, **kwargs)
        key = (request.headers.get(HEADER) or request.POST.get(FIELD, ""))[:80]
        if not key:
            return _refusal(request, 400, _("The form came without its key. Reload the page and send it again."))
        fingerprint, actor = _fingerprint(request), _actor(request)
        key = f"{actor}/{key}"[:80]
        if done := DoneRequest.objects.filter(key=key).first():
            return _again(request, done, fingerprint)
        try:
            return _first_time(request, key, lambda: view(request, *args, **kwargs), actor, fingerprint)
        except _NotDone as not_done:
            return not_done.response
        except _Taken:
            return _again(request, DoneRequest.objects.get(key=key), fingerprint)

    keyed.once = True  # type: ignore[attr-defined]
    return keyed


class _Taken(Exception):
    """Another request with this key committed first."""


def _first_time(
    request: HttpRequest, key: str, view: Callable[[], HttpResponseBase], actor: Actor, fingerprint: bytes
) -> HttpResponseBase:
    now = timezone.now()
    with transaction(actor=actor, now=now):
        try:
            with database.atomic():
                done = DoneRequest.objects.create(key=key, actor=str(actor), fingerprint=fingerprint, done_at=now)
        except IntegrityError as taken:
            raise _Taken from taken
        response = view()
        if isinstance(response, TemplateResponse):
            response.render()
        if response.status_code >= 400:
            raise _NotDone(response)
        done.status, done.location = response.status_code, response.headers.get("Location", "")[:500]
        if request.headers.get("Accept", "").startswith("application/json") and isinstance(response, HttpResponse):
            done.body = response.content.decode()
        done.save(update_fields=["status", "location", "body"])
        return response


def _again(request: HttpRequest, done: DoneRequest, fingerprint: bytes) -> HttpResponse:
    if bytes(done.fingerprint) != fingerprint:
        return _refusal(request, 409, _("This form was already sent with other contents. Reload the page."))
    if done.status == 200 and not done.body:
        return _done_before(request)
    response = HttpResponse(done.body, status=done.status or 200)
    if done.location:
        response.headers["Location"] = done.location
    if done.body:
        response.headers["Content-Type"] = "application/json"
    return response


def _done_before(request: HttpRequest) -> HttpResponse:
    """The first answer was a page, and pages are not kept: what they say of people belongs in no second place."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    words = _("This was sent before and is done. Open the page again to see how things stand.")
    return _refusal(request, 200, words, title=_("Done already"))


def _refusal(request: HttpRequest, status: int, message: str, title: str = "") -> HttpResponse:
    words = {"message": message, "title": title, "back": _page_of_form(request)}
    return TemplateResponse(request, "site/refusal.html", words, status=status).render()


def _page_of_form(request: HttpRequest) -> str:
    """The page the form stood on: the address it was sent to often answers no GET."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    there = urlsplit(came_from)
    return f"{there.path}?{there.query}" if ours and there.query else there.path if ours and there.path else "/"


def _fingerprint(request: HttpRequest) -> bytes:
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    fields = sorted((name, value) for name, values in request.POST.lists() for value in values)
    digest.update(repr([pair for pair in fields if pair[0] not in NO_CONTENT]).encode())
    for name, uploads in sorted(request.FILES.lists()):
        for upload in uploads:
            digest.update(f"\n{name}:{upload.name}:{upload.size}:".encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    if request.content_type not in FORMS:
        digest.update(request.body)
    return digest.digest()


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    return Actor.staff(user.pk) if user.is_authenticated else Actor("visitor", "")
