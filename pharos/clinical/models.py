"""Interviews as they were held."""

from django.db import models
from django.db.models import Q

from pharos.core.ids import new_id
from pharos.vault.api import SealedTextField, key_field


class KeptInterview(models.Model):
    """A symptom interview, going on or finished. `subject` is whatever it is about: a conversation, a case, a draft.

    `state` is JSON of what was told and answered, `result` of what came of it, both sealed with a key of their own.
    `version` counts what was written to it, so that two windows do not answer over each other.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    key = key_field(db_index=False)
    subject = models.UUIDField()
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    staff = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    state = SealedTextField(null=True)
    result = SealedTextField(null=True)
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], name="clinical_one_going_on", condition=Q(finished_at=None)),
        ]
        indexes = [models.Index(fields=["subject", "-started_at"], name="clinical_of_subject")]

    def __str__(self) -> str:
        return f"interview {self.id}"
