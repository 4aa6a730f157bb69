"""Tables of the journal. The application may insert entries and nothing else: triggers and grants see to it."""

import json
from functools import cached_property
from typing import Any

from django.db import models

from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.events.base import Event, event_type


class Entry(models.Model):
    """One event at its place in the one order of everything. `hash` covers the entry and the hash before it."""

    position = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    type = models.CharField(max_length=80)
    version = models.SmallIntegerField()
    stream = models.UUIDField()
    actor = models.CharField(max_length=80)
    payload = models.TextField()
    hash = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["stream", "-position"], name="journal_entry_stream"),
            models.Index(fields=["type", "position"], name="journal_entry_type"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.type}"

    @cached_property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.payload)
        return data

    @cached_property
    def event(self) -> Event:
        """The event as its dataclass; LookupError when this version of Pharos no longer knows the type."""
        kind = event_type(self.type)
        if kind is None:
            raise LookupError(f"unknown event type {self.type} at position {self.position}")
        return kind.from_payload(self.data)

    @property
    def who(self) -> Actor:
        return Actor.parse(self.actor)


class Head(models.Model):
    """The newest position and hash, in one row: its lock orders writers, so positions have no gaps."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"head at {self.position}"


class Subscriber(models.Model):
    """How far a subscriber has read. Everything up to `position` is delivered or parked."""

    name = models.CharField(max_length=80, primary_key=True)
    position = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.position}"


class Parked(models.Model):
    """A delivery that failed, or waits behind one that failed in its stream. `error` is the exception's class,
    never its text, which might quote a person."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE)
    position = models.BigIntegerField()
    stream = models.UUIDField()
    attempts = models.IntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    parked_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "position"], name="journal_parked_once")]
        indexes = [
            models.Index(fields=["subscriber", "stream", "position"], name="journal_parked_stream"),
            models.Index(
                fields=["next_try_at"], name="journal_parked_due", condition=models.Q(next_try_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber_id} at {self.position}"


class DoneRequest(models.Model):
    """A write already carried out under this key, with the answer it got: a lost response may be asked for again."""

    key = models.CharField(max_length=80, primary_key=True)
    actor = models.CharField(max_length=80)
    fingerprint = models.BinaryField()
    status = models.SmallIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    done_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["done_at"], name="journal_donerequest_at")]

    def __str__(self) -> str:
        return self.key


class Progress(models.Model):
    """Long work as a person watches it: how much there is, how much is done, how it ended."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=60)
    actor = models.CharField(max_length=80)
    total = models.BigIntegerField(null=True)
    done = models.BigIntegerField(default=0)
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.done}/{self.total}"
