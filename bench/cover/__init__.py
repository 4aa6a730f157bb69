"""Cover: decisions a second beside other engines on the same table, loading, checks, questions.

One decision is all items of one case. The other engines only say which rows hold; they are given the same rows and
cases and must name the same rows. They are in the dependency group `bench` (`uv sync --group bench`).

`python -m bench.cover.past` makes a million past decisions again after a rule changed.
"""

from bench.cover.deciding import run

__all__ = ["run"]
