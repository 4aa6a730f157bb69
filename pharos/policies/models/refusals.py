"""Refusals and what is done about them, who is on call to sign, and what the insurer is asked for.

A refusal's row says how it stands and is kept in step by the one action that writes it; its steps are written once.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from pharos.core.ids import new_id
from pharos.policies.models.cover import CoverDecision
from pharos.policies.models.register import INSURER
from pharos.policies.refusals.rules.approvals import OPEN, Asking, Why
from pharos.policies.refusals.rules.states import WAITING, Act, State
from pharos.vault.api import SealedTextField, key_field

STAFF = settings.AUTH_USER_MODEL


class Refusal(models.Model):
    """Items of one decision, proposed to be refused. `texts` is JSON of what traveller and insurer are told, in both
    languages, as whoever signs has read it; sealed, like the remark, with the decision's key.

    `way` are the cases it belonged to before, where its case became part of another one.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    case_id = models.UUIDField()
    way = ArrayField(models.UUIDField(), default=list)
    decision = models.ForeignKey(CoverDecision, models.PROTECT, related_name="refusals")
    items = ArrayField(models.CharField(max_length=40))
    key = key_field(db_index=False)
    texts = SealedTextField(key="key", null=True)
    remark = SealedTextField(key="key", null=True)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State])
    doubt = models.ForeignKey(CoverDecision, models.PROTECT, null=True, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+", db_index=False)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+", db_index=False)
    signed_on = models.ForeignKey(CoverDecision, models.PROTECT, null=True, related_name="+", db_index=False)
    waits_since = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["waits_since", "id"], name="policies_refusal_waiting", condition=Q(waits_since__isnull=False)
            ),
            models.Index(fields=["case_id", "-id"], name="policies_refusal_case"),
            models.Index(F("proposed_at").desc(), F("id").desc(), name="policies_refusal_newest"),
        ]
        constraints = [
            models.CheckConstraint(name="policies_refusal_state", condition=Q(state__in=[s.value for s in State])),
            models.CheckConstraint(
                name="policies_refusal_two_persons",
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="policies_refusal_signed_whole",
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, signed_on__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False, signed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="policies_refusal_signed",
                condition=~Q(state=State.SIGNED.value) | Q(signed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="policies_refusal_waits",
                condition=Q(waits_since__isnull=False)
                & (Q(state__in=[s.value for s in WAITING]) | Q(state=State.SIGNED.value, doubt__isnull=False))
                | Q(waits_since__isnull=True)
                & ~Q(state__in=[s.value for s in WAITING])
                & ~Q(state=State.SIGNED.value, doubt__isnull=False),
            ),
            models.CheckConstraint(
                name="policies_refusal_doubt_open",
                condition=Q(doubt__isnull=True) | Q(state__in=[*(s.value for s in WAITING), State.SIGNED.value]),
            ),
            models.CheckConstraint(name="policies_refusal_of_something", condition=~Q(items=[])),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"refusal {self.id}"


class RefusalStep(models.Model):
    """One act on a refusal, with its reason; never changed. `decision` is the one it was done in view of."""

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    refusal = models.ForeignKey(Refusal, models.PROTECT, related_name="steps")
    act = models.CharField(max_length=10, choices=[(a.value, a.value) for a in Act])
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    decision = models.ForeignKey(CoverDecision, models.PROTECT, related_name="+", db_index=False)
    cause = models.CharField(max_length=10, blank=True)
    key = key_field(db_index=False)
    reason = SealedTextField(key="key", null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["refusal"], name="policies_refusal_ends_once",
                condition=Q(act__in=[Act.DECLINE.value, Act.WITHDRAW.value, Act.REVERSE.value]),
            ),
            models.UniqueConstraint(
                fields=["refusal"], name="policies_refusal_signs_once", condition=Q(act=Act.SIGN.value)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.act} of {self.refusal_id}"


class SigningDuty(models.Model):
    """Somebody who may sign is on call: to be telephoned when nobody at work can."""

    id = models.UUIDField(primary_key=True, default=new_id)
    staff = models.ForeignKey(STAFF, models.CASCADE, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    set_by = models.CharField(max_length=80)

    class Meta:
        verbose_name_plural = "signing duties"
        ordering = ["begins_at", "id"]
        indexes = [models.Index(fields=["ends_at"], name="policies_duty_ends")]
        constraints = [models.CheckConstraint(name="policies_duty_period", condition=Q(ends_at__gt=F("begins_at")))]

    def __str__(self) -> str:
        return f"{self.staff_id} on call"


class InsurerApproval(models.Model):
    """What the insurer is asked to approve for one decision, and what it answered. `letter` is the mail room's."""

    id = models.UUIDField(primary_key=True, default=new_id)
    insurer = models.ForeignKey(INSURER, models.PROTECT, null=True, related_name="+", db_index=False)
    case_id = models.UUIDField()
    way = ArrayField(models.UUIDField(), default=list)
    decision = models.ForeignKey(CoverDecision, models.PROTECT, related_name="approvals")
    items = ArrayField(models.CharField(max_length=40))
    why = models.CharField(max_length=10, choices=[(w.value, w.value) for w in Why])
    amount = models.DecimalField(max_digits=16, decimal_places=3)
    before = models.DecimalField(max_digits=16, decimal_places=3, default=0)
    authority = models.DecimalField(max_digits=16, decimal_places=3, null=True)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Asking])
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    letter = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    approved = models.DecimalField(max_digits=16, decimal_places=3, null=True)
    key = key_field(db_index=False)
    remark = SealedTextField(key="key", null=True)
    answer = SealedTextField(key="key", null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"], name="policies_approval_open", condition=Q(state__in=[s.value for s in OPEN])
            ),
            models.Index(fields=["case_id", "-id"], name="policies_approval_case"),
        ]
        constraints = [
            models.CheckConstraint(name="policies_approval_amount", condition=Q(amount__gt=0, before__gte=0)),
            models.CheckConstraint(
                name="policies_approval_approved",
                condition=Q(state=Asking.APPROVED.value, approved__gt=0)
                | ~Q(state=Asking.APPROVED.value) & Q(approved__isnull=True),
            ),
            models.CheckConstraint(
                name="policies_approval_sent",
                condition=Q(state__in=[Asking.PREPARED.value, Asking.WITHDRAWN.value]) | Q(sent_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"approval {self.id}"
