"""The gazetteer is loaded once for these tests, and again where a test threw the database away."""

import pytest
from pytest_django import DjangoDbBlocker

from pharos.places import emergencies, loading
from pharos.places.models import Place


@pytest.fixture(scope="module", autouse=True)
def filled(django_db_setup: object, django_db_blocker: DjangoDbBlocker) -> None:
    """Committed before any test's own transaction begins, so that it is paid for once."""
    with django_db_blocker.unblock():
        if not Place.objects.exists():
            loading.load(force=True)
            emergencies.load(force=True)
