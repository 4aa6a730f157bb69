"""Emergency numbers: filling the table from the data file. What staff verified stays as long as the number does."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from pharos.places.models import EmergencyNumber, EmergencySource, LoadedData

FILE = Path(__file__).parent / "data" / "emergency.toml"
SERVICES = ("ambulance", "general", "police", "fire", "tourist_police")


def load(*, force: bool = False) -> int:
    """Fill the table; returns how many numbers the file has, or 0 where the table holds this file already.

    A number the file no longer has goes, unless a member of staff had verified it.
    """
    text = FILE.read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    if not force and LoadedData.objects.filter(name="emergencies", digest=digest).exists():
        return 0
    data = tomllib.loads(text)
    with transaction.atomic():
        kept = [_save(row, data["source"], place).pk for place, row in enumerate(data["number"])]
        EmergencyNumber.objects.filter(verified_at__isnull=True).exclude(pk__in=kept).delete()
        LoadedData.objects.update_or_create(name="emergencies", defaults={"digest": digest})
    return len(kept)


def _save(row: dict[str, Any], sources: dict[str, dict[str, str]], place: int) -> EmergencyNumber:
    number, _ = EmergencyNumber.objects.update_or_create(
        country=row["country"],
        service=row["service"],
        number=row["number"],
        defaults={
            "languages": row.get("languages", []),
            "note_ru": row.get("note_ru", ""),
            "note_en": row.get("note_en", ""),
            "rank": 1000 * SERVICES.index(row["service"]) + place,
        },
    )
    number.sources.all().delete()
    says = dict.fromkeys(row["sources"], "") | row.get("against", {})
    EmergencySource.objects.bulk_create(
        EmergencySource(emergency=number, says=said, **sources[source]) for source, said in says.items()
    )
    return number
