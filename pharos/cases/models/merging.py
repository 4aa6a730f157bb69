"""Merges of cases and hand-overs: what was done between people, kept so that it can be taken back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pharos.cases.models.case import Case
from pharos.cases.models.rows import Note, OfCase
from pharos.core.ids import new_id
from pharos.vault.api import SealedTextField, key_field


class Merging(models.Model):
    """One case that became part of another. `kept` says what moved and what stood there before, sealed with the
    survivor's key; empty once the case was forgotten. `insurer` is the survivor's, kept in step by a trigger."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    survivor = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    gone = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    merged_at = models.DateTimeField()
    merged_by = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=80, blank=True)
    key = key_field(db_index=False)
    kept = SealedTextField(key="key", null=True)

    class Meta:
        indexes = [models.Index(fields=["survivor", "-merged_at"], name="cases_merging_survivor")]
        constraints = [
            models.UniqueConstraint(fields=["gone"], name="cases_merging_once", condition=Q(undone_at__isnull=True)),
            models.CheckConstraint(name="cases_merging_two", condition=~Q(survivor=F("gone"))),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.survivor_id}"


class HandOver(OfCase):
    """A case given to a colleague (`staff` None: back to the queue), until he has read what he was told.

    `before` had it, `by` gave it; hand-overs given together share their `batch`.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    before = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.CharField(max_length=80)
    note = models.ForeignKey(Note, models.SET_NULL, null=True, related_name="+", db_index=False)
    batch = models.UUIDField()
    handed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["staff", "handed_at"], name="cases_handover_unread",
                condition=Q(read_at__isnull=True, undone_at__isnull=True),
            ),
            models.Index(fields=["case", "-handed_at"], name="cases_handover_case"),
            models.Index(fields=["batch"], name="cases_handover_batch"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} to {self.staff_id}"
