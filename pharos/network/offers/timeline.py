"""What the network has to say in the thread of a case."""

from collections.abc import Sequence
from typing import Any

from pharos.core.card import TimelineEntry, Viewer
from pharos.events.network import ProviderChosen
from pharos.network.models import Facility, Provider
from pharos.network.offers.pick import chosen_words


def timeline(entries: Sequence[Any], viewer: Viewer) -> list[TimelineEntry]:
    """Choices of a provider; other events are not ours to word."""
    chosen = [(entry, entry.event) for entry in entries if isinstance(entry.event, ProviderChosen)]
    if not chosen:
        return []
    ids = [event.chosen for _, event in chosen]
    names = {row.id: row.title(viewer.language) for row in Provider.objects.filter(id__in=ids)}
    names |= dict(Facility.objects.filter(id__in=ids).values_list("id", "name"))
    return [
        TimelineEntry(
            position=entry.position, at=entry.recorded_at, kind="decision", icon="pin",
            title=chosen_words(names.get(event.chosen, "—"), event.rank, event.offered),
        )
        for entry, event in chosen
    ]  # fmt: skip
