"""Streams of many browsers over a server that dies: nothing written meanwhile is missed by anybody."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.utils import timezone

from bench.streams import Browser
from pharos.journal import api as journal
from pharos.people import actions as people
from tests.browser.conftest import session
from tests.browser.serving import Served
from tests.browser.test_live import register
from tests.cast import ADA, ANNA, OLEG, actor, hire

MANY = 12


class Crowd:
    """Browsers listening in a thread of their own."""

    def __init__(self, port: int, cookies: list[str]) -> None:
        self.browsers = [Browser(port, cookie, position=journal.position()) for cookie in cookies]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        self._tasks = [self._loop.create_task(one.live()) for one in self.browsers]
        self._loop.run_until_complete(asyncio.gather(*self._tasks, return_exceptions=True))
        self._loop.close()

    def leave(self) -> None:
        self._loop.call_soon_threadsafe(lambda: [task.cancel() for task in self._tasks])
        self._thread.join(10)

    def all_heard(self, positions: set[int], patience: float = 20.0) -> bool:
        return until(lambda: all(positions <= set(one.heard) for one in self.browsers), patience)


def until(true: Callable[[], bool], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    return true()


def written(name: str) -> int:
    case = register(name)
    return journal.entries([case.id], limit=1)[0].position


@pytest.fixture
def crowd(server: Served, db: None) -> Iterator[Crowd]:
    crowd = Crowd(server.port, [session(person) for person in (ANNA, OLEG)] * (MANY // 2))
    assert crowd.all_heard({written("Первый")})
    yield crowd
    crowd.leave()


def test_a_killed_web_process_loses_nothing_for_anybody(server: Served, crowd: Crowd):
    told = {written("Перед")}
    server.stop(hard=True)
    told |= {written(f"Пока лежит {number}") for number in range(5)}
    server.start()
    told |= {written(f"После {number}") for number in range(5)}
    assert crowd.all_heard(told)


def test_a_cut_listening_connection_is_read_past(crowd: Crowd):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE query LIKE 'LISTEN%%' AND datname = current_database()"
        )
        assert cursor.fetchone()[0] >= 1
    assert crowd.all_heard({written(f"Вслед {number}") for number in range(5)})


def test_who_is_shut_out_hears_nothing_more(crowd: Crowd):
    hire(ADA)
    people.deactivate(actor=actor(ADA), now=timezone.now(), staff_id=hire(OLEG).pk)
    annas, olegs = crowd.browsers[0], crowd.browsers[1]
    time.sleep(0.5)
    position = written("Не для него")
    assert until(lambda: position in annas.heard, 10)
    assert position not in olegs.heard
