"""Codes to words. Everything a person reads about a case is worded here or in a template."""

from pharos.cases.messages.objections import sentences
from pharos.cases.messages.words import (
    ALIKE,
    CAME_OVER,
    CANCEL_REASONS,
    FIELDS,
    GROUPS,
    HOLDS,
    LANGUAGES,
    LOWER_REASONS,
    OUTCOMES,
    PAUSE_REASONS,
    POLICY_CAUTIONS,
    POLICY_FACTS,
    POLICY_STATES,
    PROMISES,
    REOPEN_REASONS,
    ROLES,
    STATUSES,
    TABS,
    TOPICS,
    URGENCIES,
    WAITS_FOR,
    WITHDRAW_REASONS,
    word,
)

__all__ = [
    "ALIKE", "CAME_OVER", "CANCEL_REASONS", "FIELDS", "GROUPS", "HOLDS", "LANGUAGES", "LOWER_REASONS", "OUTCOMES",
    "PAUSE_REASONS", "POLICY_CAUTIONS", "POLICY_FACTS", "POLICY_STATES", "PROMISES", "REOPEN_REASONS", "ROLES",
    "STATUSES", "TABS", "TOPICS", "URGENCIES", "WAITS_FOR", "WITHDRAW_REASONS", "sentences", "word",
]  # fmt: skip
