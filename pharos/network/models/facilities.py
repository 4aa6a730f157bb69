"""Facilities exist in the world and come from somebody's list; a relationship with one is another matter."""

from django.db import models

from pharos.core.ids import new_id


class FacilitySource(models.Model):
    """A list we have taken in: whose it is, under which licence, and as of when. Lists stay apart from each other."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=120, unique=True)
    licence = models.CharField(max_length=120)
    dated = models.CharField(max_length=20)
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Facility(models.Model):
    """A place of medical help as a list tells of it. `key` is what makes two rows of a list one facility.

    A `rough` one stands at the middle of its town: the list gave no coordinates.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    source = models.ForeignKey(FacilitySource, models.PROTECT, related_name="facilities", db_index=False)
    key = models.CharField(max_length=160)
    reference = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    kind_told = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    rough = models.BooleanField(default=False)
    phone = models.CharField(max_length=120, blank=True)
    website = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=300, blank=True)
    specialities = models.JSONField(default=list)
    ownership = models.CharField(max_length=80, blank=True)
    emergency = models.BooleanField(null=True)
    beds = models.IntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="network_facility_once")]
        indexes = [
            models.Index(fields=["country", "kind"], name="network_facility_country_kind"),
            models.Index(fields=["country", "latitude"], name="network_facility_band"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.country}"
