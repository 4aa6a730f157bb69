"""Places and kinds of help for which we have nobody."""

from django.db import models
from django.db.models import Q

from pharos.core.capabilities import ALL_AGES
from pharos.core.ids import new_id


class Gap(models.Model):
    """Around this point (`cell`, H3 of resolution 4, some 45 km across) nobody of ours can do this. One is open at a
    time: who asks again is counted in `times`.

    `nearest` is the nearest that was found, a provider or a facility, and how far; `hub` the place one is flown to.
    """

    class Found(models.TextChoices):
        SEARCH = "search"
        REQUEST = "request"
        PROSPECT = "prospect"

    id = models.UUIDField(primary_key=True, default=new_id)
    country = models.CharField(max_length=2)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    landmass = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    cell = models.BigIntegerField()
    capability = models.CharField(max_length=24)
    ages = models.SmallIntegerField(default=int(ALL_AGES))
    found_by = models.CharField(max_length=8, choices=Found)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    nearest = models.UUIDField(null=True)
    nearest_is_provider = models.BooleanField(default=False)
    nearest_km = models.FloatField(null=True)
    hub = models.CharField(max_length=80, blank=True)
    hub_km = models.FloatField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cell", "capability"], condition=Q(closed_at__isnull=True), name="network_gap_open_once"
            ),
        ]
        indexes = [
            models.Index(fields=["-last_at", "-id"], name="network_gap_open", condition=Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.capability} at {self.name or self.country}"
