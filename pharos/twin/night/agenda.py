"""What is to happen when. Time passes `speed` times as fast as on the wall."""

import heapq
import time
from collections.abc import Callable
from itertools import count

Act = Callable[[], None]
HUMAN = 12.0


class Agenda:
    """Acts by their moment, in seconds of the night since the agenda was opened."""

    def __init__(self, speed: float, wall: Callable[[], float] = time.monotonic) -> None:
        self.speed = speed
        self.wall = wall
        self.began = wall()
        self.order = count()
        self.acts: list[tuple[float, int, Act]] = []

    def now(self) -> float:
        return (self.wall() - self.began) * self.speed

    def after(self, seconds: float, act: Act) -> None:
        """Do this so many seconds of the night from now."""
        heapq.heappush(self.acts, (self.now() + seconds, next(self.order), act))

    def after_human(self, seconds: float, act: Act) -> None:
        """The same, but so many seconds on the wall: ringing, talking, waiting for whoever sits at the screen take
        their time however fast the night passes, up to a speed at which nobody can be looking."""
        self.after(seconds * min(self.speed, HUMAN), act)

    def due(self) -> Act | None:
        """The next act whose moment has come."""
        if self.acts and self.acts[0][0] <= self.now():
            return heapq.heappop(self.acts)[2]
        return None

    def pause(self, longest: float) -> float:
        """Seconds on the wall until the next act, but no more than `longest`."""
        if not self.acts:
            return longest
        return min(longest, max(0.0, (self.acts[0][0] - self.now()) / self.speed))
