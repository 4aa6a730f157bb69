"""Who looks at a page, as rooms are told."""

from django.http import HttpRequest
from django.utils.translation import get_language

from pharos.core.card import Viewer
from pharos.people.api import Staff


def viewer_of(request: HttpRequest) -> Viewer:
    """The signed-in person in the form every room's offers take."""
    user = request.user
    assert isinstance(user, Staff)
    permissions = frozenset(permission.value for permission in user.permissions)
    return Viewer(staff_id=user.pk, permissions=permissions, language=get_language() or user.language)
