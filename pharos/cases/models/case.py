"""The case itself, and the counter of its numbers."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from pharos.cases.rules.lifecycle import OPEN, CancelReason, Outcome, Status, WaitsFor
from pharos.cases.rules.registration import PolicyState
from pharos.core.ids import new_id
from pharos.core.languages import Language
from pharos.core.urgency import Urgency
from pharos.vault.api import SealedTextField, key_field

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
QUEUE_AT = Coalesce(F("next_due_at"), Value(NEVER, output_field=models.DateTimeField()))
"""The order of the queue, as its indexes know it: what is due soonest first, what has no running clock last."""

IS_OPEN = Q(status__in=[status.value for status in OPEN])
_FINISHED = Q(status__in=[Status.CLOSED.value, Status.CANCELLED.value])


def choices(codes: Any) -> list[tuple[Any, str]]:
    return [(code.value, code.name.lower()) for code in codes]


class CaseNumber(models.Model):
    """The last number given in a year. Its row is locked from allocation to commit, so numbers have no gaps."""

    year = models.SmallIntegerField(primary_key=True)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Case(models.Model):
    """One person's trouble abroad, from the first contact to its end.

    `next_due_at` is the soonest of its running promises and of the end of its wait, kept in the same transaction.
    `urgency_asked`: somebody asked for danger or judged it; until then a low urgency says nothing.
    `insurer_as_told` is the insurer before a policy of the register said whose case it is.
    Columns searched by prefix are collated "C", whose indexes serve prefixes in every database.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, db_collation="C", unique=True)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    status = models.CharField(max_length=12, choices=choices(Status), default=Status.REGISTERED.value)
    urgency = models.SmallIntegerField(choices=choices(Urgency), default=Urgency.ROUTINE.value)
    urgency_asked = models.BooleanField(default=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    claimed_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=2, choices=choices(Language), default=Language.RU.value)
    origin = models.UUIDField(null=True)

    person_name = models.CharField(max_length=200, blank=True)
    person_key = models.CharField(max_length=200, db_collation="C", blank=True)
    birth_date = models.DateField(null=True)
    phone = models.CharField(max_length=40, blank=True)
    phone_tail = models.CharField(max_length=10, db_collation="C", blank=True)

    policy = models.ForeignKey("policies.Policy", models.PROTECT, null=True, related_name="+", db_index=False)
    policy_state = models.CharField(max_length=9, choices=choices(PolicyState), default=PolicyState.NONE.value)
    policy_number = models.CharField(max_length=80, blank=True)
    policy_key = models.CharField(max_length=80, db_collation="C", blank=True)
    insurer_as_told = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    told_number = models.CharField(max_length=80, blank=True)
    told_insurer = models.CharField(max_length=120, blank=True)
    told_holder = models.CharField(max_length=200, blank=True)

    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+", db_index=False)
    place_heard = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    hotel = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    room = models.CharField(max_length=40, blank=True)
    reception_phone = models.CharField(max_length=40, blank=True)

    key = key_field()
    complaint = SealedTextField(key="key", null=True)
    circumstances = SealedTextField(key="key", null=True)

    waits_for = models.CharField(max_length=12, blank=True, choices=choices(WaitsFor))
    waiting_until = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True, choices=choices(Outcome))
    cancel_reason = models.CharField(max_length=12, blank=True, choices=choices(CancelReason))
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(
                QUEUE_AT, "id", name="cases_open_queue", condition=IS_OPEN,
                include=["status", "owner", "insurer", "country", "urgency"],
            ),
            models.Index("owner", QUEUE_AT, "id", name="cases_open_mine", condition=IS_OPEN & Q(owner__isnull=False)),
            models.Index(QUEUE_AT, "id", name="cases_open_owned", condition=IS_OPEN & Q(owner__isnull=False)),
            models.Index(QUEUE_AT, "id", name="cases_open_unclaimed", condition=IS_OPEN & Q(owner__isnull=True)),
            models.Index(QUEUE_AT, "id", name="cases_open_waiting", condition=Q(status=Status.WAITING.value)),
            models.Index("insurer", QUEUE_AT, "id", name="cases_open_insurer", condition=IS_OPEN),
            models.Index("country", QUEUE_AT, "id", name="cases_open_country", condition=IS_OPEN),
            models.Index(fields=["person_key"], name="cases_open_person", condition=IS_OPEN & Q(person_key__gt="")),
            models.Index(fields=["policy", "-id"], name="cases_policy", condition=Q(policy__isnull=False)),
            models.Index(fields=["policy_key", "-id"], name="cases_policy_key", condition=Q(policy_key__gt="")),
            models.Index(fields=["phone_tail", "-id"], name="cases_phone_tail", condition=Q(phone_tail__gt="")),
            models.Index(fields=["insurer", "-id"], name="cases_insurer_newest"),
            models.Index(fields=["merged_into"], name="cases_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["origin"], name="cases_origin", condition=Q(origin__isnull=False)),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(name="cases_status", condition=Q(status__in=[s.value for s in Status])),
            models.CheckConstraint(name="cases_number", condition=Q(number__regex=r"^\d{2}-\d{6,}$")),
            models.CheckConstraint(name="cases_urgency", condition=Q(urgency__gte=1, urgency__lte=5)),
            models.CheckConstraint(
                name="cases_closed_has_outcome",
                condition=Q(status=Status.CLOSED.value, outcome__gt="")
                | ~Q(status=Status.CLOSED.value) & Q(outcome=""),
            ),
            models.CheckConstraint(
                name="cases_cancelled_has_reason",
                condition=Q(status=Status.CANCELLED.value, cancel_reason__gt="")
                | ~Q(status=Status.CANCELLED.value) & Q(cancel_reason=""),
            ),
            models.CheckConstraint(
                name="cases_finished_at",
                condition=_FINISHED & Q(closed_at__isnull=False) | ~_FINISHED & Q(closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="cases_finished_owes_nothing", condition=~_FINISHED | Q(next_due_at__isnull=True)
            ),
            models.CheckConstraint(
                name="cases_waiting_for_something",
                condition=Q(status=Status.WAITING.value, waits_for__gt="", waiting_until__isnull=False)
                | ~Q(status=Status.WAITING.value) & Q(waits_for="", waiting_until__isnull=True),
            ),
            models.CheckConstraint(
                name="cases_policy_confirmed",
                condition=Q(policy_state=PolicyState.CONFIRMED.value, policy__isnull=False, insurer__isnull=False)
                | ~Q(policy_state=PolicyState.CONFIRMED.value) & Q(policy__isnull=True),
            ),
            models.CheckConstraint(
                name="cases_claimed_at", condition=Q(owner__isnull=True) | Q(claimed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="cases_merged_elsewhere",
                condition=Q(merged_into__isnull=True) | _FINISHED & ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.status in OPEN
