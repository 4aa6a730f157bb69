"""Providers: clinics, doctors and firms we have a relationship with, how to reach them and what they can do."""

from django.db import models
from django.db.models import Q

from pharos.core.capabilities import ALL_AGES
from pharos.core.ids import new_id
from pharos.network.models.facilities import Facility

AGES = Q(ages__gte=1) & Q(ages__lte=int(ALL_AGES))


class Provider(models.Model):
    """One place or firm we send travellers to, or think of doing so.

    `kind` is a `rules.kinds.Kind`; `name_key` the sounds of all its names, for finding and for near-duplicates.
    `hours` are written as OpenStreetMap does, in the provider's own time, empty where nobody asked; `ages` a sum of
    `core.capabilities.Ages`. A closed provider is offered to nobody; a suspended one only where a life is at risk.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=12)
    name_latin = models.CharField(max_length=160)
    name_local = models.CharField(max_length=160, blank=True)
    name_ru = models.CharField(max_length=160, blank=True)
    legal_name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=400)
    country = models.CharField(max_length=2)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    landmass = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    time_zone = models.CharField(max_length=64)
    address = models.CharField(max_length=300, blank=True)
    entrance = models.CharField(max_length=300, blank=True)
    website = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    guarantee_email = models.EmailField(blank=True)
    hours = models.CharField(max_length=400, blank=True)
    ages = models.SmallIntegerField(default=int(ALL_AGES))
    house_call_km = models.PositiveSmallIntegerField(null=True)
    suspended_at = models.DateTimeField(null=True)
    suspended_why = models.CharField(max_length=24, blank=True)
    closed_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__gte=-90) & Q(latitude__lte=90) & Q(longitude__gte=-180) & Q(longitude__lte=180),
                name="network_provider_on_the_globe",
            ),
            models.CheckConstraint(condition=AGES, name="network_provider_ages"),
            models.CheckConstraint(
                condition=Q(suspended_at__isnull=True) | ~Q(suspended_why=""), name="network_provider_suspended_why"
            ),
        ]
        indexes = [
            models.Index(fields=["name_latin", "id"], name="network_provider_by_name"),
            models.Index(fields=["country", "name_latin", "id"], name="network_provider_by_country"),
        ]

    def __str__(self) -> str:
        return f"{self.name_latin}, {self.country}"

    def title(self, language: str) -> str:
        return (self.name_ru if language == "ru" else "") or self.name_latin


class ProviderPhone(models.Model):
    """A number to ring (E.164) and what for. `order` is the one in which they are tried."""

    class Purpose(models.TextChoices):
        RECEPTION = "reception"
        AROUND_THE_CLOCK = "around_the_clock"
        EMERGENCY = "emergency"
        GUARANTEE = "guarantee"
        FOREIGNERS = "foreigners"
        DOCTOR = "doctor"
        BILLING = "billing"

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="phones")
    purpose = models.CharField(max_length=16, choices=Purpose)
    number = models.CharField(max_length=20)
    extension = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=120, blank=True)
    order = models.SmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "number", "purpose"], name="network_phone_once"),
        ]

    def __str__(self) -> str:
        return self.number


class ProviderLanguage(models.Model):
    """A language (ISO 639-1) spoken there, by whom, and when; empty `hours` are the provider's own."""

    class By(models.TextChoices):
        STAFF = "staff"
        INTERPRETER = "interpreter"
        TELEPHONE = "telephone"

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="languages")
    language = models.CharField(max_length=2)
    by = models.CharField(max_length=12, choices=By, default=By.STAFF)
    hours = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["provider", "language", "by"], name="network_language_once")]

    def __str__(self) -> str:
        return self.language


class ProviderCapability(models.Model):
    """What it can do (`core.capabilities`). Own hours and ages where they differ from the provider's."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="capabilities")
    capability = models.CharField(max_length=24)
    hours = models.CharField(max_length=400, blank=True)
    ages = models.SmallIntegerField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "capability"], name="network_capability_once"),
            models.CheckConstraint(condition=Q(ages__isnull=True) | AGES, name="network_capability_ages"),
        ]

    def __str__(self) -> str:
        return self.capability


class ProviderFacility(models.Model):
    """This provider is that facility of somebody's list. One provider may stand in several lists."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="facilities")
    facility = models.OneToOneField(Facility, models.CASCADE, related_name="linked")
    linked_at = models.DateTimeField()
    linked_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.provider_id} = {self.facility_id}"
