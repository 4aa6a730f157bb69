"""Open a file that may be a register: `core.tables`, with our words for its headings."""

from typing import BinaryIO

from pharos.core.tables import opening
from pharos.core.tables.limits import Limits
from pharos.policies.rules.headings import recognised

File = opening.File


def open_file(source: BinaryIO, limits: Limits | None = None, *, encoding: str = "", delimiter: str = "") -> File:
    """As `core.tables.opening.open_file`."""
    return opening.open_file(source, recognised, limits, encoding=encoding, delimiter=delimiter)
