"""What hangs on a case: parties, holds, promises, notes, and the words it is found by."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pharos.cases.models.case import Case, choices
from pharos.cases.rules.holds import HoldKind
from pharos.cases.rules.promises import PauseReason, PromiseKind, WithdrawReason
from pharos.cases.rules.registration import PartyRole
from pharos.core.clocks import Clock
from pharos.core.ids import new_id
from pharos.vault.api import SealedTextField, key_field


class OfCase(models.Model):
    """A row that belongs to one case and is seen by that case's insurer; a trigger keeps `insurer` in step."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Party(OfCase):
    """Somebody around the case. `phone` is E.164 where it could be read, else as it was written."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=10, choices=choices(PartyRole))
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    phone_tail = models.CharField(max_length=10, db_collation="C", blank=True)
    mail = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2, blank=True)
    relation = models.CharField(max_length=80, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["phone_tail", "-case"], name="cases_party_phone", condition=Q(phone_tail__gt="")),
            models.Index(fields=["mail", "-case"], name="cases_party_mail", condition=Q(mail__gt="")),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(role=PartyRole.INSURED.value), name="cases_party_one_insured"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.case_id}"


class Hold(OfCase):
    """An unfinished matter that forbids closing. `subject` is the placing room's row, where there is one."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="holds")
    kind = models.CharField(max_length=20, choices=choices(HoldKind))
    subject = models.UUIDField(null=True)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=80)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=80, blank=True)
    lapsed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "placed_at"], name="cases_hold_open", condition=Q(released_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], name="cases_hold_once",
                condition=Q(released_at__isnull=True, subject__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "subject"], name="cases_hold_once_a_subject",
                condition=Q(released_at__isnull=True, subject__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_hold_released_by",
                condition=Q(released_at__isnull=True, released_by="", lapsed=False)
                | Q(released_at__isnull=False, released_by__gt=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"


class Promise(OfCase):
    """Something promised by a time. The clock's columns repeat what the journal says, as `rules.clocks` reads it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="promises")
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=choices(PromiseKind))
    rule = models.CharField(max_length=60)
    rule_version = models.SmallIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=20, blank=True, choices=choices(PauseReason))
    stopped_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)
    withdraw_reason = models.CharField(max_length=20, blank=True, choices=choices(WithdrawReason))

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"], name="cases_promise_running",
                condition=Q(stopped_at__isnull=True, paused_at__isnull=True), include=["case", "kind"],
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], name="cases_promise_once",
                condition=Q(stopped_at__isnull=True)
                & Q(kind__in=[PromiseKind.MEDICAL_REVIEW.value, PromiseKind.CONFIRM_POLICY.value]),
            ),
            models.CheckConstraint(
                name="cases_promise_stands_or_runs", condition=Q(stopped_at__isnull=True) | Q(paused_at__isnull=True)
            ),
            models.CheckConstraint(
                name="cases_promise_paused_why",
                condition=Q(paused_at__isnull=True, pause_reason="") | Q(paused_at__isnull=False, pause_reason__gt=""),
            ),
            models.CheckConstraint(
                name="cases_promise_withdrawn_why",
                condition=Q(withdrawn=False, withdraw_reason="")
                | Q(withdrawn=True, withdraw_reason__gt="", stopped_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"

    @property
    def clock(self) -> Clock:
        return Clock(
            rule=self.rule, rule_version=self.rule_version, started_at=self.started_at, due_at=self.due_at,
            paused_at=self.paused_at, stopped_at=self.stopped_at, withdrawn=self.withdrawn,
        )  # fmt: skip


class Note(OfCase):
    """What somebody of staff wrote, sealed with the case's key. `passes_on` goes along with a hand-over."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    key = key_field()
    text = SealedTextField(key="key", null=True)
    written_at = models.DateTimeField()
    passes_on = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"note {self.id}"


class SearchWord(models.Model):
    """One word of a name around a case, spelling folded, for prefix search whatever the order of names.

    Rows follow the names of the case's parties. `case` ids grow with time, so one index gives the newest first.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="words")
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    word = models.CharField(max_length=100, db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["word", "-case"], name="cases_word_prefix")]
        constraints = [models.UniqueConstraint(fields=["case", "word"], name="cases_word_once")]

    def __str__(self) -> str:
        return f"word of {self.case_id}"
