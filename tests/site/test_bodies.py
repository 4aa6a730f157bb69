"""What is too much is refused before it is read, and never kept."""

from collections.abc import Coroutine
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from pharos.journal.api import most_bytes
from pharos.site.asgi import HEARD_OUT, measured
from tests.cast import ANNA, SVETA, hire

IMPORTS, NOTE = "/policies/imports/", f"/cases/{UUID(int=7)}/note"


def test_an_address_takes_as_much_as_its_form_and_any_other_takes_the_usual() -> None:
    assert most_bytes(IMPORTS) > 100_000_000 > most_bytes(NOTE) == most_bytes("/no-such-page/")


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "path"), [(SVETA, IMPORTS), (ANNA, NOTE)])
def test_a_named_length_is_refused_in_words_without_a_look_at_the_form(who: dict[str, object], path: str) -> None:
    client = Client(enforce_csrf_checks=True)  # the token stands in the form, so a check of it would have read the form
    client.force_login(hire(who))
    told = {"CONTENT_LENGTH": "950000000"}
    answer = client.generic("POST", path, b"x", "application/x-www-form-urlencoded", headers=None, **told)
    assert answer.status_code == 413
    assert "950" in answer.content.decode()
    assert "Ничего не изменилось" in answer.content.decode()


class Sender:
    """A client that sends without naming a length, piece by piece, and counts what was asked of it."""

    def __init__(self, pieces: int, size: int) -> None:
        self.left, self.size, self.asked = pieces, size, 0

    async def __call__(self) -> dict[str, Any]:
        self.left, self.asked = self.left - 1, self.asked + 1
        return {"type": "http.request", "body": b"x" * self.size, "more_body": self.left > 0}


def what_came(sender: Sender, path: str = NOTE) -> tuple[int, int]:
    """Bytes the application was given, and the length it was told."""
    seen: list[int] = []

    async def app(scope: Any, receive: Any, _send: Any) -> None:
        kept, more = 0, True
        while more:
            message = await receive()
            kept, more = kept + len(message["body"]), message["more_body"]
        headers = dict(scope["headers"])
        seen.extend([kept, int(headers.get(b"content-length", b"-1"))])

    async def send(_message: Any) -> None: ...

    scope = {"type": "http", "path": path, "headers": [(b"transfer-encoding", b"chunked")]}
    driven(measured(app)(scope, sender, send))
    return seen[0], seen[1]


def driven(running: Coroutine[Any, Any, None]) -> None:
    """Run to its end what never has to wait, whether or not a loop runs in this thread."""
    with pytest.raises(StopIteration):
        running.send(None)


def test_a_body_of_no_named_length_is_cut_off_and_then_told_by_what_came() -> None:
    kept, told = what_came(Sender(pieces=20, size=1_000_000))
    assert kept <= most_bytes(NOTE) < told == 20_000_000


def test_a_body_that_fits_comes_through_untouched() -> None:
    assert what_came(Sender(pieces=3, size=1_000)) == (3_000, -1)


def test_nobody_is_heard_out_for_ever() -> None:
    endless = Sender(pieces=1_000_000, size=4_000_000)
    what_came(endless)
    assert endless.asked < (most_bytes(NOTE) + HEARD_OUT) / 4_000_000 + 2
