"""Browser tests: a real server over a real database, and the system's own Chromium.

`enter(ANNA)` gives a page with Anna signed in; whatever the browser complains of on it fails the test.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.translation import override
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser.serving import Served, served
from tests.browser.watching import Watch
from tests.cast import hire

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread; the database is ours alone

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--font-render-hinting=none",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 8_000


class Enter(Protocol):
    """Open a page as somebody, or as a visitor with None."""

    def __call__(
        self,
        person: dict[str, object] | None,
        *,
        language: str = "ru",
        theme: str = "light",
        size: tuple[int, int] = (1280, 800),
    ) -> Page: ...


def chromium() -> str | None:
    """The system's Chromium; None leaves the choice to Playwright."""
    return os.environ.get("PHAROS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is a browser test and commits what it writes."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def server(django_db_setup: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server all browser tests of this process share."""
    running = served(tmp_path_factory.mktemp("served"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
    yield launched
    launched.close()


@pytest.fixture
def watches() -> list[Watch]:
    """The pages of this test, under watch."""
    return []


@pytest.fixture
def enter(server: Served, browser: Browser, watches: list[Watch], db: None) -> Iterator[Enter]:
    """Come in as a member of the cast; each call is a browser of its own."""
    contexts = []

    def come_in(
        person: dict[str, object] | None,
        *,
        language: str = "ru",
        theme: str = "light",
        size: tuple[int, int] = (1280, 800),
    ) -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if theme == "dark" else "light",
            locale=language,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if person is not None:
            context.add_cookies([{"name": "sessionid", "value": session(person, language), "url": server.url}])
        page = context.new_page()
        watches.append(Watch(page))
        return page

    yield come_in
    for context in contexts:
        context.close()
    complaints = [said for watch in watches for said in watch.unforgiven()]
    assert complaints == []


def session(person: dict[str, object], language: str = "ru") -> str:
    """The key of a session in which this person is signed in; his screen speaks this language."""
    staff = hire(person)
    staff.language = language
    staff.save(update_fields=["language"])
    store = SessionStore()
    store[SESSION_KEY] = str(staff.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    store.create()
    assert store.session_key is not None
    return store.session_key


@pytest.fixture
def forgive(watches: list[Watch]) -> Callable[..., None]:
    """Expect complaints of the browser: patterns that may appear on any page of this test."""

    def all_of(*patterns: str) -> None:
        for watch in watches:
            watch.forgive(*patterns)

    return all_of


@pytest.fixture(autouse=True)
def _english_messages() -> Iterator[None]:
    """Words made in the test's own process are English, whatever the screen speaks."""
    with override("en"):
        yield
