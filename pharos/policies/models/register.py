"""The register: products, policies, insured persons, what changed, and how each insurer's files are read."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse

from pharos.core.ids import new_id
from pharos.vault.api import SealedBinaryField, key_field

INSURER = "insurers.Insurer"


class Product(models.Model):
    """A programme an insurer sells under a name of its own; rule sets will hang on it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, related_name="+")
    code = models.CharField(max_length=120)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["insurer", "code"], name="policies_product_once")]

    def __str__(self) -> str:
        return self.name


class ImportMapping(models.Model):
    """How this insurer's files are read, as a person settled it. Columns are keyed by folded headings."""

    insurer = models.OneToOneField(INSURER, models.CASCADE, primary_key=True, related_name="+")
    columns = models.JSONField(default=dict)
    date_orders = models.JSONField(default=dict)
    encoding = models.CharField(max_length=20, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    sheet = models.CharField(max_length=31, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    full = models.BooleanField(default=False)
    missing_means_cancelled = models.BooleanField(default=False)
    only_products_in_file = models.BooleanField(default=False)
    empty_means_not_bought = models.BooleanField(default=False)
    cancel_guard_percent = models.PositiveSmallIntegerField(default=10)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"mapping of {self.insurer_id}"


class ImportRun(models.Model):
    """One file on its way into the register. The file and its bad rows are sealed, and go when the key goes."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded"
        CHECKING = "checking"
        CHECKED = "checked"
        IMPORTING = "importing"
        IMPORTED = "imported"
        REFUSED = "refused"

    class Kind(models.TextChoices):
        POLICIES = "policies"
        LIMITS = "limits"

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.POLICIES)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+")
    key = key_field(null=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)
    content = SealedBinaryField(null=True)
    problems = SealedBinaryField(null=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.UPLOADED)
    dry_run = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)
    layout = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    objection = models.JSONField(default=dict)
    progress = models.UUIDField(null=True)
    actor = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-started_at", "-id"], name="policies_run_newest")]

    def __str__(self) -> str:
        return f"{self.id} {self.status}"


class Policy(models.Model):
    """A policy of the register. `options` says true or false; an option it does not name is not known."""

    class Status(models.TextChoices):
        ACTIVE = "active"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.CharField(max_length=80)
    number_key = models.CharField(max_length=80)
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="+")
    programme = models.CharField(max_length=120, blank=True)
    holder = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    territory = models.CharField(max_length=500, blank=True)
    countries = ArrayField(models.CharField(max_length=2), default=list)
    sum_insured = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    options = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    cancelled_on = models.DateField(null=True)
    gone_from_file = models.BooleanField(default=False)
    source = models.ForeignKey(ImportRun, models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["number_key", "insurer"], name="policies_policy_number", include=["id", "number", "status"]
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="policies_policy_period",
            ),
        ]
        indexes = [
            models.Index(OpClass(Reverse("number_key"), name="text_pattern_ops"), name="policies_policy_tail"),
            models.Index(OpClass(F("number_key"), name="text_pattern_ops"), name="policies_policy_head"),
            models.Index(fields=["-created_at", "-id"], name="policies_policy_newest"),
            models.Index(fields=["insurer", "-created_at", "-id"], name="policies_policy_insurer"),
        ]

    def __str__(self) -> str:
        return self.number


class InsuredPerson(models.Model):
    """Somebody the policy insures. `own_options` hold only what differs from the policy's."""

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    policy = models.ForeignKey(Policy, models.CASCADE, related_name="persons")
    full_name = models.CharField(max_length=200)
    other_name = models.CharField(max_length=200, blank=True)
    surname = models.CharField(max_length=100, blank=True)
    given = models.CharField(max_length=100, blank=True)
    patronymic = models.CharField(max_length=100, blank=True)
    person_key = models.CharField(max_length=250)
    name_keys = ArrayField(models.CharField(max_length=120), default=list)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=150, blank=True)
    own_options = models.JSONField(default=dict)
    active = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_key", "birth_date"], name="policies_person_name", include=["policy"]),
            models.Index(fields=["birth_date", "person_key"], name="policies_person_birth", include=["policy"]),
            models.Index(fields=["phone"], name="policies_person_phone", include=["policy"], condition=~Q(phone="")),
            # No list of pending entries: a search right after a large file must not read through it.
            GinIndex(fields=["name_keys"], name="policies_person_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PolicyChange(models.Model):
    """One field that a file changed: what stood there, what stands there now, and which file said so."""

    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    policy = models.ForeignKey(Policy, models.CASCADE, related_name="changes", db_index=False)
    person = models.ForeignKey(InsuredPerson, models.SET_NULL, null=True, related_name="+", db_index=False)
    run = models.ForeignKey(ImportRun, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    field = models.CharField(max_length=60)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["policy", "-id"], name="policies_change_newest")]

    def __str__(self) -> str:
        return f"{self.field} of {self.policy_id}"
