"""Who asks, in which language, and the small readings every view makes of a request."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from pharos.core.actor import Actor
from pharos.core.card import Viewer
from pharos.people.models import Staff


def me(request: HttpRequest) -> Staff:
    """The signed-in member of staff; `allow` has seen to it that there is one."""
    assert isinstance(request.user, Staff)
    return request.user


def actor(request: HttpRequest) -> Actor:
    """The same as the author of an event."""
    return Actor.staff(me(request).pk)


def viewer_of(request: HttpRequest) -> Viewer:
    """The same in the form every room's offers take."""
    staff = me(request)
    permissions = frozenset(permission.value for permission in staff.permissions)
    return Viewer(staff_id=staff.pk, permissions=permissions, language=get_language() or staff.language)


def language() -> str:
    """The language of the screen, `ru` or `en`."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def uuid(text: str | None) -> UUID | None:
    """An id as a form or an address gives it; None for anything else."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def number(text: str | None) -> int:
    """A whole number as a form gives it; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def found[T](value: T | None) -> T:
    """The thing, or 404."""
    if value is None:
        raise Http404
    return value
