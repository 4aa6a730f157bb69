"""The index of the search: what help there is where. Kept by the actions that change providers and facilities."""

from django.db import models


class Supply(models.Model):
    """One capability of a provider (under one contract, if it has any) or of a facility.

    `grade` is twice the standing (0 a facility of a list, 1 a provider without contract or suspended, 2 under
    contract) plus one where the capability is there around the clock: the leading columns of the index, because what
    costs time is rows that are read and rejected. `cell` is the H3 cell of resolution 5; the descendants of a coarser
    cell are one range of numbers. `x`, `y`, `z` are the point on a sphere of radius 1, so that distances need no
    trigonometry. `flags` hold ages, certainty, languages and whether the contract names insurers (`rules.supply`).
    `first` and `last` are the contract's days. Of lists it has ids and coordinates only: they stay in their table.
    """

    id = models.BigAutoField(primary_key=True)
    capability = models.SmallIntegerField()
    grade = models.SmallIntegerField()
    cell = models.BigIntegerField()
    x = models.FloatField()
    y = models.FloatField()
    z = models.FloatField()
    flags = models.BigIntegerField()
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    contract = models.UUIDField(null=True)
    subject = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(
                fields=["capability", "grade", "cell"],
                include=["flags", "x", "y", "z", "first", "last", "contract", "subject"],
                name="network_supply_near",
            ),
            models.Index(fields=["subject"], name="network_supply_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.capability}"
