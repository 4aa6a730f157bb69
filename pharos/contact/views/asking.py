"""Small words every screen of the room uses: who asks, and what an objection looks like."""

from uuid import UUID

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


def seen(request: HttpRequest) -> UUID | None:
    """The newest contact on the page a form was sent from."""
    return uuid(request.POST.get("seen"))


def uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def found[T](value: T | None) -> T:
    """The thing, or 404."""
    if value is None:
        raise Http404
    return value
