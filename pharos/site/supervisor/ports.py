"""Ports: the one asked for, or the next free one; never a surprise."""

import errno
import socket
from typing import Final

TRIES: Final = 50


class Busy(Exception):
    """The port asked for is taken, or may not be used; the text says which and why."""


def listener(host: str, port: int, *, exactly: bool) -> socket.socket:
    """A listening socket on the port, or on the next free one unless `exactly` that is wanted. Raises Busy."""
    problem = ""
    for candidate in range(port, port + (1 if exactly else TRIES)):
        try:
            return _listening(host, candidate)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
                raise
            problem = problem or f"{host}:{candidate}: {error.strerror}"
    raise Busy(problem)


def free(host: str, port: int, *, exactly: bool) -> int:
    """A port somebody else may listen on in a moment. Raises Busy."""
    with listener(host, port, exactly=exactly) as found:
        return int(found.getsockname()[1])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(512)
    except OSError:
        opened.close()
        raise
    return opened
