"""What the frames of the site take from this room: the head of the card, its panels, entries of the timeline, hits."""

from pharos.cases.offers.card import (
    CaseCard,
    CaseHeader,
    NamedClock,
    advice,
    card,
    case_header,
    panels,
    releasable,
    what_next,
)
from pharos.cases.offers.lines import card_url, hit, hits_of, named, policy_chip, search_hits, state_chip, where
from pharos.cases.offers.rows import shown_row
from pharos.cases.offers.timeline import latest, timeline

__all__ = [
    "CaseCard", "CaseHeader", "NamedClock", "advice", "card", "card_url", "case_header", "hit", "hits_of", "latest",
    "named", "panels", "policy_chip", "releasable", "search_hits", "shown_row", "state_chip", "timeline", "what_next",
    "where",
]  # fmt: skip
