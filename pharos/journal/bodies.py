"""How much a request may bring.

Every write is read whole before its view is asked (its key and its fingerprint stand in it), so what is too much has to
be refused before that: by the length it names, or once more came than is allowed.
"""

from collections.abc import Callable
from typing import Any

from django.urls import Resolver404, resolve

USUAL = 12_000_000
"""Bytes of any form: words, and a picture or a paper of a provider."""
AROUND = 1_000_000
"""Bytes of the fields beside a file and of the boundaries between them."""


def takes_files[View: Callable[..., Any]](most: int) -> Callable[[View], View]:
    """Let a view take a file of this many bytes."""

    def marked(view: View) -> View:
        view.most_bytes = most + AROUND  # type: ignore[attr-defined]
        return view

    return marked


def most_bytes(path: str) -> int:
    """What a request to this address may bring."""
    try:
        found: int = getattr(resolve(path).func, "most_bytes", USUAL)
    except Resolver404:
        return USUAL
    return found
