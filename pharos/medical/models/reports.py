"""What a clinic reports: kept as it was taken down; a corrected one is a row of its own and points to the first."""

from django.db import models

from pharos.core.ids import new_id
from pharos.vault.api import SealedTextField, key_field


class MedicalReport(models.Model):
    """`told` is JSON of the pre-check's input (`precheck.reading`), `about` of whom and where: patient, birth_date,
    clinic, seen_on; both sealed. `letter` and `attachment` say what it was taken from, where it came by letter."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", db_index=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    key = key_field(db_index=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    letter = models.UUIDField(null=True)
    attachment = models.UUIDField(null=True)
    country = models.CharField(max_length=2, blank=True)
    clinic_key = models.CharField(max_length=120, blank=True, db_collation="C")
    told = SealedTextField(null=True)
    about = SealedTextField(null=True)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["case", "-filed_at"], name="medical_report_of_case")]

    def __str__(self) -> str:
        return f"report {self.id}"
