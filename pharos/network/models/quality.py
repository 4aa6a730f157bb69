"""What working with a provider has shown."""

from django.db import models
from django.db.models import Q

from pharos.core.ids import new_id
from pharos.network.models.providers import Provider


class Observation(models.Model):
    """One thing seen: they took a patient (after so many minutes) or refused, a doctor found fault, somebody rated.

    `code` says what of its kind (why refused, which fault); `score` is 1 to 5, of a rating only. Nothing here says who
    the patient was or what ailed him: `case_id` is opaque.
    """

    class Kind(models.TextChoices):
        ACCEPTED = "accepted"
        REFUSED = "refused"
        MEDICAL_FINDING = "medical_finding"
        RATING = "rating"
        COMPLAINT = "complaint"

    id = models.UUIDField(primary_key=True, default=new_id)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="observations")
    kind = models.CharField(max_length=16, choices=Kind)
    code = models.CharField(max_length=24, blank=True)
    minutes = models.PositiveIntegerField(null=True)
    score = models.PositiveSmallIntegerField(null=True)
    case_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="rating", score__gte=1, score__lte=5) | (~Q(kind="rating") & Q(score__isnull=True)),
                name="network_observation_score",
            ),
        ]
        indexes = [models.Index(fields=["provider", "-at", "-id"], name="network_observation_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
