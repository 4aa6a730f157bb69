"""Printing what was measured."""

import platform
import statistics
import time
from collections.abc import Callable, Sequence


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[object]], *, note: str = "") -> None:
    """A table as Markdown, so that it can be pasted into a document."""
    text = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[column]) for row in text) for column in range(len(head))]
    print(f"\n## {title}  ({platform.python_version()}, {platform.machine()})")
    for number, row in enumerate(text):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    if note:
        print(note)


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def timed(work: Callable[[], object], *, times: int, warm: int = 5) -> list[float]:
    """Milliseconds of each run, after some that do not count."""
    for _ in range(warm):
        work()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return spent


def ms(values: Sequence[float]) -> str:
    """`p50 / p95` in milliseconds."""
    return f"{statistics.median(values):.1f} / {percentile(values, 0.95):.1f}"
