"""Every address says who may use it, and every write can be asked for twice."""

import re
from collections.abc import Iterator
from inspect import iscoroutinefunction
from uuid import UUID

import pytest
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Role, hire

# Views of libraries, which cannot carry our marks: sign-in, second factor, static files in development.
OTHERS = ("allauth.", "django.views.", "django.contrib.staticfiles.")


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


def ours() -> list[tuple[str, URLPattern]]:
    found = patterns(get_resolver())
    return [(address, pattern) for address, pattern in found if not pattern.callback.__module__.startswith(OTHERS)]


def test_there_are_addresses_to_check():
    assert len(ours()) > 5


@pytest.mark.parametrize(("address", "pattern"), ours(), ids=[address for address, _ in ours()])
def test_an_address_says_who_may_use_it(address, pattern):
    assert hasattr(pattern.callback, "allows"), (
        f"{address}: decorate {pattern.callback.__name__} with @allow or @public"
    )


SAMPLES = {"uuid": UUID(int=7), "int": 7, "str": "x", "slug": "x", "path": "x"}


def arguments(pattern: URLPattern) -> dict[str, object]:
    kinds = re.findall(r"<(?:(\w+):)?(\w+)>", str(pattern.pattern))
    return {name: SAMPLES[kind or "str"] for kind, name in kinds}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "pattern"), ours(), ids=[address for address, _ in ours()])
def test_a_write_without_its_key_changes_nothing(address, pattern, rf):
    """A write carries a key, so that it can be asked for twice; a page that only reads refuses a write."""
    if getattr(pattern.callback, "repeatable", False) or iscoroutinefunction(pattern.callback):
        pytest.skip("answers repeats by the call's own id, or only streams")
    request = rf.post("/" + address)
    request.user = hire({"username": "everything", "roles": list(Role)})
    SessionMiddleware(lambda _: HttpResponse()).process_request(request)
    try:
        answer = pattern.callback(request, **arguments(pattern)).status_code
    except Http404:
        answer = 404
    assert answer in (400, 404, 405), f"{address}: decorate {pattern.callback.__name__} with @once or @require_safe"
