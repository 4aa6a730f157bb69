"""Open a file, whatever it calls itself, and find its table."""

from typing import BinaryIO

from pharos.core.tables.delimited import DelimitedFile, Recognised, open_delimited
from pharos.core.tables.detection import Kind, kind_of
from pharos.core.tables.limits import Limits
from pharos.core.tables.workbook import WorkbookFile, open_workbook

File = DelimitedFile | WorkbookFile


def open_file(
    source: BinaryIO, recognised: Recognised, limits: Limits | None = None, *, encoding: str = "", delimiter: str = ""
) -> File:
    """The file as CSV or XLSX by its content; raises Unreadable with a code for everything else.

    `encoding` and `delimiter` are hints from a mapping and are believed. `source` must stay open while the rows
    are read, and must be seekable.
    """
    limits = limits or Limits()
    if kind_of(source, limits) is Kind.XLSX:
        return open_workbook(source, limits)
    return open_delimited(source, limits, recognised, encoding, delimiter)
