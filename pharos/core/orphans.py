"""A process that ends when the one that started it is gone."""

import os
import threading
import time


def end_with(parent: int) -> None:
    """Watch for the parent from a thread; what this process had begun is undone by the database."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
