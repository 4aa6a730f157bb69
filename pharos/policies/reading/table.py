"""The table inside a file: which sheet, which row is the header, what its headings say to a register."""

from collections.abc import Mapping
from functools import partial

from pharos.core.tables import heads
from pharos.core.tables.opening import File
from pharos.policies.rules.headings import recognised

Table = heads.Table


def find_table(file: File, saved: Mapping[str, str] | None = None, sheet: str = "") -> Table:
    """As `core.tables.heads.find_table`; `saved` is the insurer's mapping of headings."""
    return heads.find_table(file, partial(recognised, saved=saved), sheet)
