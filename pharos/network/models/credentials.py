"""What makes a provider fit to be sent to: licences, accreditation, insurance, our own checks."""

from django.db import models
from django.db.models import F, Q

from pharos.core.ids import new_id
from pharos.network.models.providers import Provider


class Credential(models.Model):
    """One proof, who issued it, until when it holds, and what was seen of it.

    `evidence` says where the paper is; `file` is the scan itself (a document of the firm, nothing of a traveller).
    `reminded_on` is the day the coming end was last made visible.
    """

    class Kind(models.TextChoices):
        LICENCE = "licence"
        ACCREDITATION = "accreditation"
        INSURANCE = "insurance"
        LEAD_DOCTOR = "lead_doctor"
        SITE_VISIT = "site_visit"
        SANCTIONS_CHECK = "sanctions_check"
        DATA_PROTECTION = "data_protection"

    id = models.UUIDField(primary_key=True, default=new_id)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="credentials")
    kind = models.CharField(max_length=16, choices=Kind)
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=160, blank=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    evidence = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    file_type = models.CharField(max_length=80, blank=True)
    file = models.BinaryField(null=True)
    checked_by = models.CharField(max_length=80, blank=True)
    checked_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        ordering = ["kind", "-issued_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="network_credential_dates",
            ),
        ]
        indexes = [models.Index(fields=["expires_on"], name="network_credential_expiry")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
