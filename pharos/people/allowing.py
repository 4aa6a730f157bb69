"""Every URL says who may use it; a house test fails where one does not."""

from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from pharos.people.models import Staff
from pharos.people.rules import Permission

View = Callable[..., HttpResponseBase]


def permits(user: object, permission: Permission) -> bool:
    """Whether this user (signed in or not) may do this."""
    return isinstance(user, Staff) and user.may(permission)


def public(view: View) -> View:
    """Open to visitors: sign-in pages, health, machine interfaces with tokens of their own."""
    view.allows = ()  # type: ignore[attr-defined]
    return view


def allow(*permissions: Permission) -> Callable[[View], View]:
    """Only for people who hold at least one of these permissions. Visitors go to sign-in (fragments get 401)."""
    if not permissions:
        raise ValueError("name at least one permission, or use public")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _refused(request, request.user, permissions) or view(request, *args, **kwargs)

        @wraps(view)
        async def guarded_async(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = await request.auser()
            return _refused(request, user, permissions) or await cast(Any, view)(request, *args, **kwargs)

        chosen = cast(View, guarded_async if iscoroutinefunction(view) else guarded)
        chosen.allows = permissions  # type: ignore[attr-defined]
        return chosen

    return decorate


def _refused(request: HttpRequest, user: object, permissions: tuple[Permission, ...]) -> HttpResponseBase | None:
    if not isinstance(user, Staff) or not user.is_active:
        if request.headers.get("HX-Request") or request.headers.get("Accept") == "text/event-stream":
            return HttpResponse(status=401)
        return redirect_to_login(request.get_full_path())
    if not any(user.may(permission) for permission in permissions):
        raise PermissionDenied
    return None
