"""How such illnesses are treated: counters of a month, kept as reviews are signed; and clinics as they were written."""

from django.db import models


class TreatmentNorm(models.Model):
    """Treatments of one diagnosis in one country, at one clinic or (`clinic_key` empty) at all of them. `medicines`,
    `tests`, `days`: how many treatments had which number of them; of `judged` medicines `needless` were without
    grounds or harmful. Counts of nobody in particular: they stay when a person is forgotten."""

    condition = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    clinic_key = models.CharField(max_length=120, blank=True, db_collation="C")
    month = models.DateField()
    treatments = models.PositiveIntegerField(default=0)
    medicines = models.JSONField(default=dict)
    tests = models.JSONField(default=dict)
    days = models.JSONField(default=dict)
    judged = models.PositiveIntegerField(default=0)
    needless = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["condition", "country", "clinic_key", "month"], name="medical_one_norm")
        ]
        indexes = [models.Index(fields=["month", "country", "clinic_key"], name="medical_norm_month")]

    def __str__(self) -> str:
        return f"norm {self.pk}"


class ClinicName(models.Model):
    """A clinic as a report first wrote it, by the key that its spellings share: of nobody in particular."""

    key = models.CharField(max_length=120, primary_key=True, db_collation="C")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name
