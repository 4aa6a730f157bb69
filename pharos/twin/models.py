"""What a demonstration's database remembers about itself."""

from django.db import models
from django.db.models import Q


class DemoMark(models.Model):
    """The one row that makes a database a demonstration's; without it nothing of the twin writes a word there.

    `seed`, `policies` and `today` are what the population was drawn with, so that its people can be met again.
    `shifts` counts how often the night shift was started; `told_at` is when the guided tour's letter was sent.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    seed = models.BigIntegerField()
    policies = models.PositiveIntegerField()
    today = models.DateField()
    marked_at = models.DateTimeField()
    built_at = models.DateTimeField(null=True)
    shifts = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="twin_one_mark")]

    def __str__(self) -> str:
        return f"demonstration of {self.today:%Y-%m-%d}"
