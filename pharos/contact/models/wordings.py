"""Letters this company begins with."""

from django.db import models
from django.db.models import Q

from pharos.core.ids import new_id


class LetterWording(models.Model):
    """A wording of this company, for all letters or for those of one insurer. It stands before the one of the same
    code that comes with Pharos. Nothing of a person stands in it, so it is not sealed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=40)
    insurer = models.ForeignKey("insurers.Insurer", models.CASCADE, null=True, related_name="+")
    title_ru = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80)
    text_ru = models.TextField()
    text_en = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "insurer"], name="contact_wording_once"),
            models.UniqueConstraint(fields=["code"], name="contact_wording_once_for_all", condition=Q(insurer=None)),
        ]

    def __str__(self) -> str:
        return self.code
