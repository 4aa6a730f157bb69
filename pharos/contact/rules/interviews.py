"""What an interview may be about."""

from enum import StrEnum


class Of(StrEnum):
    """A conversation that is no case yet, a case, or the draft of a case nobody has written or called about before."""

    CONVERSATION = "conversation"
    CASE = "case"
    DRAFT = "draft"
