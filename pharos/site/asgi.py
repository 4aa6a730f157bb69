"""The application for uvicorn: pages and the live stream in one process."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from django.core.asgi import get_asgi_application

HEARD_OUT = 64_000_000
"""Bytes read and thrown away so that a browser, which sends before it listens, hears the answer."""

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


def measured(app: Any) -> App:
    """The application with bodies cut off where they get too long; the length it sees is what really came.

    Django keeps a whole body before it asks anybody, whatever length was named or none; `bodies` then refuses it.
    """
    from pharos.journal.api import most_bytes  # after the application has made the tables known

    async def run(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            receive = _cut_off(scope, receive, most_bytes(scope["path"]))
        await app(scope, receive, send)

    return run


def _cut_off(scope: Message, receive: Receive, most: int) -> Receive:
    came = 0

    async def take() -> Message:
        nonlocal came
        message = await receive()
        if message["type"] != "http.request":
            return message
        came += len(message.get("body", b""))
        if came <= most:
            return message
        while message.get("more_body") and came < most + HEARD_OUT:
            message = await receive()
            if message["type"] != "http.request":
                return message
            came += len(message.get("body", b""))
        headers = [
            pair for pair in scope["headers"] if pair[0].lower() not in {b"content-length", b"transfer-encoding"}
        ]
        scope["headers"] = [*headers, (b"content-length", str(came).encode())]
        return {"type": "http.request", "body": b"", "more_body": False}

    return take


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharos.site.settings")
application = measured(get_asgi_application())
