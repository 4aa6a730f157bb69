"""A doctor called to a live case, and the order he gives."""

from django.db import models
from django.db.models import Q

from pharos.core.ids import new_id
from pharos.vault.api import SealedTextField, key_field


class DutyCall(models.Model):
    """Called, then a doctor comes, then his order stands with a clock, then somebody carried it out. `order` is
    sealed, promised on the case (`promise`) and given once: a doctor who thinks again gives another under a call of
    its own."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", db_index=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    key = key_field(db_index=False)
    why = SealedTextField(null=True)
    order = SealedTextField(null=True)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    answer_by = models.DateTimeField()
    doctor = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    came_at = models.DateTimeField(null=True)
    ordered_at = models.DateTimeField(null=True)
    carry_out_by = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    promise = models.UUIDField(null=True)
    done_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="medical_one_call", condition=Q(ordered_at=None, done_at=None)
            ),
            models.CheckConstraint(
                name="medical_order_is_signed",
                condition=Q(ordered_at=None) | Q(doctor__isnull=False, carry_out_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["called_at"], name="medical_call_open", condition=Q(done_at=None)),
            models.Index(fields=["case", "-called_at"], name="medical_call_case"),
        ]

    def __str__(self) -> str:
        return f"call {self.id}"
