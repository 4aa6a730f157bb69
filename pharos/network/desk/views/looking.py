"""Small words every screen of the desk uses."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from pharos.core.objections import Objected
from pharos.network.desk.messages import objections_text
from pharos.network.desk.queries.pages import RequestView, opened
from pharos.network.models import DestinationRequest
from pharos.people.api import Permission, actor, permits

Act = Callable[[], HttpResponse]
Again = Callable[[list[str]], HttpResponse]


def may_change(request: HttpRequest) -> bool:
    return permits(request.user, Permission.CHANGE_NETWORK)


def found(request_id: UUID) -> RequestView:
    """The request opened, or 404."""
    view = opened(request_id, timezone.now())
    if view is None:
        raise Http404
    return view


def row_of(request_id: UUID) -> DestinationRequest:
    """The row alone, or 404."""
    row = DestinationRequest.objects.select_related("insurer", "place", "key").filter(pk=request_id).first()
    if row is None:
        raise Http404
    return row


def tried(act: Act, again: Again) -> HttpResponse:
    """What the act answers; where it is refused, the page again with the reasons, which the sender can still mend."""
    try:
        return act()
    except Objected as objected:
        return again(objections_text(objected.objections))


def once_key(request: HttpRequest, kind: str) -> str:
    """What makes a letter go out once, however often its form is sent."""
    return f"network.{kind}:{actor(request)}:{request.POST.get('request_key', '')}"[:120]
