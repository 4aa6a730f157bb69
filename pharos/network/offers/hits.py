"""Providers in the search of the top bar."""

from django.urls import reverse

from pharos.core.card import HitAct, SearchHit, Viewer
from pharos.network.models import Provider
from pharos.network.rules.naming import sought
from pharos.places import api as places


def provider_hits(text: str, viewer: Viewer, limit: int) -> list[SearchHit]:
    """By the sounds of their names, in whatever script."""
    words = sought(text)
    if not words or max(map(len, words)) < 3:
        return []
    rows = Provider.objects.filter(closed_at__isnull=True).prefetch_related("phones")
    for word in words:
        rows = rows.filter(name_key__contains=word)
    return [_hit(row, viewer) for row in rows.order_by("name_latin", "id")[:limit]]


def _hit(row: Provider, viewer: Viewer) -> SearchHit:
    country = places.countries().get(row.country)
    phones = [HitAct(title=one.number, url=f"tel:{one.number}", icon="phone") for one in row.phones.all()[:2]]
    where = country.name(viewer.language) if country else row.country
    return SearchHit(
        kind="provider", title=row.title(viewer.language), sub=where,
        url=reverse("network:page", args=[row.id]), acts=tuple(phones),
    )  # fmt: skip
