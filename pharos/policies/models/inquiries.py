"""What is told and known while cover is asked about: one inquiry a case (or an intake before it), and its facts."""

from django.db import models

from pharos.core.ids import new_id
from pharos.policies.models.register import INSURER, Policy
from pharos.vault.api import SealedTextField, key_field


class CoverInquiry(models.Model):
    """The asking about cover of one case, or of a conversation or draft before it: `subject` is an opaque id.

    `around` is JSON of what the rooms above know of it (birth date, country, who calls), sealed like every fact with a
    key of its own. `version` counts what was written, so that nobody answers over another.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    subject = models.UUIDField()
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, related_name="+")
    key = key_field(db_index=False)
    around = SealedTextField(key="key", null=True)
    version = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "cover inquiries"
        constraints = [models.UniqueConstraint(fields=["subject"], name="policies_inquiry_once")]

    def __str__(self) -> str:
        return f"inquiry {self.id}"


class ToldFact(models.Model):
    """What one source says of one fact. Never changed: what is told anew replaces it, what was a mistake is taken back.

    `told` is JSON of fact and value, sealed: the name alone of some facts says something about health.
    `version` is that of the inquiry when it was told; facts told by one act share it. `picked_at`: a person decided
    that this source counts where others say otherwise.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    inquiry = models.ForeignKey(CoverInquiry, models.CASCADE, related_name="facts")
    key = key_field(db_index=False)
    told = SealedTextField(key="key", null=True)
    source = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=80)
    replaces = models.ForeignKey("self", models.CASCADE, null=True, related_name="+", db_index=False)
    picked_at = models.DateTimeField(null=True)
    picked_by = models.CharField(max_length=80, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["version", "id"]

    def __str__(self) -> str:
        return f"told fact {self.id}"
