"""Small words every screen here uses."""

from collections.abc import Callable
from typing import Any

from django.http import Http404

from pharos.core.objections import Objected
from pharos.policies.refusals.words import sentences


def found[T](read: Callable[[], T], *missing: type[Exception]) -> T:
    """What is read, or 404."""
    try:
        return read()
    except missing as error:
        raise Http404 from error


def tried(act: Callable[[], Any]) -> list[str]:
    """Carry it out; the sentences of what stands against it, none when it is done."""
    try:
        act()
    except Objected as objected:
        return sentences(objected.objections)
    return []
