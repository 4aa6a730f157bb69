"""Reviews, the items a doctor judges one by one, what he asks, and who read what."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from pharos.core.ids import new_id
from pharos.medical.rules.stages import Exemption, ItemKind, Judgement, Lead, Override, ReviewState, Stage, Whom
from pharos.vault.api import SealedTextField, key_field


def _codes(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


class Review(models.Model):
    """One look of one doctor at one case. `machine` is JSON of the pre-check as it was when the items were laid out,
    sealed; `risk` orders the worklist, `lead` says what weighs most and of how many (`lead_n`). `version` counts what
    was written, so that two windows do not judge over each other. `second_of`: a second doctor's, who sees nothing of
    the first. Of each case and stage one first review is open at most; a signed one is never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", db_index=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    key = key_field(db_index=False)
    stage = models.CharField(max_length=9, choices=_codes(Stage))
    report = models.ForeignKey("MedicalReport", models.PROTECT, null=True, related_name="+", db_index=False)
    second_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="second")
    state = models.CharField(max_length=6, default=ReviewState.OPEN.value, choices=_codes(ReviewState))
    exemption = models.CharField(max_length=9, blank=True, choices=_codes(Exemption))
    version = models.PositiveIntegerField(default=1)
    risk = models.SmallIntegerField(default=0)
    lead = models.CharField(max_length=10, blank=True, choices=_codes(Lead))
    lead_n = models.PositiveSmallIntegerField(default=0)
    country = models.CharField(max_length=2, blank=True)
    clinic_key = models.CharField(max_length=120, blank=True, db_collation="C")
    base_version = models.CharField(max_length=40, blank=True)
    machine = SealedTextField(null=True)
    remark = SealedTextField(null=True)
    disputed = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    first_read_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "stage"], name="medical_one_open", condition=Q(state="open", second_of=None)
            ),
            models.CheckConstraint(
                name="medical_signed_by_somebody",
                condition=Q(state="signed", signed_at__isnull=False, signed_by__isnull=False)
                | (~Q(state="signed") & Q(signed_at=None, signed_by=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["-risk", "due_at", "id"], name="medical_worklist", condition=Q(state="open")),
            models.Index(fields=["due_at"], name="medical_due", condition=Q(state="open")),
            models.Index(fields=["case", "-opened_at"], name="medical_of_case"),
            models.Index(fields=["-signed_at"], name="medical_signed", condition=Q(state="signed")),
        ]

    def __str__(self) -> str:
        return f"review {self.id}"


class ReviewItem(models.Model):
    """One thing judged. `code` is the substance, test or condition in `clinical`, empty where it was not recognised;
    `machine` what the pre-check said of it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="items", db_index=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=_codes(ItemKind))
    code = models.CharField(max_length=120, blank=True)
    machine = models.CharField(max_length=20)
    judgement = models.CharField(max_length=8, blank=True, choices=_codes(Judgement))
    reason = models.CharField(max_length=16, blank=True, choices=_codes(Override))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "place"], name="medical_one_place")]

    def __str__(self) -> str:
        return f"item {self.place} of {self.review_id}"


class Question(models.Model):
    """A reviewing doctor's question and its answer, both sealed, and the clock it runs by. `sent_letter`: the letter it
    went to the clinic by; `letter`: the one its answer was taken from; `promise`: what the case owes the doctor."""

    id = models.UUIDField(primary_key=True, default=new_id)
    review = models.ForeignKey(Review, models.PROTECT, related_name="questions", db_index=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", db_index=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    key = key_field(db_index=False)
    whom = models.CharField(max_length=8, choices=_codes(Whom))
    place = models.PositiveSmallIntegerField(null=True)
    text = SealedTextField(null=True)
    answer = SealedTextField(null=True)
    sent_letter = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    letter = models.UUIDField(null=True)
    promise = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="medical_question_open", condition=Q(answered_at=None)),
            models.Index(fields=["case", "-asked_at"], name="medical_question_case"),
            models.Index(fields=["review"], name="medical_question_review"),
        ]

    def __str__(self) -> str:
        return f"question {self.id}"


class Reading(models.Model):
    """Somebody opened a review and saw what is in it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="readings", db_index=False)
    staff = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["review", "-at"], name="medical_reading_review")]

    def __str__(self) -> str:
        return f"reading {self.pk}"
