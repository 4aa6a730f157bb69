"""Tables of the case. All rows of a case carry its insurer, empty until known, for row-level security."""

from pharos.cases.models.case import NEVER, QUEUE_AT, Case, CaseNumber
from pharos.cases.models.merging import HandOver, Merging
from pharos.cases.models.rows import Hold, Note, Party, Promise, SearchWord

__all__ = [
    "NEVER",
    "QUEUE_AT",
    "Case",
    "CaseNumber",
    "HandOver",
    "Hold",
    "Merging",
    "Note",
    "Party",
    "Promise",
    "SearchWord",
]
