"""Where telephone systems post their calls: `POST /api/calls/events`."""

import json

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from pharos.contact.actions.calls import take_call_event
from pharos.contact.messages import posting_error
from pharos.contact.queries.tokens import token_name
from pharos.contact.rules.postings import HOME_REGION, Posting, read_posting
from pharos.core.actor import Actor
from pharos.people.api import public

MOST_BYTES = 16 * 1024


@csrf_exempt
@public
def call_events(request: HttpRequest) -> JsonResponse:
    """Take one event of a call. The same event again, or an older one later, is answered 200 and changes nothing more.

    401: no token or an unknown one; 405: not a POST; 413: too long; 422: a field is wrong, and named.
    """
    if request.method != "POST":
        return _error(405, "method", _("Post a call event here."), headers={"Allow": "POST"})
    name = token_name(_bearer(request))
    if name is None:
        return _error(
            401,
            "token",
            _("This token is not known. Make one by “pharos calls token” and send it as a bearer token."),
            headers={"WWW-Authenticate": 'Bearer realm="calls"'},
        )
    posting = _posting(request)
    if isinstance(posting, JsonResponse):
        return posting
    call = take_call_event(
        actor=Actor.system(f"telephone-{name}"[:60]), now=timezone.now(), pbx_id=posting.call, event=posting.event
    )
    return JsonResponse({"call": posting.call, "id": str(call.id), "state": call.state})


# The call's own id and the event's own time make a repeated posting harmless; it needs no key of ours.
call_events.repeatable = True  # type: ignore[attr-defined]


def _bearer(request: HttpRequest) -> str:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _posting(request: HttpRequest) -> Posting | JsonResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _error(413, "", _("A call event is at most %(most)d bytes long.") % {"most": MOST_BYTES})
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return _error(413, "", _("A call event is at most %(most)d bytes long.") % {"most": MOST_BYTES})
    try:
        read = read_posting(json.loads(body), zone=timezone.get_default_timezone(), region=_region())
    except (ValueError, RecursionError):
        return _error(422, "", _("The body is not JSON."))
    if isinstance(read, Posting):
        return read
    return _error(422, str(read.facts.get("field", "")), posting_error(read))


def _region() -> str:
    """Where numbers without a country code are dialled."""
    return str(getattr(settings, "CALLS_REGION", HOME_REGION))


def _error(status: int, field: str, message: str, *, headers: dict[str, str] | None = None) -> JsonResponse:
    body: dict[str, object] = {"error": message}
    if field:
        body["field"] = field
    return JsonResponse(body, status=status, headers=headers or {}, json_dumps_params={"ensure_ascii": False})
