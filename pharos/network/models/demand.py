"""How many cases came from where: counts only, learnt from events of cases."""

from django.db import models

from pharos.core.ids import new_id


class Demand(models.Model):
    """Cases registered in a month from a place, or from a country where no place was told. Nothing here leads to a
    case. A correction counts in the month in which it was made, so that a month may be below nothing."""

    id = models.UUIDField(primary_key=True, default=new_id)
    country = models.CharField(max_length=2)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    month = models.DateField()
    cases = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "place", "month"], nulls_distinct=False, name="network_demand_once"
            ),
        ]
        indexes = [models.Index(fields=["month"], name="network_demand_month")]

    def __str__(self) -> str:
        return f"{self.country} {self.month:%Y-%m}: {self.cases}"
