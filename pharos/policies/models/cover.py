"""Published rule sets, decisions of cover, and the ledger of limits. All but a limit's balance are written once."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from pharos.core.ids import new_id
from pharos.policies.models.register import INSURER, Policy
from pharos.vault.api import SealedTextField, key_field


class RuleSet(models.Model):
    """A published wording: the text it was published as, and nothing that can change."""

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    hash = models.CharField(max_length=71)
    text = models.TextField()
    products = ArrayField(models.CharField(max_length=120), default=list)
    basis = models.CharField(max_length=6)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="policies_ruleset_once"),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | Q(last__isnull=True) | Q(last__gte=F("first")),
                name="policies_ruleset_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


class CoverDecision(models.Model):
    """One decision as it was made: set, facts and explanation, sealed with the key of its case.

    A reversal is a new row that names the one it replaces.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+")
    case_id = models.UUIDField(db_index=True)
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, related_name="+")
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, null=True, related_name="+")
    set_label = models.CharField(max_length=121)
    set_hash = models.CharField(max_length=71)
    key = key_field()
    facts = SealedTextField(key="key", null=True)
    answer = SealedTextField(key="key", null=True)
    answer_hash = models.CharField(max_length=64)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    reason = SealedTextField(key="key", null=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["set_hash", "id"], name="policies_decision_set")]

    def __str__(self) -> str:
        return str(self.id)


class Limit(models.Model):
    """What a policy allows under one limit of its set, what is held for promises and what was paid.

    Never overdrawn: the database refuses a balance beyond `allowed`.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+")
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="limits")
    code = models.CharField(max_length=120)
    items = ArrayField(models.CharField(max_length=40), default=list)
    currency = models.CharField(max_length=3)
    allowed = models.DecimalField(max_digits=16, decimal_places=3)
    held = models.DecimalField(max_digits=16, decimal_places=3, default=0)
    used = models.DecimalField(max_digits=16, decimal_places=3, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "code"], name="policies_limit_once"),
            models.CheckConstraint(
                condition=Q(held__gte=0) & Q(used__gte=0) & Q(allowed__gte=F("held") + F("used")),
                name="policies_limit_not_overdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.policy_id}"


class LimitEntry(models.Model):
    """One movement under a limit, and the balance after it.

    `reference` is the insurer's number of a payment told from outside; `within` what it counts for (incident, trip,
    policy), `deducted` what the insured bore himself.
    """

    class Kind(models.TextChoices):
        RESERVE = "reserve"
        CHANGE = "change"
        CONSUME = "consume"
        RELEASE = "release"

    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    limit = models.ForeignKey(Limit, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=Kind)
    item = models.CharField(max_length=40)
    held = models.DecimalField(max_digits=16, decimal_places=3)
    used = models.DecimalField(max_digits=16, decimal_places=3)
    held_after = models.DecimalField(max_digits=16, decimal_places=3)
    used_after = models.DecimalField(max_digits=16, decimal_places=3)
    within = models.CharField(max_length=8, blank=True)
    deducted = models.DecimalField(max_digits=16, decimal_places=3, default=0)
    reference = models.CharField(max_length=80, blank=True)
    case_id = models.UUIDField(null=True, db_index=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)

    class Meta:
        verbose_name_plural = "limit entries"
        constraints = [
            models.UniqueConstraint(
                fields=["limit", "reference"], condition=~Q(reference=""), name="policies_limitentry_reference"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.held} {self.used}"
