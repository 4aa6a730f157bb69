"""Providers as lists and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from pharos.network.models import Contract, Credential, Facility, Gap, Observation, Provider, ProviderPhone, Steerage
from pharos.network.rules.naming import Alike, Known, alike, sought
from pharos.network.rules.quality import RECENT_DAYS, Figures
from pharos.places import api as places

PAGE = 50
SOON_DAYS = 60
NEIGHBOURS = 400


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list is narrowed to. `standing`: contracted, without, suspended, closed, expiring; empty for all open."""

    text: str = ""
    country: str = ""
    capability: str = ""
    standing: str = ""


@dataclass(frozen=True)
class Page:
    rows: Sequence[Provider]
    older: str | None


def provider_page(chosen: Filter, *, today: date, cursor: str = "") -> Page:
    """By Latin name; `cursor` is where the page before ended (name and id)."""
    rows = _narrowed(chosen, today)
    name, _, ident = cursor.rpartition("\t")
    if last := _uuid(ident):
        rows = rows.filter(Q(name_latin__gt=name) | Q(name_latin=name, id__gt=last))
    contracts = Prefetch("contracts", _in_force(today), to_attr="in_force")
    found = list(rows.prefetch_related("phones", "capabilities", contracts).order_by("name_latin", "id")[: PAGE + 1])
    more = f"{found[PAGE - 1].name_latin}\t{found[PAGE - 1].id}" if len(found) > PAGE else None
    return Page(found[:PAGE], more)


def expiring(today: date, limit: int = 50) -> list[Credential]:
    """Papers that end within SOON_DAYS or have ended, the soonest first."""
    rows = Credential.objects.filter(
        expires_on__lte=today + timedelta(days=SOON_DAYS), provider__closed_at__isnull=True
    ).select_related("provider")
    return list(rows.order_by("expires_on")[:limit])


def figures_of(provider_id: UUID, today: date) -> Figures:
    """What was seen, as counts with their n."""
    since = today - timedelta(days=RECENT_DAYS)
    rows = Observation.objects.filter(provider_id=provider_id).values_list("kind", "minutes", "score", "at")
    return Figures.of([(kind, minutes, score, at.date() >= since) for kind, minutes, score, at in rows])


def chosen_count(provider_id: UUID) -> tuple[int, int]:
    """How often it was chosen, and how often of these as the first of the list."""
    rows = Steerage.objects.filter(chosen=provider_id)
    return rows.count(), rows.filter(rank=1).count()


@dataclass(frozen=True)
class Twin:
    """Another provider that may be the same one, why, and how far it is."""

    provider: Provider
    why: Alike
    kilometres: float


def twins_of(provider: Provider, limit: int = 5) -> list[Twin]:
    """Near-duplicates: the same telephone, names that sound alike nearby, the same spot."""
    numbers = list(ProviderPhone.objects.filter(provider=provider).values_list("number", flat=True))
    return _twins(provider.name_key, frozenset(numbers), provider, limit)


def twins_of_new(name_key: str, country: str, latitude: float, longitude: float, limit: int = 5) -> list[Twin]:
    """Who may already be the one that is about to be added."""
    about = Provider(name_key=name_key, country=country, latitude=latitude, longitude=longitude)
    return _twins(name_key, frozenset(), about, limit)


def _twins(key: str, numbers: frozenset[str], about: Provider, limit: int) -> list[Twin]:
    near = Q(country=about.country, latitude__range=(about.latitude - 0.6, about.latitude + 0.6))
    rows = Provider.objects.filter(near | Q(phones__number__in=numbers), closed_at__isnull=True).exclude(id=about.id)
    found = []
    for row in rows.distinct().prefetch_related("phones")[:NEIGHBOURS]:
        far = places.kilometres(about.latitude, about.longitude, row.latitude, row.longitude)
        other = Known(key=row.name_key, phones=frozenset(one.number for one in row.phones.all()), kilometres=far)
        if why := alike(Known(key=key, phones=numbers), other):
            found.append(Twin(row, why, far))
    return sorted(found, key=lambda twin: twin.kilometres)[:limit]


def facilities_near(provider: Provider, limit: int = 8) -> list[tuple[Facility, float, bool]]:
    """Facilities of lists within two kilometres that are nobody yet, and how far; those whose name is alike first."""
    box = {"latitude__range": (provider.latitude - 0.02, provider.latitude + 0.02), "country": provider.country}
    rows = Facility.objects.filter(**box, linked__isnull=True, longitude__range=(
        provider.longitude - 0.04, provider.longitude + 0.04)).select_related("source")[:200]  # fmt: skip
    words = set(provider.name_key.split())
    told = [
        (row, places.kilometres(provider.latitude, provider.longitude, row.latitude, row.longitude),
         bool(words & set(sought(row.name))))
        for row in rows
    ]  # fmt: skip
    return sorted(told, key=lambda one: (not one[2], one[1]))[:limit]


def open_gaps(limit: int = 50) -> list[Gap]:
    """Wants of help nobody has met yet, the newest asked first."""
    return list(Gap.objects.filter(closed_at__isnull=True).order_by("-last_at", "-id")[:limit])


def _narrowed(chosen: Filter, today: date) -> QuerySet[Provider]:
    rows = Provider.objects.filter(closed_at__isnull=chosen.standing != "closed")
    for word in sought(chosen.text):
        rows = rows.filter(name_key__contains=word)
    if chosen.country:
        rows = rows.filter(country=chosen.country)
    if chosen.capability:
        rows = rows.filter(capabilities__capability=chosen.capability)
    active = _in_force(today).filter(provider=OuterRef("pk"))
    ending = Credential.objects.filter(provider=OuterRef("pk"), expires_on__lte=today + timedelta(days=SOON_DAYS))
    match chosen.standing:
        case "contracted":
            rows = rows.filter(Exists(active), suspended_at__isnull=True)
        case "without":
            rows = rows.filter(~Exists(active))
        case "suspended":
            rows = rows.filter(suspended_at__isnull=False)
        case "expiring":
            rows = rows.filter(Exists(ending))
    return rows


def _in_force(today: date) -> QuerySet[Contract]:
    last = Q(last__isnull=True) | Q(last__gte=today)
    return Contract.objects.filter(last, status=Contract.Status.ACTIVE, first__lte=today)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
