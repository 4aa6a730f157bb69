"""Ports that nobody uses at the moment."""

import socket


def free_port() -> int:
    """A port of the loopback address; somebody else could take it before we do, which a test run survives."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
