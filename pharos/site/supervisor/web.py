"""The web server: uvicorn on a socket the supervisor opened, so that a restart refuses no visitor."""

import gc
import os
import socket
from typing import Final

import uvicorn

GRACE: Final = 1
"""Seconds given to open requests; a live stream never ends by itself, so there must be a bound."""


def serve(descriptor: int) -> int:
    """Serve until TERM or INT."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharos.site.settings")
    listener = socket.socket(fileno=descriptor)
    config = uvicorn.Config(
        "pharos.site.asgi:application",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=30,
    )
    gc.disable()
    config.load()
    gc.freeze()  # the application is never looked through for rubbish, neither while it loads nor later
    gc.enable()
    uvicorn.Server(config).run(sockets=[listener])
    return 0
