"""Small words every screen here uses."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.people.api import Staff
from pharos.policies.refusals.words import sentences


def me(request: HttpRequest) -> Staff:
    """The signed-in member of staff."""
    assert isinstance(request.user, Staff)
    return request.user


def actor(request: HttpRequest) -> Actor:
    return Actor.staff(me(request).pk)


def tongue() -> str:
    return (get_language() or "ru")[:2]


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
