"""The one search line, for the register's page and the frames' palette."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from pharos.core.card import SearchHit, Viewer
from pharos.people.api import Permission
from pharos.policies.queries.finding import find
from pharos.policies.rules.asking import queries_of
from pharos.policies.rules.matching import PolicyMatch, ranked


def search(text: str, *, today: date, insurer: UUID | None = None, limit: int = 50) -> list[PolicyMatch]:
    """Matches of every reading of the line, the best first."""
    queries = queries_of(text, today=today, insurer=insurer)
    matches = [match for query in queries for match in find(query, limit=limit)]
    return ranked(matches, limit)


def search_hits(text: str, viewer: Viewer, limit: int) -> list[SearchHit]:
    """The same for the palette; nothing for people who may not see policies."""
    if Permission.SEE_POLICIES not in viewer.permissions:
        return []
    return [_hit(match) for match in search(text, today=timezone.localdate(), limit=limit)]


def _hit(match: PolicyMatch) -> SearchHit:
    found = match.found
    period = " – ".join(f"{day:%d.%m.%Y}" for day in (found.valid_from, found.valid_to) if day)
    return SearchHit(
        kind="policy",
        title=found.full_name or found.number,
        sub=" · ".join(filter(None, (found.number, period))),
        url=reverse("policies:policy", args=[found.policy]),
        icon="policy",
        exact=match.exact,
        id=found.policy,
    )
