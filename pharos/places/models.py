"""The gazetteer's towns and resorts (their names are in the atlas), and emergency numbers with their sources.

Countries are data, not a table.
"""

from django.db import models
from django.db.models import F, Q

from pharos.core.ids import new_id


class Place(models.Model):
    """A town, resort, island or region a caller may name. Ids come from the data, the same in every database."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=12)
    geonames = models.IntegerField(null=True)
    name = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=20, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    time_zone = models.CharField(max_length=64)
    population = models.IntegerField(default=0)
    weight = models.SmallIntegerField(default=0)
    near = models.CharField(max_length=200, blank=True)
    near_ru = models.CharField(max_length=200, blank=True)
    landmass = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["country", "latitude"], name="places_place_country_latitude")]

    def __str__(self) -> str:
        return f"{self.name}, {self.country}"

    def title(self, language: str) -> str:
        return (self.name_ru if language == "ru" else "") or self.name


class Hotel(models.Model):
    """A hotel staff have told us of: the name over the door, other ways to say it (one a line), the place it is in.
    Those that come with Pharos stand in a file; the resolver reads a copy of this table beside the atlas."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=120)
    others = models.TextField(blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "place"], name="places_hotel_once")]

    def __str__(self) -> str:
        return self.name


class LoadedData(models.Model):
    """Which version of a data file the tables hold, so that loading it again does nothing."""

    name = models.CharField(max_length=40, primary_key=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:12]}"


class EmergencyNumber(models.Model):
    """A number to dial in a country. Unverified until a member of staff has checked it; see `rules.standing`."""

    id = models.UUIDField(primary_key=True, default=new_id)
    country = models.CharField(max_length=2)
    service = models.CharField(max_length=20)
    number = models.CharField(max_length=20)
    languages = models.JSONField(default=list)
    note_ru = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    rank = models.SmallIntegerField(default=0)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["country", "rank", "service"]
        constraints = [
            models.UniqueConstraint(fields=["country", "service", "number"], name="places_emergency_once"),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | ~Q(verified_by=""), name="places_emergency_verifier_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.service} {self.number}"


class EmergencySource(models.Model):
    """What a named source says of a number. `says` is empty where it agrees, else the number it gives instead."""

    emergency = models.ForeignKey(EmergencyNumber, models.CASCADE, related_name="sources")
    name = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    dated = models.CharField(max_length=40, blank=True)
    says = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = [F("says").asc(), "name"]
        constraints = [models.UniqueConstraint(fields=["emergency", "url"], name="places_source_once")]

    def __str__(self) -> str:
        return self.name
