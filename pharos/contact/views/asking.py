"""What a form says the page behind it had seen."""

from uuid import UUID

from django.http import HttpRequest

from pharos.people.api import uuid


def seen(request: HttpRequest) -> UUID | None:
    """The newest contact on the page a form was sent from."""
    return uuid(request.POST.get("seen"))
