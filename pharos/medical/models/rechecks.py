"""Past reviews checked again after the data changed: how far a run got, and what would be proposed otherwise now."""

from django.db import models

from pharos.core.ids import new_id
from pharos.medical.models.reviews import Review


class Recheck(models.Model):
    """One run over signed reviews by one version of the data. `after`: the last review that is done, in the order of
    ids, written with its differences; a run that was killed or stopped goes on behind it. Signed reviews are never
    changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    base_version = models.CharField(max_length=40)
    every = models.BooleanField(default=False)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    differing = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    after = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recheck {self.id}"


class Difference(models.Model):
    """A review the data of a run would check otherwise. `changes`: kind, code, before and after of each item, all of
    them codes as in `ReviewItem`, and the rules both were said by."""

    run = models.ForeignKey(Recheck, models.CASCADE, related_name="differences", db_index=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="+", db_index=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    changes = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "review"], name="medical_differs_once")]

    def __str__(self) -> str:
        return f"difference of {self.review_id}"
