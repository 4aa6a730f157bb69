"""Reading a letter: bytes in, one frozen `ParsedLetter` out.

Pure: no clock, no database, no settings. The only exception it raises is `ParseFailed`; everything else that can be
wrong with a letter is survived and named in `ParsedLetter.defects`.
"""

from pharos.mailroom.parsing.letter import parse_letter
from pharos.mailroom.parsing.limits import DEFAULT_LIMITS, Limits
from pharos.mailroom.parsing.peek import Glimpse, peek
from pharos.mailroom.parsing.shapes import (
    Address,
    Automatic,
    Bounce,
    Defect,
    FailureCode,
    ParsedAttachment,
    ParsedLetter,
    ParseFailed,
    SpamSign,
)

__all__ = [
    "DEFAULT_LIMITS",
    "Address",
    "Automatic",
    "Bounce",
    "Defect",
    "FailureCode",
    "Glimpse",
    "Limits",
    "ParseFailed",
    "ParsedAttachment",
    "ParsedLetter",
    "SpamSign",
    "parse_letter",
    "peek",
]
