"""What an emergency number is worth."""

from enum import StrEnum


class Standing(StrEnum):
    """How far a number is to be trusted; only `verified` is our own word."""

    VERIFIED = "verified"
    TWO_AGREE = "two_agree"
    DISPUTED = "disputed"
    ONE_SOURCE = "one_source"


def standing(*, verified: bool, agreeing: int, contradicting: int) -> Standing:
    """A number of two sources that nobody contradicts is usable with its warning; a contradicted one says so first."""
    if verified:
        return Standing.VERIFIED
    if contradicting:
        return Standing.DISPUTED
    return Standing.TWO_AGREE if agreeing >= 2 else Standing.ONE_SOURCE
