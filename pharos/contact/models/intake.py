"""What was asked before anything else."""

from django.db import models

from pharos.core.ids import new_id
from pharos.vault.api import SealedTextField, key_field


class DangerScreen(models.Model):
    """The danger questions of one intake and how they were answered, sealed with the case's key.

    `answers` is JSON: question code to `yes`, `no` or `unknown`. A question that was not asked is absent.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    key = key_field()
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    staff = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    answers = SealedTextField(null=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"danger screen {self.id}"
