"""Spans of days, both ends included, as policies are written."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included; an open end is None."""

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"period ends {self.last} before it begins {self.first}")

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
