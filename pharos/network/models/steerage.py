"""What was offered to whom and why something else was taken: the proof that nobody was favoured."""

from django.db import models

from pharos.core.ids import new_id
from pharos.vault.api import SealedTextField, key_field

INSURER = "insurers.Insurer"


class Steerage(models.Model):
    """One choice of a provider in a case. Written once.

    `offered` is the list as it was shown, with its scores, sealed with the key of the case because the question asked
    (speciality, urgency, age) says something of a person's health; so are the words why not the first. `chosen` is a
    provider or a facility; `rank` its place in the list from 1, `offered_count` how long the list was.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+")
    case_id = models.UUIDField(db_index=True)
    key = key_field()
    question = SealedTextField(key="key")
    offered = SealedTextField(key="key")
    offered_count = models.PositiveSmallIntegerField()
    chosen = models.UUIDField()
    chosen_is_provider = models.BooleanField()
    rank = models.PositiveSmallIntegerField()
    why_code = models.CharField(max_length=24, blank=True)
    why = SealedTextField(key="key", null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["chosen", "-at"], name="network_steerage_chosen")]

    def __str__(self) -> str:
        return f"{self.rank} of {self.offered_count}"
