"""What we have agreed with a provider: for which insurers, from when to when, who pays and how."""

from django.db import models
from django.db.models import F, Q

from pharos.core.ids import new_id
from pharos.network.models.providers import Provider

INSURER = "insurers.Insurer"


class Contract(models.Model):
    """One agreement. Contracts in force (active or suspended) of one provider never overlap: the database refuses.

    `guarantee_from` is the amount from which a guarantee of payment is needed: 0 always, None never.
    `last` of None is open-ended. A single-case agreement names its case and may stand beside anything.
    """

    class Kind(models.TextChoices):
        CONTRACT = "contract"
        SINGLE_CASE = "single_case"

    class Status(models.TextChoices):
        PROSPECT = "prospect"
        NEGOTIATING = "negotiating"
        ACTIVE = "active"
        SUSPENDED = "suspended"
        ENDED = "ended"

    id = models.UUIDField(primary_key=True, default=new_id)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="contracts")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CONTRACT)
    case_id = models.UUIDField(null=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.PROSPECT)
    number = models.CharField(max_length=60, blank=True)
    first = models.DateField()
    last = models.DateField(null=True)
    direct_billing = models.BooleanField(default=False)
    deposit = models.DecimalField(null=True, max_digits=12, decimal_places=2)
    guarantee_from = models.DecimalField(null=True, max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    payment_days = models.PositiveSmallIntegerField(null=True)
    notice_days = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-first"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="network_contract_dates"
            ),
            models.CheckConstraint(
                condition=(Q(deposit__isnull=True) | Q(deposit__gte=0))
                & (Q(guarantee_from__isnull=True) | Q(guarantee_from__gte=0)),
                name="network_contract_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(kind="contract", case_id__isnull=True) | Q(kind="single_case", case_id__isnull=False),
                name="network_contract_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.id} {self.status}"


class ContractInsurer(models.Model):
    """An insurer named in a contract. Where some are taken in, only those are; otherwise all but those left out."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="insurers")
    insurer = models.ForeignKey(INSURER, models.PROTECT, related_name="+")
    included = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "insurer"], name="network_contract_insurer_once")]

    def __str__(self) -> str:
        return f"{'+' if self.included else '-'}{self.insurer_id}"


class BillingBlock(models.Model):
    """Within these days no direct billing for insurers of this country (sanctions, transfers that do not arrive)."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="billing_blocks")
    insurer_country = models.CharField(max_length=2)
    first = models.DateField()
    last = models.DateField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["insurer_country", "first"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="network_block_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.insurer_country} {self.first}"


class TariffLine(models.Model):
    """What one service costs there from a day on. A new price is a new line; none is ever overwritten."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="tariff")
    service = models.CharField(max_length=24)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    first = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["service", "-first", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "service", "first"], name="network_tariff_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="network_tariff_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.amount} {self.currency}"
