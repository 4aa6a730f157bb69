"""The live stream: one LISTEN connection a process wakes every open browser, which hears what came after its position.

What goes out is a position, the name of what happened and the stream it concerns (opaque ids), and only of the
rooms the viewer may see. The page then refetches its own parts, so a stream carries nothing about any traveller. It
also tells who of the staff is on which page: names of colleagues, to colleagues.
"""

import json
import time
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from pharos.people.api import Permission, Staff, allow
from pharos.site.listening import Listener
from pharos.site.presence import Board

BEAT = 15.0
LIFE = 300.0

SEES_COLLEAGUES = (Permission.SEE_CASES, Permission.SEE_LETTERS)

HEARD_BY: dict[str, tuple[Permission, ...]] = {
    "cases": (Permission.SEE_CASES,),
    "clinical": (Permission.SEE_MEDICAL,),
    "medical": (Permission.SEE_MEDICAL, Permission.SEE_REVIEWS),
    "network": (Permission.SEE_NETWORK,),
    "contact": (Permission.SEE_LETTERS, Permission.TAKE_CALLS),
    "mailroom": (Permission.SEE_LETTERS, Permission.SEE_QUARANTINE),
    "policies": (Permission.SEE_POLICIES,),
    "insurers": (Permission.SEE_INSURERS,),
    "places": (Permission.SEE_PLACES,),
    "people": (Permission.SEE_STAFF,),
}


@require_safe
@allow(Permission.SEE_OWN_PROFILE)  # type: ignore[arg-type]  # guards coroutines too
async def live(request: HttpRequest) -> HttpResponseBase:
    """Server-sent events. `Last-Event-ID` (or `after`) says what the browser has; a long gap gets `reset`."""
    user = await request.auser()
    assert isinstance(user, Staff)
    await sync_to_async(close_old_connections)()  # a stream lives for minutes and must not hold a connection
    after = _position(request.headers.get("Last-Event-ID") or request.GET.get("after"))
    response = StreamingHttpResponse(_stream(user.pk, after), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def may_hear(permissions: frozenset[Permission], kind: str) -> bool:
    """Whether somebody with these permissions may know that such a thing happened."""
    if Permission.SEE_JOURNAL in permissions:
        return True
    return any(one in permissions for one in HEARD_BY.get(kind.partition(".")[0], ()))


async def _stream(staff_id: int, after: int | None) -> AsyncIterator[bytes]:
    """Beats, and what was written, until the stream has lived long enough or the person may no longer hear it."""
    ends = time.monotonic() + LIFE
    async with Listener.joined() as listener:
        sent, told = listener.position if after is None else after, -1
        yield b"retry: 1500\n\n"
        while time.monotonic() < ends and not listener.closing:
            permissions = await listener.rights(staff_id)
            if not permissions:
                return
            if told < listener.board.version:
                chunk, told = _present(listener.board, permissions, told), listener.board.version
                if chunk:
                    yield chunk
            chunk, sent = await _news(listener, permissions, sent)
            yield chunk
            await listener.wait(sent, told, BEAT)


async def _news(listener: Listener, permissions: frozenset[Permission], sent: int) -> tuple[bytes, int]:
    """What was written since as one event of the stream; a beat where there is nothing to tell."""
    news = await listener.after(sent)
    if news is None or sent > listener.position:
        return _event("reset", "{}", listener.position), listener.position
    if not news:
        return f"event: beat\ndata: {int(time.time())}\n\n".encode(), sent
    told = [one for one in news if may_hear(permissions, one.kind)]
    body = json.dumps({"events": told, "now": int(time.time())}, separators=(",", ":"))
    return _event("journal", body, news[-1].position), news[-1].position


def _present(board: Board, permissions: frozenset[Permission], told: int) -> bytes:
    """Who came, went, types or is about to change something; everybody at the beginning of a stream."""
    if not any(one in permissions for one in SEES_COLLEAGUES):
        return b""
    whole = told < 0
    body = {"whole": whole, "subjects": board.everybody() if whole else board.since(told)}
    return f"event: presence\ndata: {json.dumps(body, separators=(',', ':'), ensure_ascii=False)}\n\n".encode()


def _event(kind: str, data: str, position: int) -> bytes:
    return f"id: {position}\nevent: {kind}\ndata: {data}\n\n".encode()


def _position(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
