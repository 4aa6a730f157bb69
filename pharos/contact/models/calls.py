"""Telephone calls, what a telephone system said about them, and the tokens it says it with."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from pharos.contact.rules.calls import CallState, Direction, Signal
from pharos.core.ids import new_id


class Call(models.Model):
    """One call. Everything but who put its strip away is read off its signals, see `rules.calls`.

    `peer` is the number outside, in E.164 where it can be one; `pbx_id` is the telephone system's own name for the
    call, absent where an operator wrote the call down by hand. `first_at` is by its clock, `heard_at` by ours.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    pbx_id = models.CharField(max_length=120, null=True, unique=True)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    direction = models.CharField(max_length=3, choices=[(d.value, d.value) for d in Direction])
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in CallState])
    from_number = models.CharField(max_length=32, blank=True)
    to_number = models.CharField(max_length=32, blank=True)
    peer = models.CharField(max_length=32, blank=True)
    extension = models.CharField(max_length=20, blank=True)
    ringing: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=20), default=list)
    put_away: "ArrayField[list[int], list[int]]" = ArrayField(models.IntegerField(), default=list)
    staff = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    first_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    rang_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-first_at"], name="contact_call_live", condition=Q(state__in=["ringing", "talking"])),
            models.Index(fields=["peer", "-first_at"], name="contact_call_peer", condition=~Q(peer="")),
        ]

    def __str__(self) -> str:
        return f"call {self.id}"

    @property
    def started_at(self) -> Any:
        return self.rang_at or self.answered_at or self.first_at


class CallSignal(models.Model):
    """One posting of a telephone system, kept once however often it was posted."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="signals", db_index=False)
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Signal])
    at = models.DateTimeField()
    direction = models.CharField(max_length=3)
    from_number = models.CharField(max_length=32, blank=True)
    to_number = models.CharField(max_length=32, blank=True)
    extension = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "kind", "at", "extension", "direction", "from_number", "to_number"],
                name="contact_signal_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.call_id}"


class CallToken(models.Model):
    """What a telephone system shows to post calls. Only its hash is kept; the token is shown once, when made."""

    name = models.CharField(max_length=60, unique=True)
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = [F("revoked_at").asc(nulls_first=True), "name"]

    def __str__(self) -> str:
        return self.name
