"""Objection codes of the mailroom."""

from enum import StrEnum


class Code(StrEnum):
    LETTER_TOO_LARGE = "letter_too_large"
    NOT_IN_QUARANTINE = "not_in_quarantine"
    STILL_UNREADABLE = "still_unreadable"
    REASON_MISSING = "reason_missing"
    NO_RECIPIENT = "no_recipient"
    BAD_ADDRESS = "bad_address"
    LINE_BREAK_IN_HEADER = "line_break_in_header"
    TEXT_MISSING = "text_missing"
    ATTACHMENTS_TOO_LARGE = "attachments_too_large"
    NEVER_ANSWER_MACHINES = "never_answer_machines"
    ENOUGH_AUTOMATIC_ANSWERS = "enough_automatic_answers"
    NOT_FAILED = "not_failed"
    NO_SENDER_ADDRESS = "no_sender_address"
