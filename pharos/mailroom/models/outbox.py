"""The outbox: what is to be sent, once."""

from django.db import models
from django.db.models import Q

from pharos.mailroom.models.letters import Letter
from pharos.mailroom.rules.states import OutgoingState


class Outgoing(models.Model):
    """How far the sending of one letter of ours got. `request` makes a repeated order the same letter."""

    letter = models.OneToOneField(Letter, models.CASCADE, primary_key=True, related_name="outgoing")
    insurer = models.ForeignKey("insurers.Insurer", models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in OutgoingState], default=OutgoingState.QUEUED
    )
    request = models.CharField(max_length=120, unique=True)
    ordered_by = models.CharField(max_length=80)
    queued_at = models.DateTimeField()
    automatic = models.BooleanField(default=False)
    # the mark of the first recipient's address
    recipient = models.BigIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    last_error = models.CharField(max_length=40, default="")
    # places in the envelope that no server has taken yet
    remaining = models.JSONField(default=list)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="mailroom_outbox_due",
                condition=Q(state__in=[OutgoingState.QUEUED, OutgoingState.SENDING]),
            ),
            models.Index(fields=["-queued_at"], name="mailroom_outbox_failed", condition=Q(state=OutgoingState.FAILED)),
            models.Index(
                fields=["recipient", "-queued_at"], name="mailroom_outbox_automatic", condition=Q(automatic=True)
            ),
        ]

    def __str__(self) -> str:
        return f"outgoing {self.letter_id}: {self.state}"
