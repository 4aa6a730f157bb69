"""Small words every screen of the room uses."""

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from pharos.core.actor import Actor
from pharos.people.api import Staff


def me(request: HttpRequest) -> Staff:
    """The signed-in member of staff."""
    assert isinstance(request.user, Staff)
    return request.user


def actor(request: HttpRequest) -> Actor:
    return Actor.staff(me(request).pk)


def language() -> str:
    """The language of the screen."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def number(text: str | None) -> int:
    """A whole number of a form, 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def found[T](value: T | None) -> T:
    """The thing, or 404."""
    if value is None:
        raise Http404
    return value
