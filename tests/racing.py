"""Several acts at one moment, each with a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connection


def in_threads(*works: Callable[[], object]) -> list[BaseException]:
    """Run all at once; what any of them raised."""
    raised: list[BaseException] = []
    start = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait(10)
            work()
        except Exception as error:  # noqa: BLE001  shown by the test
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return raised
